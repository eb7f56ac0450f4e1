import { severities } from '../policy/catalog.ts';
import type { Finding, Report } from '../verdict/report.ts';
import type { Words } from './words.ts';

/** What a verdict's one line needs of a finding; a report's own and the one that was read back from JSON both have it. */
type Weighed = Pick<Finding, 'blocking' | 'status' | 'severity'>;

interface Judged {
  readonly verdict: Report['verdict'];
  readonly summary: Report['summary'];
  readonly findings: readonly Weighed[];
}

/** Why the verdict is what it is, in one line: `2 violations block (1 critical, 1 high)`. */
export function headlineText(words: Words, report: Judged): string {
  const say = words.headline;
  const blocking = report.findings.filter(blocks);
  const of = (status: Finding['status']): readonly Weighed[] => blocking.filter((one) => one.status === status);
  switch (report.verdict) {
    case 'pass':
      return passText(words, report);
    case 'fail':
      return say.fail(of('fail').length, bySeverity(words, of('fail'))) + alsoText(words, 0, of('unknown').length);
    case 'unproven':
      return say.unproven(of('unknown').length, bySeverity(words, of('unknown')));
    case 'error': {
      const count = of('error').length;
      const also = alsoText(words, of('fail').length, of('unknown').length);
      return (count === 0 ? say.errorOnly : say.error(count)) + also;
    }
  }
}

/** Everything that is not as it should be, whether it blocks or not. */
export function openOf<One extends Pick<Finding, 'status'>>(report: {
  readonly findings: readonly One[];
}): readonly One[] {
  return report.findings.filter((finding) => finding.status !== 'waived');
}

/** True for what stops an apply. */
export function blocks(finding: Pick<Finding, 'blocking' | 'status'>): boolean {
  return finding.blocking && finding.status !== 'waived';
}

/** `1 critical, 2 high`. */
function bySeverity(words: Words, findings: readonly Weighed[]): string {
  return severities
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => words.countOf(severity, count))
    .join(words.comma);
}

function alsoText(words: Words, violations: number, unproven: number): string {
  return violations + unproven === 0 ? '' : `; ${words.headline.also(violations, unproven)}`;
}

function passText(words: Words, report: Judged): string {
  const { pass, waived, controls, resources, deferred } = report.summary;
  const proven = pass + waived;
  const listed = openOf(report).length;
  if (proven + deferred + listed === 0) return words.headline.passNothing(controls, resources);
  return deferred + listed === 0
    ? words.headline.pass(proven, resources)
    : words.headline.passSome(proven, listed, deferred);
}
