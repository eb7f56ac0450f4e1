import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
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
} from './support/stand-in.ts';

const reason = await missingTerraform();
beforeEach(({ skip }) => {
  if (reason !== null) skip(reason);
});

function sekisho(project: string, ...args: readonly string[]): Promise<ProgramResult> {
  return runProgram(process.execPath, [commandFile, ...args], {
    cwd: project,
    environment: settings(project),
  });
}

/** A project with two stacks, a signing key, and all of it planned with evidence. */
async function planned(): Promise<{
  readonly project: string;
  readonly environment: Readonly<Record<string, string>>;
}> {
  const project = outputWith({ a: data('1'), b: data('2') });
  const keys = keyPair(project);
  const result = await sekisho(project, 'plan', '--key', keys.sign, '--approver', 'alice');
  expect(result.exitCode).toBe(0);
  return {
    project,
    environment: { SEKISHO_EVIDENCE: join(project, '.sekisho/plan'), SEKISHO_EVIDENCE_KEY: keys.verify },
  };
}

const codeOf = (result: ProgramResult): readonly unknown[] => [
  result.exitCode,
  /error\[(\w+)\]/u.exec(result.stderr)?.[1] ?? null,
];

describe('sekisho plan', () => {
  it('keeps plans, JSON and evidence for the owner alone, and judges all as one estate', async () => {
    const { project } = await planned();
    const folder = join(project, '.sekisho/plan');
    const modes = Object.fromEntries(
      readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
    );
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect(modes).toEqual(
      Object.fromEntries(
        ['a', 'b'].flatMap((name) => ['evidence.json', 'plan', 'plan.json'].map((end) => [`${name}.${end}`, '600'])),
      ),
    );
    expect([serialOf(folderOf(project, 'a')), serialOf(folderOf(project, 'b'))]).toEqual([null, null]);
  });

  it('judges by its configuration a stack whose producer is not applied, and says so', async () => {
    const project = outputWith({ a: data('1'), b: consumer('a') }, { dependencies: { b: ['a'] } });
    const result = await sekisho(project, 'plan', '--format', 'json');
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain('b: can not be planned yet, judged by its configuration');
    expect(JSON.parse(result.stdout)).toMatchObject({ stage: 'plan', summary: { resources: 3 } });
    expect(readdirSync(join(project, '.sekisho/plan'))).toEqual(['a.plan', 'a.plan.json']);
  });

  it('ends with the exit code of the verdict', async () => {
    const project = outputWith({ a: data('1'), bad: publicMember });
    writeFileSync(join(project, 'sekisho.yaml'), zoneOfBad);
    expect((await sekisho(project, 'plan', 'a')).exitCode).toBe(1);
  });

  it('says that the state is locked, while another run applies', async () => {
    const provisioner = [{ 'local-exec': { command: 'exec sleep 30' } }];
    const project = outputWith({ a: { resource: { terraform_data: { Data: { input: '1', provisioner } } } } });
    const directory = folderOf(project, 'a');
    expect((await realTerraform(directory, ['init'])).exitCode).toBe(0);
    const environment = { ...process.env, ...settings(directory) };
    const other = spawn('terraform', ['apply', '-auto-approve'], { cwd: directory, env: environment, stdio: 'ignore' });
    try {
      await expect
        .poll(() => existsSync(join(directory, '.terraform.tfstate.lock.info')), { timeout: 20_000 })
        .toBe(true);
      const result = await sekisho(project, 'plan');
      expect(codeOf(result)).toEqual([3, 'STATE_LOCKED']);
      expect(result.stderr).toContain('terraform force-unlock');
    } finally {
      other.kill('SIGINT');
      await once(other, 'close');
    }
  });

  it('names the stack that there is not, and a missing or stale output', async () => {
    const project = outputWith({ isolated: data('1') });
    const unknown = await sekisho(project, 'plan', 'isolatd');
    expect(unknown.stderr).toContain('did you mean `isolated`?');
    writeFileSync(join(project, 'cdktf.out/sekisho-stale.json'), '{}');
    const stale = await sekisho(project, 'plan');
    rmSync(join(project, 'cdktf.out'), { recursive: true });
    const missing = await sekisho(project, 'plan');
    expect([unknown, stale, missing].map(codeOf)).toEqual([
      [3, 'STACK_UNKNOWN'],
      [3, 'OUTPUT_STALE'],
      [3, 'OUTPUT_MISSING'],
    ]);
  });
});

