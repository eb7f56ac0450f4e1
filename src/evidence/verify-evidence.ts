import type { Evidence } from './statement.ts';

/** What the evidence is held against; what is left out is not compared. */
export interface Expected {
  readonly now: Date;
  readonly maximumAgeHours: number;
  readonly stack?: string;
  readonly plan?: string;
  readonly planJson?: string;
  readonly change?: string;
  readonly law?: string;
  readonly policy?: string;
  /** Null: there is no configuration file. */
  readonly configuration?: string | null;
  readonly waivers?: string;
  readonly attestations?: string;
  /** Null: not in git. */
  readonly commit?: string | null;
  /** Null: there is no state yet. */
  readonly state?: Evidence['state'];
  /** How the plan must have been made. */
  readonly arguments?: readonly string[];
  /** Digest of `cdk.tf.json` of the stack itself. */
  readonly synth?: string;
}

/** One thing in which the evidence is not what it must be. */
export interface Mismatch {
  readonly field: string;
  readonly got: string;
  readonly expected: string;
}

/** A clock that is this much ahead is an error of clocks, not of people. */
const toleratedMinutes = 5;

/** Everything in which the evidence differs; empty when an apply may rest on it. Pure; the signature was checked before. */
export function verifyEvidence(evidence: Evidence, expected: Expected): readonly Mismatch[] {
  const { digests } = evidence;
  const pairs: readonly (readonly [string, string | null | undefined, string | null | undefined])[] = [
    ['stack', evidence.stack, expected.stack],
    ['plan', digests.plan, expected.plan],
    ['plan.json', digests.planJson, expected.planJson],
    ['change', digests.change, expected.change],
    ['law', digests.law, expected.law],
    ['policy', digests.policy, expected.policy],
    ['configuration', digests.configuration, expected.configuration],
    ['waivers', digests.waivers, expected.waivers],
    ['attestations', digests.attestations, expected.attestations],
    ['commit', evidence.commit, expected.commit],
    ['state', stateText(evidence.state), stateText(expected.state)],
    ['arguments', evidence.arguments.join(' '), expected.arguments?.join(' ')],
    ['cdk.tf.json', digests.synth[evidence.stack], expected.synth],
  ];
  const differing = pairs
    .filter(([, got, wanted]) => wanted !== undefined && got !== wanted)
    .map(([field, got, wanted]) => ({ field, got: got ?? 'none', expected: wanted ?? 'none' }));
  return [...decisionOf(evidence), ...ageOf(evidence, expected), ...differing];
}

/** `lineage, serial 3`: what terraform tells two states apart by. */
function stateText(state: Evidence['state'] | undefined): string | null | undefined {
  return state === undefined || state === null ? state : `${state.lineage}, serial ${String(state.serial)}`;
}

function decisionOf({ decision }: Evidence): readonly Mismatch[] {
  const verdict =
    decision.verdict === 'pass' && decision.exitCode === 0
      ? []
      : [{ field: 'verdict', got: `${decision.verdict} (${String(decision.exitCode)})`, expected: 'pass (0)' }];
  const partial =
    decision.partial.length === 0
      ? []
      : [{ field: 'partial', got: decision.partial.join(', '), expected: 'a report of everything' }];
  return [...verdict, ...partial];
}

function ageOf({ clock }: Evidence, { now, maximumAgeHours }: Expected): readonly Mismatch[] {
  const minutes = (now.getTime() - new Date(clock).getTime()) / 60_000;
  if (minutes >= -toleratedMinutes && minutes <= maximumAgeHours * 60) return [];
  const window = `at most ${String(maximumAgeHours)} h before ${now.toISOString()}`;
  return [{ field: 'clock', got: clock, expected: window }];
}
