import { SekishoError } from '../../errors.ts';
import type { BreakGlassRecord } from '../../evidence/break-glass/record.ts';
import type { Finding, Report } from '../../verdict/report.ts';
import type { Law } from './judge-turn.ts';

/** Id of the record under which an apply goes without review. */
const glassVariable = 'SEKISHO_BREAK_GLASS';

/**
 * The open record that is named for the stack; null when none is named. Throws a SekishoError for one that is not open, is for another stack, or whose keys
 * come from a configuration that nobody vouches for.
 */
export function openBreakGlass(
  environment: Readonly<NodeJS.ProcessEnv>,
  law: Law,
  stack: string,
): BreakGlassRecord | null {
  const id = environment[glassVariable] ?? '';
  if (id === '') return null;
  const judged = law.breakGlass.find((one) => one.id === id);
  if (judged === undefined) throw refused(id, `no record break-glass/${id}.json`);
  if (judged.state !== 'active' || judged.record === null) {
    const why = judged.problems.map(({ key }) => key).join(', ');
    throw refused(id, why === '' ? judged.state : `${judged.state}: ${why}`);
  }
  if (judged.record.stack !== stack) throw refused(id, `a record for ${judged.record.stack}`);
  if (!law.isPinned) throw refused(id, 'keys from a configuration that is not pinned (SEKISHO_PINNED_DIGEST)');
  return judged.record;
}

/** Throws a SekishoError when the record is for another change than the plan's. */
export function refuseOtherChange({ id, change }: BreakGlassRecord, planned: string): void {
  if (change !== null && change !== planned)
    throw refused(id, `a record for change ${change}; the plan is change ${planned}`);
}

/** What a record can not let through: what is critical, what could not be evaluated, and what is said about break-glass itself. */
export function notCovered(report: Report): readonly Finding[] {
  return report.findings.filter(
    (one) =>
      one.blocking && (one.severity === 'critical' || one.status === 'error' || one.control === 'break_glass.open'),
  );
}

function refused(id: string, got: string): SekishoError {
  return new SekishoError({
    code: 'BREAK_GLASS_REFUSED',
    what: `break-glass ${id} lets nothing through here`,
    got,
    expected:
      'a record in break-glass/ that is open now, for this stack, signed by person and approver with keys of the pinned configuration',
    fix: '`sekisho break-glass open`, then `sekisho break-glass approve` by the second person',
  });
}