describe('sekisho evidence verify', () => {
  it('holds for its own plan, names what differs otherwise, and believes no unknown key', async () => {
    const { project, environment } = await planned();
    const folder = join(project, '.sekisho/plan');
    const file = join(folder, 'a.evidence.json');
    const key = environment['SEKISHO_EVIDENCE_KEY'] ?? '';
    const verify = (...args: readonly string[]): Promise<ProgramResult> =>
      sekisho(project, 'evidence', 'verify', file, ...args);
    const own = await verify('--key', key, '--plan', join(folder, 'a.plan'), '--stack', 'a');
    const other = await verify(
      '--key',
      key,
      '--plan',
      join(folder, 'b.plan'),
      '--commit',
      'c0ffee',
      '--format',
      'json',
    );
    const unknown = await verify('--key', keyPair(project, 'ec', 'unknown').verify);
    const keyless = await verify();
    writeFileSync(join(project, 'sekisho.yaml'), zoneOfBad);
    const law = await verify('--key', key);
    expect([own.exitCode, own.stdout.startsWith('HOLDS  the evidence of a, decided ')]).toEqual([0, true]);
    const checked = JSON.parse(other.stdout) as { readonly mismatches: readonly { readonly field: string }[] };
    expect([other.exitCode, checked.mismatches.map(({ field }) => field)]).toEqual([1, ['plan', 'commit']]);
    expect([unknown, keyless].map(codeOf)).toEqual([
      [3, 'EVIDENCE_UNSIGNED'],
      [3, 'KEY_MISSING'],
    ]);
    expect([law.exitCode, law.stdout]).toEqual([1, expect.stringContaining('configuration')]);
  });
});

