import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SekishoError } from '../errors.ts';
import { collectMarkName } from '../sources/manifest.ts';
import { isJsonObject } from '../sources/recognise.ts';
import { type CdktfProject, readCdktfJson } from './cdktf-json.ts';
import { collectVariable } from './collect-mark.ts';
import { findOtherOutputs } from './other-outputs.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const tenMinutes = 10 * 60 * 1000;

export interface RunAppOptions {
  /** The folder with `cdktf.json`; the app runs there. */
  readonly projectRoot: string;
  /** @default ten minutes */
  readonly timeoutMilliseconds?: number;
  /** @default the environment of this process */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
}

/** What an app wrote when it was run for a check. */
export interface CollectedApp {
  /** The command that was run. */
  readonly app: string;
  /** A private temporary folder with the app's output; its mark has `findModules` refuse it without the nonce. */
  readonly directory: string;
  readonly nonce: string;
  /** The stacks, sorted. */
  readonly stacks: readonly string[];
  /** What the app wrote to stderr: warnings, mostly. */
  readonly stderr: string;
  /** Deletes the folder. */
  readonly dispose: () => void;
}

/**
 * Runs the app of `cdktf.json` with its output in a fresh private folder, to be judged by the caller; nothing is written in the project. Works for a
 * plain `App` and for a `CheckedApp`, which leaves the judgement to the caller then. Throws a SekishoError when there is no app, when it fails, takes too
 * long, reports errors, writes elsewhere, or writes no stack.
 */
