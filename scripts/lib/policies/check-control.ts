import { z } from 'zod';
import { placementControl } from '../../../src/verdict/judge-control.ts';
import { type ControlMetadata, controlMetadata, placesOf } from './control-metadata.ts';
import type { RegoFile } from './rego-file.ts';

const kinds = ['fails', 'passes', 'unknown', 'not_applicable'] as const;
const documents = ['resources', 'violations', 'unknowns', 'discharges'];

/** What is wrong with one control, each as `file: what. Fix: how`; its metadata when that could be read. */
export interface CheckedControl {
  readonly file: RegoFile;
  readonly metadata: ControlMetadata | null;
  readonly problems: readonly string[];
}

/** Judges one control against what `docs/estate-input.md` asks of it. `test` is the file beside it, or null. */
export function checkControl(
  file: RegoFile,
  test: RegoFile | null,
  requirementIds: ReadonlySet<string>,
): CheckedControl {
  const parsed = controlMetadata.safeParse(file.metadata ?? {});
  const metadata = parsed.success ? parsed.data : null;
  const problems = [
    ...placeProblems(file),
    ...ruleProblems(file),
    ...testProblems(file, test),
    ...(parsed.success
      ? []
      : [`METADATA does not fit:\n${z.prettifyError(parsed.error)}\nFix: see docs/estate-input.md`]),
    ...(metadata === null
      ? []
      : [...requirementProblems(metadata, requirementIds), ...messageProblems(file, metadata)]),
  ];
  return { file, metadata, problems: problems.map((problem) => `policies/${file.path}: ${problem}`) };
}

/** `storage.public_access` of `controls/storage/public_access/public_access.rego`. */
export function controlId(file: RegoFile): string {
  return file.package.replace(/^controls\./, '');
}

function placeProblems(file: RegoFile): readonly string[] {
  const [, service, name, base, ...more] = file.path.split('/');
  const problems: string[] = [];
  if (more.length > 0 || base !== `${name}.rego`) {
    problems.push('lies at the wrong place. Fix: controls/<service>/<control>/<control>.rego');
  }
  if (file.package !== `controls.${service}.${name}`) {
    problems.push(`package is ${file.package}. Fix: package controls.${service}.${name}`);
  }
  const foreign = file.imports.filter((one) => !one.startsWith('lib.') || one === 'lib.testing');
  if (foreign.length > 0)
    problems.push(`imports ${foreign.join(', ')}. Fix: import data.lib.* only, never lib.testing`);
  return problems;
}

function ruleProblems(file: RegoFile): readonly string[] {
  const missing = ['resources', 'violations', 'unknowns'].filter((name) => !file.rules.includes(name));
  const unnamed = file.rules.filter((name) => !documents.includes(name) && !name.startsWith('_'));
  return [
    ...missing.map(
      (name) => `has no rule \`${name}\`. Fix: add \`${name} contains …\`; what can't be judged is an unknown`,
    ),
    ...unnamed.map((name) => `rule \`${name}\` is not part of a control's result. Fix: call it \`_${name}\``),
  ];
}

function testProblems(file: RegoFile, test: RegoFile | null): readonly string[] {
  const path = file.path.replace(/\.rego$/, '_test.rego');
  if (test === null) return [`has no tests. Fix: write policies/${path}`];
  const wrong =
    test.package === `${file.package}_test`
      ? []
      : [`tests are in package ${test.package}. Fix: package ${file.package}_test`];
  const lacking = kinds.filter((kind) => !test.rules.some((rule) => rule.startsWith(`test_${kind}_`)));
  return [
    ...wrong,
    ...lacking.map((kind) => `has no test of the kind ${kind}. Fix: write test_${kind}_… in policies/${path}`),
  ];
}

function requirementProblems({ custom }: ControlMetadata, known: ReadonlySet<string>): readonly string[] {
  return custom.requirements
    .filter((id) => !known.has(id))
    .map((id) => `requirement ${id} does not exist. Fix: take an id from policies/requirements`);
}

function messageProblems(file: RegoFile, { custom }: ControlMetadata): readonly string[] {
  const declared = Object.entries(custom.messages);
  const used = file.keys.flatMap(({ key }) => (key === null ? [] : [key]));
  const undeclared = [...new Set(used)].filter((key) => custom.messages[key] === undefined);
  // The proofs in TypeScript choose the key of an exit's finding, so it need not stand in the Rego.
  const byProof = custom.exits !== undefined;
  const unused = byProof ? [] : declared.filter(([key]) => !file.strings.includes(key));
  return [
    ...undeclared.map((key) => `message \`${key}\` is not declared. Fix: add it to custom.messages with en and ja`),
    ...unused.map(([key]) => `message \`${key}\` is not used. Fix: use it or delete it`),
    ...declared.flatMap(([key, { en, ja }]) => placeholderProblems(file, key, en, ja)),
  ];
}

function placeholderProblems(file: RegoFile, key: string, en: string, ja: string): readonly string[] {
  const places = placesOf(en);
  const inJapanese = placesOf(ja);
  const differ = [...new Set([...places, ...inJapanese])].filter((name) => places.has(name) !== inJapanese.has(name));
  const problems = differ.map((name) => `message \`${key}\` has {${name}} in one language only. Fix: use it in both`);
  for (const use of file.keys.filter((one) => one.key === key)) {
    const args = use.args === null ? null : [...use.args, ...argumentsOfVerdict(file)];
    const lacking = args === null ? [] : [...places].filter((name) => !args.includes(name));
    problems.push(
      ...lacking.map((name) => `message \`${key}\` needs {${name}}, which args lacks. Fix: add "${name}" to args`),
    );
  }
  return problems;
}

/** Arguments that TypeScript adds, since Rego can't know them: which controls had to leave resources without a zone alone. */
function argumentsOfVerdict(file: RegoFile): readonly string[] {
  return controlId(file) === placementControl ? ['controls'] : [];
}
