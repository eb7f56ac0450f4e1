/**
 * Keeps the chain of decisions on a branch of its own, where nobody rewrites it: `tsx scripts/ci/decision-log.ts restore|store --file FILE`. `restore` writes what the
 * branch holds, `store` adds what is new with one commit. Never forces: when somebody else has added in between, or the file does not continue what the branch
 * holds, it fails.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SekishoError } from '../../src/errors.ts';
import { captureProgram, outputOf } from './lib/capture-program.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, remote: { type: 'string' }, branch: { type: 'string' } },
});
const remote = values.remote ?? 'origin';
const branch = values.branch ?? 'sekisho-decisions';
const name = 'decisions.jsonl';

await runStep(async () => {
  Object.assign(process.env, gitCredentials(process.env));
  const file = resolve(stepSetting(values.file, '--file', 'the file with the chain'));
  const [action] = positionals;
  if (action === 'restore') return await restore(file);
  if (action === 'store') return await store(file);
  throw new SekishoError({
    code: 'SETTING_MISSING',
    what: 'nothing to do',
    got: action ?? 'nothing',
    expected: 'restore or store',
    fix: 'name one',
  });
});

async function restore(file: string): Promise<number> {
  const kept = await fetchChain();
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  if (kept !== null) writeFileSync(file, kept.text, { mode: 0o600 });
  console.log(kept === null ? 'no chain yet' : `chain of ${lineCount(kept.text)} decisions`);
  return 0;
}

async function store(file: string): Promise<number> {
  const kept = await fetchChain();
  const before = kept?.text ?? Buffer.alloc(0);
  const now = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (!now.subarray(0, before.length).equals(before)) throw notContinued(before, now);
  if (now.length === before.length) {
    console.log('no new decision');
    return 0;
  }
  await push(file, kept?.commit ?? null);
  console.log(`stored ${lineCount(now) - lineCount(before)} decisions`);
  return 0;
}

/** What the branch holds; null when there is no such branch. Throws when the remote can't be asked: that is not "no branch". */
async function fetchChain(): Promise<{ readonly commit: string; readonly text: Buffer } | null> {
  const reference = `refs/heads/${branch}`;
  const listed = (await outputOf('git', ['ls-remote', remote, reference], '.')).toString();
  const commit = /^[0-9a-f]{40,64}(?=\s)/u.exec(listed)?.[0];
  if (commit === undefined) return null;
  await outputOf('git', ['fetch', '--quiet', '--depth=1', remote, reference], '.');
  return { commit, text: await outputOf('git', ['show', `${commit}:${name}`], '.') };
}

/** One commit with this file alone, made beside the working tree and its index. */
async function push(file: string, parent: string | null): Promise<void> {
  const folder = mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'sekisho-chain-'));
  try {
    const text = async (...parameters: readonly string[]): Promise<string> =>
      (await outputOf('git', parameters, '.')).toString().trim();
    const blob = await text('hash-object', '-w', file);
    const index = join(folder, 'index');
    const env = ['env', `GIT_INDEX_FILE=${index}`, 'git'] as const;
    await outputOf(env[0], [...env.slice(1), 'update-index', '--add', '--cacheinfo', `100644,${blob},${name}`], '.');
    const tree = (await outputOf(env[0], [...env.slice(1), 'write-tree'], '.')).toString().trim();
    const who = ['-c', 'user.name=sekisho', '-c', 'user.email=sekisho@users.noreply.github.com'];
    const parents = parent === null ? [] : ['-p', parent];
    const commit = await text(...who, 'commit-tree', tree, ...parents, '-m', 'Add decisions of the gate');
    const pushed = await captureProgram('git', ['push', '--quiet', remote, `${commit}:refs/heads/${branch}`], '.');
    if (pushed.exitCode !== 0) throw notPushed(pushed.stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The job's token as git's own setting in the environment, where neither a file nor the list of processes shows it. */
function gitCredentials(environment: Readonly<NodeJS.ProcessEnv>): Readonly<Record<string, string>> {
  const { GITHUB_TOKEN: token = '', GITHUB_SERVER_URL: server = '' } = environment;
  if (token === '' || server === '') return {};
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${secret}`,
    GIT_TERMINAL_PROMPT: '0',
  };
}

function lineCount(text: Buffer): number {
  return text.toString().split('\n').length - 1;
}

function notContinued(before: Buffer, now: Buffer): SekishoError {
  return new SekishoError({
    code: 'DECISION_LOG_FOREIGN',
    what: 'the chain does not continue the one that is kept, so a decision would be lost',
    got: `${lineCount(now)} decisions that begin otherwise`,
    expected: `the ${lineCount(before)} decisions of the branch ${branch}, and more`,
    fix: 'find out who wrote to the branch; nothing was stored',
  });
}

function notPushed(said: string): SekishoError {
  return new SekishoError({
    code: 'DECISION_LOG_UNWRITABLE',
    what: `the chain can not be stored on the branch ${branch}`,
    got: said.trim().split('\n').at(-1) ?? '',
    expected: 'a branch that only grows',
    fix: 'see whether another run has stored in between, and whether the job has `permissions: contents: write`',
  });
}
