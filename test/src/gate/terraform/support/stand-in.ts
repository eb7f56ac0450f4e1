import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { standInFile } from '../../../../support/bundled-commands.ts';
import { repositoryRoot } from '../../../../support/repository.ts';
import { type ProgramResult, runProgram } from '../../../../support/run-program.ts';
import { temporaryFolder, writeFiles } from '../../support/temporary-project.ts';

export { standInFile };

/** Settings of terraform that neither call home nor read this machine's own. */
export function settings(folder: string): Readonly<Record<string, string>> {
  writeFileSync(join(folder, 'none.tfrc'), '');
  return {
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: join(folder, 'none.tfrc'),
    TF_PLUGIN_CACHE_DIR: '',
    LANG: 'C',
    LC_ALL: 'C',
  };
}

/** Why tests with the real terraform can't run here, or null. */
export async function missingTerraform(): Promise<string | null> {
  const found = await runProgram('terraform', ['version'], { cwd: repositoryRoot });
  return found.exitCode === null ? 'no terraform on PATH' : null;
}

export interface OutputOptions {
  readonly yaml?: string;
  readonly stale?: string;
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** A project with an output as cdktf writes it: one stack per entry, each with a local state `terraform.tfstate`. */
export function outputWith(stacks: Readonly<Record<string, object>>, options: OutputOptions = {}): string {
  const project = temporaryFolder();
  const manifest = Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      {
        name,
        synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
        workingDirectory: `stacks/${name}`,
        dependencies: options.dependencies?.[name] ?? [],
      },
    ]),
  );
  writeFiles(project, {
    'cdktf.json': JSON.stringify({ language: 'typescript', app: 'true' }),
    'cdktf.out/manifest.json': JSON.stringify({ version: '0.21.0', stacks: manifest }),
    ...Object.fromEntries(
      Object.entries(stacks).map(([name, content]) => [
        `cdktf.out/stacks/${name}/cdk.tf.json`,
        stackText(name, content),
      ]),
    ),
    ...(options.yaml === undefined ? {} : { 'sekisho.yaml': options.yaml }),
    ...(options.stale === undefined ? {} : { 'cdktf.out/sekisho-stale.json': options.stale }),
  });
  return project;
}

export function stackText(name: string, content: object): string {
  return JSON.stringify({
    '//': { metadata: { backend: 'local', stackName: name, version: '0.21.0' } },
    terraform: { backend: { local: { path: 'terraform.tfstate' } } },
    ...content,
  });
}

/** One terraform_data with the input. */
export function data(input: unknown): object {
  return { resource: { terraform_data: { Data: { input } } } };
}

export function folderOf(project: string, stack: string): string {
  return join(project, 'cdktf.out/stacks', stack);
}

export interface StandInOptions {
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the stand-in in a stack's folder, without a terminal and with nothing on stdin. */
export function standIn(
  directory: string,
  args: readonly string[],
  { environment = {} }: StandInOptions = {},
): Promise<ProgramResult> {
  return runProgram(process.execPath, [standInFile, ...args], {
    cwd: directory,
    environment: { ...settings(directory), ...environment },
  });
}

/** The real terraform under the same settings. */
export function realTerraform(directory: string, args: readonly string[]): Promise<ProgramResult> {
  return runProgram('terraform', args, { cwd: directory, environment: settings(directory) });
}

/** An executable shell script in a folder of its own. */
export function script(text: string): string {
  const path = join(temporaryFolder(), 'program');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

export function serialOf(directory: string): number | null {
  try {
    const state: unknown = JSON.parse(readFileSync(join(directory, 'terraform.tfstate'), 'utf8'));
    return typeof state === 'object' && state !== null && 'serial' in state && typeof state.serial === 'number'
      ? state.serial
      : null;
  } catch {
    return null;
  }
}
