import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from '../support/repository.ts';

const folders = ['src', 'stacks', 'constructs', 'scripts', 'bench', 'test'];
const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** Which file breaks which rule, sorted. */
function violations(project: string): readonly string[] {
  const program = join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const cruise = [
    program,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    ...folders.filter((folder) => existsSync(join(project, folder))),
  ];
  const run = spawnSync(process.execPath, cruise, { cwd: project, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const { summary } = report.parse(JSON.parse(run.stdout));
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
}

/** One file that breaks a rule each; what it imports is there, so that only the rule can object. `src/proofs/target.ts` is imported by none. */
const offenders = {
  'src/estate/offender.ts': ["import '../sources/target.ts';", 'estate-first'],
  'src/estate/reader.ts': ["import '../sources/source.ts';", 'estate-takes-what-sources-read'],
  'src/sources/offender.ts': ["import '../report/target.ts';", 'sources-only-read'],
  'src/proofs/offender.ts': ["import '../policy/target.ts';", 'proofs-ask-the-estate-only'],
  'src/policy/offender.ts': ["import '../verdict/target.ts';", 'policy-gives-facts-not-verdicts'],
  'src/verdict/offender.ts': ["import '../report/target.ts';", 'verdict-renders-nothing'],
  'src/report/offender.ts': ["import '../gate/target.ts';", 'report-renders-a-report'],
  'src/report/impure.ts': ["import 'node:fs';", 'pure-core'],
  'src/configuration/offender.ts': ["import '../estate/target.ts';", 'configuration-serves-all'],
  'src/gate/offender.ts': ["import '../cli/target.ts';", 'nothing-calls-the-command-line'],
  'src/gate/wasm.ts': ["import '@open-policy-agent/opa-wasm';", 'wasm-in-one-file'],
  'src/gate/hcl.ts': ["import '@cdktf/hcl2json';", 'hcl-in-sources'],
  'src/cli/synth.ts': ["import 'cdktf';", 'cdktf-where-it-is-used'],
  'src/cli/stacks.ts': ["import '../../stacks/target.ts';", 'checkpoint-knows-no-infrastructure'],
  'src/cli/undeclared.ts': ["import 'fs-extra';", 'no-undeclared-package'],
  'src/cli/missing.ts': ["import './nowhere.ts';", 'not-unresolvable'],
  'src/cli/test.ts': ["import '../../test/target.ts';", 'not-to-test'],
  'src/cli/script.ts': ["import '../../scripts/target.ts';", 'not-to-scripts'],
  'src/errors.ts': ["import './estate/target.ts';", 'errors-need-nothing'],
  'src/sources/development.ts': ["import 'esbuild';", 'shipped-code-needs-dependencies'],
  'stacks/offender.ts': ["import '../src/gate/target.ts';", 'infrastructure-sees-the-public-surface-only'],
  'stacks/private.ts': ["import '../constructs/b/target.ts';", 'stacks-use-constructs-through-their-index'],
  'constructs/a/offender.ts': ["import '../b/target.ts';", 'constructs-through-their-index'],
  'constructs/a/stack.ts': ["import '../../stacks/target.ts';", 'constructs-know-no-stacks'],
  'constructs/a/index-of-provider.ts': ["import '@cdktf/provider-aws';", 'provider-classes-by-their-own-file'],
} as const;

const targets = [
  ...['estate', 'sources', 'proofs', 'policy', 'verdict', 'report', 'gate', 'cli'].map(
    (name) => `src/${name}/target.ts`,
  ),
  'src/sources/source.ts',
  ...['stacks', 'constructs/b', 'scripts', 'test'].map((name) => `${name}/target.ts`),
];

describe('imports', () => {
  const project = mkdtempSync(join(tmpdir(), 'sekisho-imports-'));
  afterAll(() => {
    rmSync(project, { recursive: true, force: true });
  });

  it('follow the architecture', () => {
    expect(violations(repositoryRoot)).toEqual([]);
  });

  it('against the architecture are found, each by its rule', () => {
    for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json']) {
      copyFileSync(join(repositoryRoot, file), join(project, file));
    }
    symlinkSync(join(repositoryRoot, 'node_modules'), join(project, 'node_modules'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    };
    for (const path of targets) write(path, 'export const target = 1;\n');
    for (const [path, [text]] of Object.entries(offenders)) write(path, `${text}\nexport const offender = 1;\n`);
    write('src/gate/first.ts', "import { second } from './second.ts';\nexport const first = (): unknown => second;\n");
    write('src/gate/second.ts', "import { first } from './first.ts';\nexport const second = (): unknown => first;\n");

    const expected = Object.entries(offenders).map(([path, [, rule]]) => `${path}: ${rule}`);
    const others = ['src/gate/first.ts: no-circular', 'src/proofs/target.ts: no-orphans'];
    expect(violations(project)).toEqual([...expected, ...others].sort());
  });
});
