import type { Control } from '../policy/catalog.ts';
import { builtInControls } from './built-in-controls.ts';
import { compareText } from './compare.ts';
import type { JudgedControl } from './judge-control.ts';
import type { ControlOutcome, ControlStatus, ExitCode, Finding, Report, Verdict } from './report.ts';

export interface OutcomeInput {
  readonly judged: readonly JudgedControl[];
  readonly findings: readonly Finding[];
  readonly deferred: readonly Finding[];
  /** How many things each built-in control judged, by id. */
  readonly examined: ReadonlyMap<string, number>;
}

export interface Outcomes {
  readonly controls: readonly ControlOutcome[];
  readonly counts: Omit<Report['summary'], 'resources' | 'deferred'>;
}

/** One outcome per control, the built-in ones among them, sorted by id, and how many controls came to each. */
export function outcomesOf(input: OutcomeInput): Outcomes {
  const said = statusesByControl(input);
  const policy = input.judged.map(({ control, examined, needsZone }) =>
    outcomeOf(control, examined, statusOf(said.get(control.id), examined, needsZone)),
  );
  const builtIn = builtInControls.map((control) => {
    const examined = input.examined.get(control.id) ?? 0;
    return outcomeOf(control, examined, statusOf(said.get(control.id), examined, false));
  });
  const controls = [...policy, ...builtIn].sort((one, other) => compareText(one.id, other.id));
  const count = (status: ControlStatus): number => controls.filter((one) => one.status === status).length;
  const counts = {
    controls: controls.length,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    error: count('error'),
    waived: count('waived'),
    notApplicable: count('not-applicable'),
  };
  return { controls, counts };
}

/** Ruling 6: 3 over 1 over 2 over 0, from what blocks. */
export function verdictOf(findings: readonly Finding[]): { readonly verdict: Verdict; readonly exitCode: ExitCode } {
  const blocking = new Set(findings.filter((finding) => finding.blocking).map((finding) => finding.status));
  if (blocking.has('error')) return { verdict: 'error', exitCode: 3 };
  if (blocking.has('fail')) return { verdict: 'fail', exitCode: 1 };
  if (blocking.has('unknown')) return { verdict: 'unproven', exitCode: 2 };
  return { verdict: 'pass', exitCode: 0 };
}

function statusesByControl(input: OutcomeInput): ReadonlyMap<string, ReadonlySet<string>> {
  const said = new Map<string, Set<string>>();
  for (const { control, status } of [...input.findings, ...input.deferred]) {
    const statuses = said.get(control) ?? new Set();
    statuses.add(status);
    said.set(control, statuses);
  }
  return said;
}

/** The worst that was said; a pass needs at least one thing that was looked at and nothing that was said. */
function statusOf(said: ReadonlySet<string> | undefined, examined: number, needsZone: boolean): ControlStatus {
  if (said?.has('error') === true) return 'error';
  if (said?.has('fail') === true) return 'fail';
  if (said?.has('unknown') === true || needsZone) return 'unknown';
  if (said?.has('waived') === true) return 'waived';
  return examined > 0 ? 'pass' : 'not-applicable';
}

function outcomeOf(control: Control, examined: number, status: ControlStatus): ControlOutcome {
  const { id, title, severity, requirements } = control;
  return { id, title, severity, status, examined, requirements };
}
