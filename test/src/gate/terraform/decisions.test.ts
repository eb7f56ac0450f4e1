import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyLog } from '../../../../src/evidence/log/verify-log.ts';
import { commandFile } from '../../../support/bundled-commands.ts';
import { type ProgramResult, runProgram } from '../../../support/run-program.ts';
import { keyPair } from '../../evidence/support/evidence.ts';
import {
  data,
  folderOf,
  missingTerraform,
  outputWith,
  realTerraform,
  serialOf,
  settings,
  stackText,
  standIn,
  standInFile,
} from './support/stand-in.ts';

const reason = await missingTerraform();
beforeEach(({ skip }) => {
  if (reason !== null) skip(reason);
});

type Environment = Readonly<Record<string, string>>;

function sekisho(project: string, args: readonly string[], environment: Environment = {}): Promise<ProgramResult> {
  return runProgram(process.execPath, [commandFile, ...args], {
    cwd: project,
    environment: { ...settings(project), ...environment },
  });
}

const codeOf = (result: ProgramResult): readonly unknown[] => [
  result.exitCode,
  /error\[(\w+)\]/u.exec(result.stderr)?.[1] ?? null,
];

const kindsIn = (project: string): readonly unknown[] => {
  const { decisions, problems } = verifyLog(readFileSync(join(project, '.sekisho/decisions.jsonl'), 'utf8'), []);
  expect(problems).toEqual([]);
  return decisions.map(({ kind, stack, detail, exitCode }) =>
    kind === 'refused' ? [kind, stack, detail] : kind === 'applied' ? [kind, stack, exitCode] : [kind, stack],
  );
};

async function initialised(project: string, stack: string): Promise<string> {
  const directory = folderOf(project, stack);
  expect((await realTerraform(directory, ['init'])).exitCode).toBe(0);
  return directory;
}

const yamlWith = (keys: Readonly<Record<string, string>>): string =>
  `version: 1\nzones: []\nevidence:\n  required_for: [stg]\n  break_glass:\n    keys:\n${Object.entries(keys)
    .map(([name, file]) => `      - {name: ${name}, public_key: ${JSON.stringify(readFileSync(file, 'utf8'))}}\n`)
    .join('')}`;

describe('production', () => {
  it('is applied only by a pinned law, with the evidence of the reviewed change', { timeout: 240_000 }, async () => {
    const project = outputWith({ 'a-prd': data('1') });
    const keys = keyPair(project);
    const directory = await initialised(project, 'a-prd');
    const apply = (environment: Environment): Promise<ProgramResult> =>
      standIn(directory, ['apply', '-auto-approve'], { environment });
    const bare = await apply({});
    const review = join(project, 'review');
    expect((await sekisho(project, ['plan', '--key', keys.sign, '--out', review])).exitCode).toBe(0);
    const evidence = { SEKISHO_EVIDENCE: join(project, '.sekisho/plan'), SEKISHO_EVIDENCE_KEY: keys.verify };
    const pin = (await sekisho(project, ['evidence', 'pin'])).stdout.trim();
    writeFileSync(join(project, 'pin'), pin);
    const unpinned = await apply(evidence);
    const foreign = await apply({ ...evidence, SEKISHO_PINNED_DIGEST: 'f'.repeat(64) });
    const inside = await apply({ ...evidence, SEKISHO_PINNED_DIGEST: join(project, 'pin') });
    const empty = await apply({ ...evidence, SEKISHO_PINNED_DIGEST: '' });
    expect([bare, unpinned, foreign, inside, empty].map(codeOf)).toEqual([
      [1, 'EVIDENCE_MISSING'],
      [1, 'PIN_MISSING'],
      [1, 'LAW_NOT_PINNED'],
      [1, 'PIN_UNREADABLE'],
      [1, 'PIN_UNREADABLE'],
    ]);
    const pinned = { ...evidence, SEKISHO_PINNED_DIGEST: `${'0'.repeat(64)},${pin}` };
    const plan = (): Promise<ProgramResult> =>
      sekisho(project, ['plan', '--key', keys.sign, '--reviewed', review], pinned);
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('a-prd', data('other')));
    const other = await plan();
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('a-prd', data('1')));
    const same = await plan();
    expect([codeOf(other), codeOf(same), serialOf(directory)]).toEqual([[3, 'REVIEW_OTHER'], [0, null], null]);
    const applied = await apply(pinned);
    expect([codeOf(applied), serialOf(directory)]).toEqual([[0, null], 1]);
    expect(kindsIn(project)).toEqual([
      ['refused', 'a-prd', 'EVIDENCE_MISSING'],
      ['plan', 'a-prd'],
      ['refused', 'a-prd', 'PIN_MISSING'],
      ['refused', 'a-prd', 'REVIEW_OTHER'],
      ['plan', 'a-prd'],
      ['apply', 'a-prd'],
      ['applied', 'a-prd', 0],
    ]);
    // The same change of a state that has moved on is another decision.
    rmSync(join(directory, 'terraform.tfstate'));
    writeFileSync(
      join(directory, 'terraform.tfstate'),
      JSON.stringify({ version: 4, serial: 7, lineage: 'other', outputs: {}, resources: [] }),
    );
    const moved = await apply(pinned);
    expect([codeOf(moved), moved.stderr]).toEqual([[1, 'EVIDENCE_OTHER'], expect.stringMatching(/state: none/u)]);
    const anchored = await sekisho(project, [
      'evidence',
      'log',
      'verify',
      '--evidence',
      join(project, '.sekisho/plan/a-prd.evidence.json'),
      '--key',
      keys.verify,
    ]);
    expect([anchored.exitCode, anchored.stdout.slice(0, 20)]).toEqual([0, 'WHOLE  8 decisions, ']);
  });
});

