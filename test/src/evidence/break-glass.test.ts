import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EvidenceRules } from '../../../src/configuration/configuration.ts';
import { judgeBreakGlass } from '../../../src/evidence/break-glass/judge-break-glass.ts';
import {
  type BreakGlassRecord,
  digestOfRecord,
  statementOfRecord,
  statementOfReview,
} from '../../../src/evidence/break-glass/record.ts';
import { addSignature, signEnvelope } from '../../../src/evidence/dsse.ts';
import { fileSigner } from '../../../src/evidence/signers/file-signer.ts';
import type { Signer } from '../../../src/evidence/signers/signer.ts';
import { breakGlassFindings } from '../../../src/verdict/break-glass-findings.ts';
import { temporaryFolder } from '../gate/support/temporary-project.ts';
import { keyPair } from './support/evidence.ts';

const folder = temporaryFolder();
const names = ['alice', 'bob', 'carol'] as const;
const pairs = Object.fromEntries(names.map((name) => [name, keyPair(folder, 'ed25519', name)]));
const signers = new Map(names.map((name) => [name as string, fileSigner(pairs[name]?.sign ?? '')]));
const signer = (name: string): Signer => {
  const found = signers.get(name);
  if (found === undefined) throw new Error(`no signer ${name}`);
  return found;
};
const rules: EvidenceRules['breakGlass'] = {
  maximumHours: 4,
  keys: names.map((name) => ({
    name,
    publicKey: readFileSync(pairs[name]?.verify ?? '', 'utf8'),
    validUntil: '2026-12-31',
  })),
};
const record: BreakGlassRecord = {
  schema: 'sekisho.break-glass/v1',
  id: 'dns-down',
  stack: 'edge-prd',
  person: 'alice',
  approver: 'bob',
  reason: 'names no longer resolve',
  opened: '2026-11-24T09:00:00.000Z',
  expires: '2026-11-24T12:00:00.000Z',
  change: null,
};
const during = new Date('2026-11-24T10:00:00Z');

async function signed(differs: Partial<BreakGlassRecord>, ...by: readonly string[]): Promise<string> {
  const [first = 'alice', ...others] = by;
  let text = await signEnvelope(statementOfRecord({ ...record, ...differs }), signer(first));
  for (const one of others) text = await addSignature(text, 'file', signer(one));
  return text;
}

const judged = async (
  differs: Partial<BreakGlassRecord>,
  by: readonly string[] = ['alice', 'bob'],
  now = during,
): Promise<readonly unknown[]> => {
  const one = judgeBreakGlass({ id: 'dns-down', record: await signed(differs, ...by), review: null }, rules, now);
  return [one.state, one.problems.map(({ key }) => key)];
};

describe('break-glass', () => {
  it('is open for its hours, when person and approver have signed', async () => {
    expect(await judged({})).toEqual(['active', []]);
    expect(await judged({}, ['alice', 'bob'], new Date('2026-11-24T12:00:01Z'))).toEqual(['expired', []]);
  });

  it('is none when one has not signed, approves alone, lasts too long, or lies in the future', async () => {
    expect(await judged({}, ['alice'])).toEqual(['invalid', ['unsigned']]);
    expect(await judged({}, ['alice', 'carol'])).toEqual(['invalid', ['unsigned']]);
    expect(await judged({ approver: 'Alice ' }, ['alice'])).toEqual(['invalid', ['same_person']]);
    expect(await judged({ expires: '2026-11-24T13:00:01.000Z' })).toEqual(['invalid', ['too_long']]);
    expect(await judged({ expires: '2026-11-24T08:00:00.000Z' })).toEqual(['invalid', ['too_long']]);
    expect(await judged({}, ['alice', 'bob'], new Date('2026-11-24T08:00:00Z'))).toEqual(['invalid', ['future']]);
    expect(await judged({ id: 'other-one' })).toEqual(['invalid', ['unreadable']]);
    const text = (await signed({}, 'alice', 'bob')).replace('"payload": "', '"payload": "e');
    expect(judgeBreakGlass({ id: 'dns-down', record: text, review: null }, rules, during).state).toBe('invalid');
  });

  it('is not believed by a key that had ended when it was opened, and still is by one that ended later', async () => {
    const ended = (validUntil: string): EvidenceRules['breakGlass'] => ({
      ...rules,
      keys: rules.keys.map((key) => ({ ...key, validUntil })),
    });
    const written = { id: 'dns-down', record: await signed({}, 'alice', 'bob'), review: null };
    expect(judgeBreakGlass(written, ended('2026-11-23'), during).state).toBe('invalid');
    expect(judgeBreakGlass(written, ended('2026-11-24'), new Date('2027-01-01T00:00:00Z')).state).toBe('expired');
  });

  it('is quiet only when somebody else than the person has reviewed this very record', async () => {
    const text = await signed({}, 'alice', 'bob');
    const review = (reviewer: string, by: string, of = record): Promise<string> =>
      signEnvelope(
        statementOfReview({
          schema: 'sekisho.break-glass-review/v1',
          id: 'dns-down',
          record: digestOfRecord(of),
          reviewer,
          outcome: 'one record was put back',
          reviewed: '2026-11-25T09:00:00.000Z',
        }),
        signer(by),
      );
    const states = await Promise.all(
      [
        review('carol', 'carol'),
        review('alice', 'alice'),
        review('carol', 'alice'),
        review('carol', 'carol', { ...record, reason: 'another' }),
      ].map(async (one) => judgeBreakGlass({ id: 'dns-down', record: text, review: await one }, rules, during).state),
    );
    expect(states).toEqual(['reviewed', 'active', 'active', 'active']);
  });

  it('is told in every report, and stops what comes a week after its end', async () => {
    const written = { id: 'dns-down', record: await signed({}, 'alice', 'bob'), review: null };
    const context = { blockingSeverities: ['critical', 'high', 'medium'] as const, requirements: new Map() };
    const told = (now: Date): readonly unknown[] =>
      breakGlassFindings([judgeBreakGlass(written, rules, now)], now, context).map((one) => [
        one.status,
        one.blocking,
        one.message.en,
      ]);
    const open =
      'alice may apply edge-prd without review until 2026-11-24T12:00:00.000Z (break-glass dns-down, approved by bob): names no longer resolve';
    const left =
      'alice opened break-glass dns-down for edge-prd until 2026-11-24T12:00:00.000Z (approved by bob), and nobody has reviewed it: names no longer resolve';
    expect(told(during)).toEqual([['fail', false, open]]);
    expect(told(new Date('2026-12-01T11:00:00Z'))).toEqual([['fail', false, left]]);
    expect(told(new Date('2026-12-01T13:00:00Z'))).toEqual([['fail', true, left]]);
    const lost = { id: 'gone', record: null, state: 'lost', problems: [] } as const;
    expect(breakGlassFindings([lost], during, context).map(({ blocking, message }) => [blocking, message.ja])).toEqual([
      [true, '判定の連鎖に記録された緊急適用 gone の記録が break-glass/ にない'],
    ]);
  });
});