export async function runApp(options: RunAppOptions): Promise<CollectedApp> {
  const project = readCdktfJson(options.projectRoot);
  const nonce = randomBytes(16).toString('hex');
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-collect-'));
  const dispose = (): void => {
    rmSync(directory, { recursive: true, force: true });
    process.off('exit', dispose);
  };
  process.on('exit', dispose);
  try {
    writeFileSync(join(directory, collectMarkName), `${JSON.stringify({ schema: 'sekisho.collect/v1', nonce })}\n`);
    const timeoutMilliseconds = options.timeoutMilliseconds ?? tenMinutes;
    const environment = environmentFor(options.environment ?? process.env, project, directory, nonce);
    const result = await runCommand(project.app, { cwd: options.projectRoot, environment, timeoutMilliseconds });
    refuseFailure(project, result, timeoutMilliseconds);
    refuseOtherOutputs(project, options.projectRoot, directory);
    return {
      app: project.app,
      directory,
      nonce,
      stacks: readStacks(project, directory),
      stderr: result.stderr,
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Runs the app of the project in `projectRoot`, hands its output to `use`, and deletes it afterwards. Throws like `runApp`. */
export async function collectApp<T>(projectRoot: string, use: (collected: CollectedApp) => Promise<T>): Promise<T> {
  const collected = await runApp({ projectRoot });
  try {
    return await use(collected);
  } finally {
    collected.dispose();
  }
}

/** The environment that cdktf's CLI gives to an app, with the folder of the check. */
function environmentFor(
  given: Readonly<NodeJS.ProcessEnv>,
  project: CdktfProject,
  directory: string,
  nonce: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(given).filter(([name]) => !name.startsWith('TF_VAR_'));
  const context: unknown = JSON.parse(given['CDKTF_CONTEXT_JSON'] ?? '{}');
  return {
    ...Object.fromEntries(kept),
    NODE_OPTIONS: given['NODE_OPTIONS'] ?? '--max-old-space-size=4096',
    CDKTF_OUTDIR: directory,
    // The whole estate is judged even when one stack reports an error; the errors are read from the manifest.
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: 'true',
    CDKTF_CONTEXT_JSON: JSON.stringify({
      ...(isJsonObject(context) ? context : {}),
      cdktfRelativeModules: project.relativeModules,
    }),
    SYNTH_HCL_OUTPUT: 'false',
    [collectVariable]: nonce,
  };
}

function refuseFailure(project: CdktfProject, result: CommandResult, timeoutMilliseconds: number): void {
  if (!result.timedOut && result.exitCode === 0) return;
  const end = result.exitCode === null ? `ended by ${result.signal ?? 'a signal'}` : `exit code ${result.exitCode}`;
  const got = result.timedOut ? `no end after ${Math.round(timeoutMilliseconds / 1000)} s` : end;
  throw new SekishoError({
    code: result.timedOut ? 'APP_TIMEOUT' : 'APP_FAILED',
    what: `the app could not be run: ${project.app}`,
    got: [got, ...lastLines(result)].join('\n           '),
    expected: 'exit code 0',
    fix: 'run the command by hand in the project; it must work before it can be checked',
  });
}

/** The last lines that tell something; stack frames and Node's closing line don't. */
function lastLines(result: CommandResult): readonly string[] {
  const text = result.stderr.trim() === '' ? result.stdout : result.stderr;
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v\d/.test(line))
    .slice(-20);
}

function refuseOtherOutputs(project: CdktfProject, projectRoot: string, directory: string): void {
  const others = findOtherOutputs(projectRoot, join(directory, collectMarkName));
  if (others.length === 0) return;
  throw new SekishoError({
    code: 'APP_OUTDIR',
    what: `the app writes to a folder of its own, so what it declares was not collected: ${project.app}`,
    got: others.join(', '),
    expected: 'the folder that CDKTF_OUTDIR names, as under `cdktf synth`',
    fix: `leave out \`outdir\` in \`new App({ outdir })\`, or check the folder itself: \`sekisho check ${others.join(' ')}\``,
  });
}

/** The stacks of the manifest. Everything that was written must be in it, or a part of the estate would go unjudged. */
function readStacks(project: CdktfProject, directory: string): readonly string[] {
  const path = join(directory, 'manifest.json');
  const manifest: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  const stacks = isJsonObject(manifest) && isJsonObject(manifest['stacks']) ? manifest['stacks'] : {};
  const names = Object.keys(stacks).sort();
  const written = existsSync(join(directory, 'stacks')) ? readdirSync(join(directory, 'stacks')) : [];
  const unlisted = written.filter((name) => !names.includes(name));
  if (names.length === 0 || unlisted.length > 0) throw incomplete(project, manifest !== null, unlisted);
  const errors = Object.values(stacks).flatMap(errorsOf);
  if (errors.length === 0) return names;
  throw new SekishoError({
    code: 'APP_ERRORS',
    what: 'the app itself reports errors, with which `cdktf synth` would stop',
    got: errors.join('\n           '),
    expected: 'no Annotation of level error',
    fix: 'mend what the Annotations say',
  });
}

function incomplete(project: CdktfProject, hasManifest: boolean, unlisted: readonly string[]): SekishoError {
  const several = unlisted.length > 0;
  return new SekishoError({
    code: several ? 'APP_SEVERAL' : 'NOTHING_TO_JUDGE',
    what: several ? 'the app writes stacks that its manifest does not list' : `the app wrote no stack: ${project.app}`,
    got: several ? unlisted.join(', ') : hasManifest ? 'a manifest without stacks' : 'no manifest in CDKTF_OUTDIR',
    expected: 'one App with all stacks, and one call of app.synth()',
    fix: several
      ? 'put all stacks into one App'
      : 'call app.synth() after the stacks are made, and leave out `outdir` in `new App({ outdir })`',
  });
}

function errorsOf(stack: unknown): readonly string[] {
  const annotations = isJsonObject(stack) && Array.isArray(stack['annotations']) ? stack['annotations'] : [];
  return annotations
    .filter(isJsonObject)
    .filter((annotation) => annotation['level'] === '@cdktf/error')
    .map((annotation) => `[${String(annotation['constructPath'])}] ${String(annotation['message'])}`);
}
