import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SekishoError } from '../../errors.ts';
import { collectMarkName } from '../../sources/manifest.ts';
import { parseJson } from '../../sources/parse-json.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import { isJsonObject, type JsonObject, recognise } from '../../sources/recognise.ts';
import { readStaleMark, type StaleMark } from '../stale-mark.ts';

/** A stack of an output, by cdktf's manifest. */
export interface OutputStack {
  readonly name: string;
  readonly directory: string;
  readonly dependencies: readonly string[];
}

/** What cdktf wrote: all stacks that are one estate. */
export interface Output {
  readonly directory: string;
  readonly stacks: readonly OutputStack[];
  /** Set where a later synth was refused. */
  readonly stale: StaleMark | null;
}

/** Where terraform runs: a stack of an output, or a folder of its own. */
export type RootModule =
  | { readonly kind: 'stack'; readonly directory: string; readonly stack: OutputStack; readonly output: Output }
  | { readonly kind: 'folder'; readonly directory: string };

/**
 * Finds out what the folder is in which terraform runs. Throws a SekishoError for a folder inside an output that its manifest does not name, and for an
 * output that nobody has judged.
 */
export function findRootModule(directory: string): RootModule {
  const here = realpathSync(directory);
  for (let folder = here; ; folder = dirname(folder)) {
    const output = existsSync(join(folder, 'manifest.json')) ? readOutput(folder) : null;
    if (output !== null) {
      const stack = output.stacks.find((one) => one.directory === here);
      if (stack === undefined) throw foreignFolder(here, output);
      return { kind: 'stack', directory: here, stack, output };
    }
    if (folder === dirname(folder)) return { kind: 'folder', directory: here };
  }
}

/** Reads cdktf's manifest; null when the file is somebody else's. A stale output is given all the same: its violations matter more. */
export function readOutput(directory: string): Output | null {
  const path = join(directory, 'manifest.json');
  const document = parseJson(readBytes(path));
  if (recognise(document) !== 'manifest' || !isJsonObject(document)) return null;
  if (existsSync(join(directory, collectMarkName))) throw unjudged(directory);
  const listed = isJsonObject(document['stacks']) ? document['stacks'] : {};
  const stacks = Object.keys(listed)
    .sort()
    .map((name) => readStack(directory, name, listed[name]));
  return { directory, stacks, stale: readStaleMark(directory) };
}

function readStack(output: string, name: string, entry: unknown): OutputStack {
  const fields: JsonObject = isJsonObject(entry) ? entry : {};
  const { workingDirectory, dependencies } = fields;
  const directory = typeof workingDirectory === 'string' ? join(output, workingDirectory) : null;
  if (directory === null || !existsSync(join(directory, 'cdk.tf.json'))) throw stackMissing(output, name);
  const names: readonly unknown[] = Array.isArray(dependencies) ? dependencies : [];
  return {
    name,
    directory: realpathSync(directory),
    dependencies: names.filter((one): one is string => typeof one === 'string'),
  };
}

/** Digest of each stack's `cdk.tf.json`. */
export function synthDigests(output: Output): Readonly<Record<string, string>> {
  return Object.fromEntries(
    output.stacks.map((stack) => [stack.name, readBytes(join(stack.directory, 'cdk.tf.json')).sha256]),
  );
}

/** What terraform or OpenTofu reads in its folder without being asked. */
const readByTerraform = /\.(?:tf|tofu)(?:\.json)?$|\.tfvars(?:\.json)?$/u;
const override = /^(?:override|.*_override)\.(?:tf|tofu)(?:\.json)?$/u;

/** Throws a SekishoError for a file that terraform would read and that nobody judged: in a stack all but `cdk.tf.json`, elsewhere what changes other files. */
export function refuseForeignFiles(root: RootModule): void {
  const names = readdirSync(root.directory).filter((name) => readByTerraform.test(name));
  const foreign = names.filter((name) =>
    root.kind === 'stack'
      ? name !== 'cdk.tf.json'
      : override.test(name) || /\.tofu(?:\.json)?$|\.tfvars(?:\.json)?$/u.test(name),
  );
  if (foreign.length === 0) return;
  throw new SekishoError({
    code: 'OUTPUT_FOREIGN_FILE',
    what: 'terraform would read files here that nobody judged',
    file: join(basename(root.directory), foreign[0] ?? ''),
    got: foreign.sort().join(', '),
    expected: root.kind === 'stack' ? 'only cdk.tf.json, as the app wrote it' : '*.tf and *.tf.json alone',
    fix: 'delete them, and declare what they say in the configuration itself',
  });
}

function foreignFolder(directory: string, output: Output): SekishoError {
  return new SekishoError({
    code: 'OUTPUT_FOREIGN_STACK',
    what: 'the folder lies in a cdktf output, and its manifest does not name it',
    file: directory,
    got: `the manifest names ${output.stacks.map((stack) => stack.name).join(', ') || 'no stack'}`,
    expected: 'a stack that the app declares now',
    fix: 'run `cdktf synth` again; a stack that is no longer declared is destroyed from the commit that still declares it',
  });
}

function unjudged(directory: string): SekishoError {
  return new SekishoError({
    code: 'OUTPUT_UNJUDGED',
    what: 'this output was collected for a check and has not been let through',
    file: join(directory, collectMarkName),
    expected: 'the output of `cdktf synth`',
    fix: 'run `cdktf synth`',
  });
}

function stackMissing(output: string, name: string): SekishoError {
  return new SekishoError({
    code: 'STACK_MISSING',
    what: `the manifest lists stack ${name}, whose cdk.tf.json is not there`,
    file: join(output, 'manifest.json'),
    expected: 'a complete output of `cdktf synth` (JSON, not HCL)',
    fix: 'run `cdktf synth` again, without --hcl',
  });
}
