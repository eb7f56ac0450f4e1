import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceRules } from '../../configuration/configuration.ts';
import { readTail } from '../log/append-decision.ts';
import { verifyLog } from '../log/verify-log.ts';
import { type JudgedBreakGlass, judgeBreakGlass } from './judge-break-glass.ts';

/** Where records lie, in the repository: whoever reads it sees them. */
export const breakGlassFolder = 'break-glass';
const reviewEnding = '.review.json';

export interface BreakGlassPlace {
  readonly projectRoot: string;
  /** The chain of decisions, which remembers uses whose record was deleted; null: not looked at. */
  readonly log: string | null;
  readonly rules: EvidenceRules['breakGlass'];
  readonly now: Date;
}

/** Every use of break-glass that is written down, and those that the chain of decisions tells of, sorted by id. */
export function readBreakGlass({ projectRoot, log, rules, now }: BreakGlassPlace): readonly JudgedBreakGlass[] {
  const folder = join(projectRoot, breakGlassFolder);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const records = names.filter((name) => !name.endsWith(reviewEnding)).map((name) => name.slice(0, -'.json'.length));
  const written = records.map((id) => {
    const review = join(folder, `${id}${reviewEnding}`);
    const record = readFileSync(join(folder, `${id}.json`), 'utf8');
    return judgeBreakGlass(
      { id, record, review: existsSync(review) ? readFileSync(review, 'utf8') : null },
      rules,
      now,
    );
  });
  const lost = usedIds(log).filter((id) => !records.includes(id));
  const all = [...written, ...lost.map((id) => ({ id, record: null, state: 'lost' as const, problems: [] }))];
  return all.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function usedIds(log: string | null): readonly string[] {
  if (log === null) return [];
  const lines = readTail(log)?.lines ?? [];
  const { decisions } = verifyLog(lines.map((line) => `${line}\n`).join(''), []);
  return [
    ...new Set(
      decisions.flatMap((one) => (one.kind === 'break-glass' && one.breakGlass !== null ? [one.breakGlass] : [])),
    ),
  ];
}