describe('break-glass', () => {
  it('lets two persons apply what is not critical without review, told until it is reviewed', {
    timeout: 240_000,
  }, async () => {
    const project = outputWith({ 'a-prd': data('1') });
    const [alice, bob] = [keyPair(project, 'ed25519', 'alice'), keyPair(project, 'ec', 'bob')];
    writeFileSync(join(project, 'sekisho.yaml'), yamlWith({ alice: alice.verify, bob: bob.verify }));
    const directory = await initialised(project, 'a-prd');
    const open = ['break-glass', 'open', 'dns-down', '--stack', 'a-prd', '--person', 'alice', '--reason', 'names fail'];
    const alone = await sekisho(project, [...open, '--approver', 'Alice', '--key', alice.sign]);
    const long = await sekisho(project, [...open, '--approver', 'bob', '--hours', '5', '--key', alice.sign]);
    const foreign = await sekisho(project, [...open, '--approver', 'bob', '--key', bob.sign]);
    expect([alone, long, foreign].map(codeOf)).toEqual(Array(3).fill([3, 'BREAK_GLASS_INVALID']));
    expect((await sekisho(project, [...open, '--approver', 'bob', '--key', alice.sign])).exitCode).toBe(0);
    const pin = (await sekisho(project, ['evidence', 'pin'])).stdout.trim();
    const environment = { SEKISHO_BREAK_GLASS: 'dns-down', SEKISHO_PINNED_DIGEST: pin };
    const apply = (differs: Environment = {}): Promise<ProgramResult> =>
      standIn(directory, ['apply', '-auto-approve'], { environment: { ...environment, ...differs } });
    const half = await apply();
    expect((await sekisho(project, ['break-glass', 'approve', 'dns-down', '--key', bob.sign])).exitCode).toBe(0);
    const { SEKISHO_PINNED_DIGEST: _, ...bare } = environment;
    const unpinned = await standIn(directory, ['apply', '-auto-approve'], { environment: bare });
    const unknown = await apply({ SEKISHO_BREAK_GLASS: 'other' });
    expect([half, unpinned, unknown].map(codeOf)).toEqual(Array(3).fill([1, 'BREAK_GLASS_REFUSED']));
    expect(serialOf(directory)).toBe(null);
    const applied = await apply();
    expect([codeOf(applied), serialOf(directory)]).toEqual([[0, null], 1]);
    expect(applied.stderr).toContain('sekisho: BREAK-GLASS dns-down: alice applies without review, approved by bob');
    const told = async (): Promise<readonly string[]> => {
      const { stdout } = await sekisho(project, ['check', 'cdktf.out', '--format', 'json']);
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly { control: string; message: string }[] };
      return findings
        .filter(({ control }) => control === 'break_glass.open')
        .map(({ message }) => message.slice(0, 60));
    };
    expect(await told()).toEqual([expect.stringMatching(/^alice may apply a-prd without review until \d{4}-/u)]);
    const review = ['break-glass', 'review', 'dns-down', '--outcome', 'one record put back'];
    expect(codeOf(await sekisho(project, [...review, '--reviewer', 'alice', '--key', alice.sign]))).toEqual([
      3,
      'BREAK_GLASS_INVALID',
    ]);
    expect((await sekisho(project, [...review, '--reviewer', 'bob', '--key', bob.sign])).exitCode).toBe(0);
    expect(await told()).toEqual([]);
    rmSync(join(project, 'break-glass'), { recursive: true });
    expect(await told()).toEqual(['the chain of decisions tells of break-glass dns-down, whose ']);
  });

  it('lets nothing through that is critical', { timeout: 240_000 }, async () => {
    const project = outputWith({ a: publicMember });
    const [alice, bob] = [keyPair(project, 'ed25519', 'alice'), keyPair(project, 'ed25519', 'bob')];
    const zones = `zones:\n  - name: records\n    data_class: remote-sensing\n    select: { stacks: [a] }\n    allowed_places: [asia-northeast1]`;
    const yaml = yamlWith({ alice: alice.verify, bob: bob.verify }).replace('zones: []', zones);
    writeFileSync(join(project, 'sekisho.yaml'), yaml);
    const directory = await initialised(outputWith({ a: data('1') }), 'a');
    const open = [
      'break-glass',
      'open',
      'dns-down',
      '--stack',
      'a',
      '--person',
      'alice',
      '--approver',
      'bob',
      '--reason',
      'r',
    ];
    await sekisho(project, [...open, '--key', alice.sign]);
    await sekisho(project, ['break-glass', 'approve', 'dns-down', '--key', bob.sign]);
    const pin = (await sekisho(project, ['evidence', 'pin'])).stdout.trim();
    // A second stack, which can be planned here, beside the one that lets everybody read.
    const manifest = join(project, 'cdktf.out/manifest.json');
    const listed = JSON.parse(readFileSync(manifest, 'utf8')) as { stacks: Record<string, object> };
    listed.stacks['ok'] = {
      name: 'ok',
      synthesizedStackPath: 'stacks/ok/cdk.tf.json',
      workingDirectory: 'stacks/ok',
      dependencies: [],
    };
    mkdirSync(folderOf(project, 'ok'));
    writeFileSync(join(folderOf(project, 'ok'), 'cdk.tf.json'), stackText('ok', data('1')));
    writeFileSync(manifest, JSON.stringify(listed));
    expect(directory).not.toBe('');
    const ok = await initialised(project, 'ok');
    await sekisho(project, [
      ...open.map((word) => (word === 'a' ? 'ok' : word === 'dns-down' ? 'second' : word)),
      '--key',
      alice.sign,
    ]);
    await sekisho(project, ['break-glass', 'approve', 'second', '--key', bob.sign]);
    const environment = { SEKISHO_BREAK_GLASS: 'second', SEKISHO_PINNED_DIGEST: pin };
    const refused = await standIn(ok, ['apply', '-auto-approve'], { environment });
    expect([refused.exitCode, serialOf(ok)]).toEqual([1, null]);
    expect(refused.stderr).toContain('sekisho: apply of ok is refused; nothing was applied');
  });
});

