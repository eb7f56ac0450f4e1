import { severities } from '../policy/catalog.ts';
import { builtInControl } from './built-in-controls.ts';
import { type FindingContext, makeFinding } from './finding.ts';
import { type JudgedControl, placementControl } from './judge-control.ts';
import { wordMessage } from './message.ts';
import type { Finding } from './report.ts';

/**
 * One unknown that names every control that could not judge resources without a zone, as grave as the gravest of them. None when
 * `zone.placement` already blocks and says so; a waived or harmless placement must not let them pass unjudged.
 */
export function unjudgedFinding(
  judged: readonly JudgedControl[],
  findings: readonly Finding[],
  context: FindingContext,
): readonly Finding[] {
  const bound = judged.filter((one) => one.needsZone).map((one) => one.control);
  if (bound.length === 0) return [];
  if (findings.some((finding) => finding.control === placementControl && finding.blocking)) return [];
  const control = builtInControl('zone.unjudged');
  const severity = severities.find((one) => bound.some((other) => other.severity === one)) ?? control.severity;
  const subject = { stack: '(configuration)', address: 'zones', zone: null, location: null, createdBy: null };
  const args = { count: bound.length, controls: bound.map((one) => one.id).join(', ') };
  const worded = wordMessage(control, 'unjudged', args);
  const message = 'problem' in worded ? worded.problem : worded.message;
  const status = 'problem' in worded ? 'error' : 'unknown';
  return [makeFinding({ control, severity, status, subject, message }, context)];
}