describe('apply with evidence', () => {
  it('leaves evidence of its own where a signing key is named, and applies nothing when it can not', async () => {
    const project = outputWith({ a: data('1') });
    const keys = keyPair(project);
    const directory = folderOf(project, 'a');
    expect((await realTerraform(directory, ['init'])).exitCode).toBe(0);
    const unusable = await standIn(directory, ['apply', '-auto-approve'], {
      environment: { SEKISHO_SIGNING_KEY: keys.verify },
    });
    expect([codeOf(unusable), serialOf(directory)]).toEqual([[1, 'KEY_UNUSABLE'], null]);
    const applied = await standIn(directory, ['apply', '-auto-approve'], {
      environment: { SEKISHO_SIGNING_KEY: keys.sign },
    });
    const [file = ''] = readdirSync(join(project, '.sekisho/evidence'));
    expect([applied.exitCode, serialOf(directory), file]).toEqual([
      0,
      1,
      expect.stringMatching(/^a\.[0-9a-f]{12}\.evidence\.json$/),
    ]);
    expect(applied.stderr).toContain(`sekisho: evidence: ${join(project, '.sekisho/evidence', file)}`);
    const held = await sekisho(
      project,
      'evidence',
      'verify',
      join(project, '.sekisho/evidence', file),
      '--key',
      keys.verify,
    );
    expect(held.exitCode).toBe(0);
  });

  it('applies the very plan that was reviewed, once', async () => {
    const { project, environment } = await planned();
    const directory = folderOf(project, 'a');
    const plan = join(project, '.sekisho/plan/a.plan');
    const applied = await standIn(directory, ['apply', '-auto-approve', plan], { environment });
    expect([applied.exitCode, serialOf(directory)]).toEqual([0, 1]);
    const again = await standIn(directory, ['apply', '-auto-approve', plan], { environment });
    expect([again.exitCode, serialOf(directory)]).toEqual([1, 1]);
    expect(again.stderr).toContain(
      'error[EVIDENCE_OTHER]: the evidence is not that of what is about to be applied: state',
    );
  });

  it('applies a new plan of the same change, and refuses one of another', async () => {
    const { project, environment } = await planned();
    const directory = folderOf(project, 'a');
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('a', data('other')));
    const other = await standIn(directory, ['apply', '-auto-approve'], { environment });
    expect([codeOf(other), serialOf(directory)]).toEqual([[1, 'EVIDENCE_OTHER'], null]);
    expect(other.stderr).toMatch(/what is about to be applied:\s+change, cdk\.tf\.json/u);
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('a', data('1')));
    const same = await standIn(directory, ['apply', '-auto-approve'], { environment });
    expect([codeOf(same), serialOf(directory)]).toEqual([[0, null], 1]);
  });

  it('refuses evidence that is missing, of another stack, too old, flipped, or by an unknown key', async () => {
    const { project, environment } = await planned();
    const directory = folderOf(project, 'a');
    const file = join(project, '.sekisho/plan/a.evidence.json');
    const plan = join(project, '.sekisho/plan/a.plan');
    const tries: readonly Readonly<Record<string, string>>[] = [
      { SEKISHO_EVIDENCE: '', SEKISHO_EVIDENCE_REQUIRED: 'prd-*,a' },
      { SEKISHO_EVIDENCE: join(project, 'nowhere.json') },
      { SEKISHO_EVIDENCE_KEY: '' },
      { SEKISHO_EVIDENCE: join(project, '.sekisho/plan/b.evidence.json') },
      { SEKISHO_EVIDENCE_HOURS: '0.000001' },
      { SEKISHO_EVIDENCE_HOURS: 'for ever' },
      { SEKISHO_EVIDENCE_KEY: keyPair(project, 'ed25519', 'unknown').verify },
    ];
    const ends: unknown[] = [];
    for (const one of tries)
      ends.push(
        codeOf(await standIn(directory, ['apply', '-auto-approve'], { environment: { ...environment, ...one } })),
      );
    ends.push(
      codeOf(
        await standIn(directory, ['apply', '-auto-approve', join(project, '.sekisho/plan/b.plan')], { environment }),
      ),
    );
    ends.push(codeOf(await standIn(directory, ['apply', '-auto-approve', plan])));
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf('"payload":') + 400;
    writeFileSync(file, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
    ends.push(codeOf(await standIn(directory, ['apply', '-auto-approve'], { environment })));
    expect(ends).toEqual([
      [1, 'EVIDENCE_MISSING'],
      [1, 'EVIDENCE_MISSING'],
      [1, 'EVIDENCE_MISSING'],
      [1, 'EVIDENCE_OTHER'],
      [1, 'EVIDENCE_OTHER'],
      [1, 'EVIDENCE_LIMIT'],
      [1, 'EVIDENCE_UNSIGNED'],
      [1, 'EVIDENCE_OTHER'],
      [1, 'PLAN_SAVED'],
      [1, 'EVIDENCE_UNSIGNED'],
    ]);
    expect([serialOf(directory), existsSync(join(directory, 'terraform.tfstate'))]).toEqual([null, false]);
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
const zoneOfBad = `version: 1
zones:
  - name: records
    data_class: remote-sensing
    select: { stacks: [bad] }
    allowed_places: [asia-northeast1]
`;

/** A stack that reads an output of another one's state. */
function consumer(producer: string): object {
  const name = `cross-stack-reference-input-${producer}`;
  return {
    data: {
      terraform_remote_state: { [name]: { backend: 'local', config: { path: `../${producer}/terraform.tfstate` } } },
    },
    ...data(`\${data.terraform_remote_state.${name}.outputs.cross-stack-output-x}`),
  };
}
