import type { Control } from '../policy/catalog.ts';
import { compareFindings, compareText } from './compare.ts';
import { verdictOf } from './outcomes.ts';
import type { ControlOutcome, Finding, Report } from './report.ts';

/** The report with findings of controls that are not in it yet; verdict, counts and order follow. Pure. */
export function withFindings(report: Report, findings: readonly Finding[], controls: readonly Control[]): Report {
  if (findings.length === 0) return report;
  const own = controls
    .filter(({ id }) => findings.some((finding) => finding.control === id))
    .map((one) => outcomeOf(one, findings));
  const all = [...report.findings, ...findings].sort(compareFindings);
  const count = (status: ControlOutcome['status']): number => own.filter((one) => one.status === status).length;
  const { summary } = report;
  return {
    ...report,
    ...verdictOf(all),
    findings: all,
    controls: [...report.controls, ...own].sort((one, other) => compareText(one.id, other.id)),
    summary: {
      ...summary,
      controls: summary.controls + own.length,
      fail: summary.fail + count('fail'),
      unknown: summary.unknown + count('unknown'),
      error: summary.error + count('error'),
    },
  };
}

function outcomeOf({ id, title, severity, requirements }: Control, findings: readonly Finding[]): ControlOutcome {
  const said = findings.filter((finding) => finding.control === id);
  const has = (status: Finding['status']): boolean => said.some((finding) => finding.status === status);
  const status = has('error') ? 'error' : has('fail') ? 'fail' : 'unknown';
  return { id, title, severity, status, examined: said.length, requirements };
}
