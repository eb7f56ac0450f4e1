import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { SekishoError } from '../errors.ts';
import type { Staging } from './staging.ts';
import { clearStaleMark, markStale } from './stale-mark.ts';

/** What cdktf itself writes as a stack's configuration. */
const configurationNames = ['cdk.tf.json', 'cdk.tf'] as const;
/** What terraform reads beside it, without being asked. */
const readByTerraform = /\.(tf|tofu)(\.json)?$|^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/;

/**
 * Moves the staged files of the named stacks into the output, one by one, the manifest last. What else lies there (state, lock files, `.terraform`,
 * plans) stays; stacks that are no more lose their configuration. While files move the output is marked stale, so that a crash leaves no half-new
 * output that looks whole. Throws a SekishoError, before anything is moved, when terraform would read files that the app did not write.
 */
export function publishOutput(staging: Staging, stacks: readonly string[], now: Date): void {
  const files = filesBelow(staging.directory);
  refuseForeignFiles(staging.outdir, stacks, new Set(files));
  mkdirSync(staging.outdir, { recursive: true });
  markStale(staging.outdir, { reason: 'a synth was let through, but its files were not all moved here' }, now);
  for (const asset of assetFolders(files)) rmSync(join(staging.outdir, asset), { recursive: true, force: true });
  for (const file of files) move(join(staging.directory, file), join(staging.outdir, file));
  removeStaleConfigurations(staging.outdir, stacks, new Set(files));
  clearStaleMark(staging.outdir);
}

/**
 * Throws a SekishoError when the app wrote what can't be judged during synth: beside a stack's configuration, files that terraform reads and that are no
 * JSON (HCL, variable files, OpenTofu's own), or a stack that the manifest does not list. cdktf does neither; custom synthesis may.
 */
export function refuseUnreadable(directory: string, stacks: readonly string[]): void {
  const found = filesBelow(directory).filter((file) => {
    const [, stack, name] = /^stacks\/([^/]+)\/(.+)$/.exec(file) ?? [];
    if (stack === undefined || name === undefined) return false;
    if (!stacks.includes(stack)) return true;
    return !name.includes('/') && readByTerraform.test(name) && !name.endsWith('.tf.json');
  });
  if (found.length === 0) return;
  throw new SekishoError({
    code: 'OUTPUT_UNJUDGEABLE',
    what: 'the app writes files that terraform may read and that cannot be judged during synth',
    got: found.join(', '),
    expected: 'Terraform JSON (*.tf.json), in the folders of the stacks that the manifest lists',
    fix: 'declare in the app what these files say',
  });
}

/** Every file below a folder by its relative path with forward slashes, sorted, `manifest.json` last: it makes the output whole. */
function filesBelow(directory: string): readonly string[] {
  const files = list(directory, directory).sort();
  return [...files.filter((file) => file !== 'manifest.json'), ...files.filter((file) => file === 'manifest.json')];
}

function list(root: string, directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? list(root, path) : [relative(root, path).split('\\').join('/')];
  });
}

/** Like cdktf, an asset's folder is emptied of earlier versions when the asset is written again. */
function assetFolders(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => /^stacks\/[^/]+\/assets\/[^/]+(?=\/)/.exec(file)?.[0] ?? []));
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    // The output is a mount point of its own: copy beside the target first, so that no reader sees half a file.
    const beside = `${to}.sekisho-part`;
    copyFileSync(from, beside);
    renameSync(beside, to);
  }
}

/** cdktf's CLI deletes the folders of stacks that are no more; the app alone leaves them, with a configuration that nobody declares. */
function removeStaleConfigurations(outdir: string, stacks: readonly string[], moved: ReadonlySet<string>): void {
  for (const name of readdirSync(join(outdir, 'stacks'))) {
    for (const file of configurationNames) {
      if (!stacks.includes(name) || !moved.has(`stacks/${name}/${file}`))
        rmSync(join(outdir, 'stacks', name, file), { force: true });
    }
  }
}

function refuseForeignFiles(outdir: string, stacks: readonly string[], staged: ReadonlySet<string>): void {
  const foreign = stacks.flatMap((stack) => {
    const folder = join(outdir, 'stacks', stack);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => readByTerraform.test(name) && !lstatSync(join(folder, name)).isDirectory())
      .filter((name) => !configurationNames.some((own) => own === name) && !staged.has(`stacks/${stack}/${name}`))
      .map((name) => `stacks/${stack}/${name}`);
  });
  if (foreign.length === 0) return;
  throw new SekishoError({
    code: 'OUTPUT_FOREIGN_FILE',
    what: 'the output holds files that terraform would read, which the app did not write and nobody judged',
    file: join(basename(outdir), foreign[0] ?? ''),
    got: foreign.join(', '),
    expected: 'only files of the app beside cdk.tf.json',
    fix: 'delete them, and declare what they say in the app',
  });
}
