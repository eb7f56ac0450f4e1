/**
 * The architecture, as rules that `npm run check:all` enforces. Data flows one way through `src/`:
 * sources (read) -> estate (one graph) -> proofs (graph questions) -> policy (Rego in WebAssembly) -> verdict (outcomes, waivers) -> report (renderers).
 * `gate/` and `cli/` call them. A later stop may use an earlier one, never the other way round. `src/errors.ts` and `src/configuration/` serve all.
 */

/** Type-only imports vanish at run time, so the contracts (who agrees with whom on shapes) may cross where code may not. */
const notTypeOnly = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // --- everywhere ---
    {
      name: 'no-circular',
      comment:
        'Two modules that need each other are one module, or hide a third: move what both need into a file of its own. Cycles of types only are fine.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: notTypeOnly },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it imports nothing: delete it, or import it where it is used.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^(test|scripts|src/estate/(value|estate)\\.ts)',
          '^src/errors\\.ts$',
          '\\.config\\.(ts|js)$',
        ],
      },
      to: {},
    },
    {
      name: 'not-unresolvable',
      comment:
        'The import names a file or package that is not there: correct the path, or declare the package in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      comment: 'The package is only there because another one brings it: declare it in package.json before you use it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-dev', 'npm-peer'] },
    },
    {
      name: 'not-to-test',
      comment: 'Shipped code never leans on a test or a fixture: move what both need into `src/`.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'not-to-scripts',
      comment:
        'Scripts are for people and CI, not part of the product: move the code into `src/` and let the script call it.',
      severity: 'error',
      from: { path: '^(src|constructs|stacks)/' },
      to: { path: '^(scripts|bench)/' },
    },
    {
      name: 'shipped-code-needs-dependencies',
      comment:
        'Users do not get devDependencies: move the package to dependencies (or peerDependencies, for cdktf and its providers).',
      severity: 'error',
      from: { path: '^(src|constructs)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['npm-peer', 'type-only'],
        pathNot: 'node_modules/(cdktf|constructs|@cdktf)/',
      },
    },
    // --- the two sides of the house ---
    {
      name: 'infrastructure-sees-the-public-surface-only',
      comment:
        'Stacks use the checkpoint as any user of the package does, through `src/index.ts`; constructs know nothing of it but that.',
      severity: 'error',
      from: { path: '^(stacks|constructs)/' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    {
      name: 'checkpoint-knows-no-infrastructure',
      comment:
        'The checkpoint judges any estate, so it must not know ours: pass data in instead of importing stacks or constructs.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(stacks|constructs)/' },
    },
    {
      name: 'constructs-know-no-stacks',
      comment: 'A construct knows no environment and no stack: take what differs as a prop.',
      severity: 'error',
      from: { path: '^constructs/' },
      to: { path: '^stacks/' },
    },
    {
      name: 'constructs-through-their-index',
      comment: "Import another construct through its folder's `index.ts`: the other files are its own business.",
      severity: 'error',
      from: { path: '^constructs/([^/]+)/' },
      to: { path: '^constructs/[^/]+/', pathNot: ['^constructs/$1/', '^constructs/[^/]+/index\\.ts$'] },
    },
    {
      name: 'stacks-use-constructs-through-their-index',
      comment: "Import a construct through its folder's `index.ts`: the other files are its own business.",
      severity: 'error',
      from: { path: '^stacks/' },
      to: { path: '^constructs/[^/]+/', pathNot: '^constructs/[^/]+/index\\.ts$' },
    },
    {
      name: 'provider-classes-by-their-own-file',
      comment:
        'The index of a provider package costs seconds and hundreds of MB: import `@cdktf/provider-google/lib/storage-bucket`.',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@cdktf/provider-[^/]+/lib/index\\.js$', ...notTypeOnly },
    },
    // --- the stops of src/, in order ---
    {
      name: 'estate-first',
      comment:
        'The estate is what all else is about, so it knows neither where it was read from nor who judges it: move the code to the stop that needs both.',
      severity: 'error',
      from: { path: '^src/estate/' },
      to: { path: '^src/(sources|proofs|policy|verdict|report|gate|cli)/', pathNot: '^src/sources/source\\.ts$' },
    },
    {
      name: 'estate-takes-what-sources-read',
      comment:
        'The estate is built from what the sources read, so it knows the shape of that (`src/sources/source.ts`), as a type, and nothing else of them.',
      severity: 'error',
      from: { path: '^src/estate/' },
      to: { path: '^src/sources/source\\.ts$', ...notTypeOnly },
    },
    {
      name: 'sources-only-read',
      comment:
        'A source turns files into an estate; what the estate means is judged later: move the code to proofs, policy or verdict.',
      severity: 'error',
      from: { path: '^src/sources/' },
      to: { path: '^src/(proofs|policy|verdict|report|gate|cli)/' },
    },
    {
      name: 'proofs-ask-the-estate-only',
      comment:
        'A proof is a question to the graph: it needs the estate and the configuration, not the file it came from nor the policy that uses the answer.',
      severity: 'error',
      from: { path: '^src/proofs/' },
      to: { path: '^src/(sources|policy|verdict|report|gate|cli)/', pathNot: '^src/policy/catalog\\.ts$' },
    },
    {
      name: 'policy-gives-facts-not-verdicts',
      comment: 'Evaluation returns what the controls said; waivers, severities and exit codes are decided in verdict.',
      severity: 'error',
      from: { path: '^src/policy/' },
      to: { path: '^src/(sources|verdict|report|gate|cli)/' },
    },
    {
      name: 'verdict-renders-nothing',
      comment: 'Outcomes are data: how they look is decided in report, and who acts on them in gate and cli.',
      severity: 'error',
      from: { path: '^src/verdict/' },
      to: { path: '^src/(sources|report|gate|cli)/' },
    },
    {
      name: 'report-renders-a-report',
      comment: 'A renderer is a function of the Report (and the catalogue): whatever it lacks belongs into the Report.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/(sources|proofs|gate|cli)/' },
    },
    {
      name: 'configuration-serves-all',
      comment: 'Every stop may import the configuration, so it may import none of them except for types.',
      severity: 'error',
      from: { path: '^src/configuration/' },
      to: {
        path: '^src/(sources|estate|proofs|policy|verdict|report|gate|cli)/',
        ...notTypeOnly,
        pathNot: '^src/policy/catalog\\.ts$',
      },
    },
    {
      name: 'errors-need-nothing',
      comment: 'Everybody imports `src/errors.ts`, so it imports nobody.',
      severity: 'error',
      from: { path: '^src/errors\\.ts$' },
      to: { path: '^src/' },
    },
    {
      name: 'nothing-calls-the-command-line',
      comment: 'The command line calls the rest: what you need from it belongs into the stop that does the work.',
      severity: 'error',
      from: { path: '^(src|constructs|stacks)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    // --- edges to the world, each in one place ---
    {
      name: 'pure-core',
      comment:
        'Estate, proofs, verdict and report are functions of their arguments (no files, processes, network): read in sources, act in gate and cli.',
      severity: 'error',
      from: { path: '^src/(estate|proofs|verdict|report)/' },
      to: {
        path: '^(node:)?(fs|fs/promises|child_process|process|os|net|http|https|http2|dns|dgram|tls|worker_threads)$',
      },
    },
    {
      name: 'wasm-in-one-file',
      comment:
        'opa-wasm throws strings and plain objects and keeps a memory of its own: only `src/policy/wasm-policy.ts` handles that.',
      severity: 'error',
      from: { pathNot: '^(src/policy/wasm-policy\\.ts$|test/|bench/)' },
      to: { path: 'node_modules/@open-policy-agent/opa-wasm/' },
    },
    {
      name: 'hcl-in-sources',
      comment: '`@cdktf/hcl2json` is asynchronous and dear (97 ms, 147 MB): only sources load it, and only for `*.tf`.',
      severity: 'error',
      from: { pathNot: '^(src/sources/|test/|bench/)' },
      to: { path: 'node_modules/@cdktf/hcl2json/' },
    },
    {
      name: 'cdktf-where-it-is-used',
      comment:
        'The checkpoint must start without cdktf: only the gate in the app, the matcher for tests, constructs, stacks and tests know it, so that moving to its fork touches few files.',
      severity: 'error',
      from: { pathNot: '^(src/gate/|src/testing/|src/index\\.ts$|constructs/|stacks/|test/|bench/)' },
      to: { path: 'node_modules/(cdktf|constructs|@cdktf/provider-[^/]+)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|cdktf\\.out|test/fixtures)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    combinedDependencies: false,
    cache: false,
  },
};