describe('an apply that ends early', () => {
  const slow = (seconds: number): object => ({
    resource: {
      terraform_data: {
        Data: { input: '1' },
        Slow: {
          input: '2',
          depends_on: ['terraform_data.Data'],
          provisioner: [{ 'local-exec': { command: `echo started > started; exec sleep ${String(seconds)}` } }],
        },
      },
    },
  });

  async function begun(
    environment: Environment,
  ): Promise<{ readonly directory: string; readonly child: ReturnType<typeof spawn>; readonly project: string }> {
    const project = outputWith({ a: slow(20) });
    const directory = await initialised(project, 'a');
    const child = spawn(process.execPath, [standInFile, 'apply', '-auto-approve', '-no-color'], {
      cwd: directory,
      env: { ...process.env, ...settings(directory), ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await expect.poll(() => existsSync(join(directory, 'started')), { timeout: 60_000, interval: 50 }).toBe(true);
    return { directory, child, project };
  }

  it('by the keyboard says what it means, and the chain has its end', { timeout: 120_000 }, async () => {
    const { child, project } = await begun({});
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as readonly unknown[];
    expect(code).toBe(1);
    expect(said).toContain('sekisho: the apply of a ended early: what is in its state was applied');
    expect(kindsIn(project)).toEqual([
      ['apply', 'a'],
      ['applied', 'a', 1],
    ]);
  });

  it('by a kill is told by the next run: when, by which evidence, and what the state holds', {
    timeout: 120_000,
  }, async () => {
    const { child, project, directory } = await begun({});
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(kindsIn(project)).toEqual([['apply', 'a']]);
    // Terraform runs in a session of its own, and goes on.
    await expect
      .poll(() => existsSync(join(directory, '.terraform.tfstate.lock.info')), { timeout: 60_000, interval: 200 })
      .toBe(false);
    const next = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect(next.stderr).toMatch(
      /^sekisho: an apply of a was decided \S+ \(plan [0-9a-f]{12}\), and nobody wrote how it ended/u,
    );
    expect(next.stderr).toContain('sekisho:   no evidence was signed for it; what is planned now is judged anew');
    expect(next.stderr).toContain('sekisho:   what was applied is what the state holds now: 2 resources, serial ');
    const quiet = await standIn(directory, ['apply', '-auto-approve', '-no-color']);
    expect([next.exitCode, quiet.exitCode, quiet.stderr.includes('nobody wrote how it ended')]).toEqual([0, 0, false]);
  });
});

describe('what can not be written', () => {
  it('applies nothing: evidence or chain on a full disk', async ({ skip }) => {
    const project = outputWith({ a: data('1') });
    const keys = keyPair(project);
    const directory = await initialised(project, 'a');
    const small = join(project, 'small');
    mkdirSync(small);
    const [code] = (await once(
      spawn('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', small], { stdio: 'ignore' }),
      'close',
    ).catch(() => [1])) as readonly unknown[];
    if (code !== 0) skip('this process may not mount a small file system');
    try {
      writeFileSync(join(small, 'filler'), Buffer.alloc(4096));
      const evidence = await standIn(directory, ['apply', '-auto-approve'], {
        environment: { SEKISHO_SIGNING_KEY: keys.sign, SEKISHO_EVIDENCE_FOLDER: small },
      });
      const chain = await standIn(directory, ['apply', '-auto-approve'], {
        environment: { SEKISHO_DECISION_LOG: join(small, 'decisions.jsonl') },
      });
      expect([evidence, chain].map(codeOf)).toEqual([
        [1, 'EVIDENCE_UNWRITABLE'],
        [1, 'DECISION_LOG_UNWRITABLE'],
      ]);
      expect([serialOf(directory), readdirSync(small).filter((name) => name.endsWith('.evidence.json'))]).toEqual([
        null,
        [],
      ]);
    } finally {
      await once(spawn('umount', [small], { stdio: 'ignore' }), 'close');
    }
  });
});

const publicMember = {
  provider: { google: [{ project: 'p' }] },
  resource: {
    google_storage_bucket_iam_member: {
      Public: { bucket: 'b', role: 'roles/storage.objectViewer', member: 'allUsers' },
    },
  },
};
