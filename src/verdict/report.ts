import type { SourceLocation, Stage } from '../estate/estate.ts';
import type { ProofStep } from '../estate/value.ts';
import type { LocalText, Severity } from '../policy/catalog.ts';
import type { PathStep } from '../proofs/exit.ts';
import type { EgressZone } from './egress-report.ts';

export type Verdict = 'pass' | 'fail' | 'unproven' | 'error';
export type FindingStatus = 'fail' | 'unknown' | 'error' | 'waived';
export type ControlStatus = 'pass' | 'fail' | 'unknown' | 'error' | 'waived' | 'not-applicable';

/** 0 pass, 1 violation, 2 unproven, 3 could not evaluate. */
export type ExitCode = 0 | 1 | 2 | 3;

/** One thing that is wrong, or can't be proven, on one resource. */
export interface Finding {
  /** sha256 of (control, stack, address, attribute, element): equal at synth and plan, free of text and line. */
  readonly fingerprint: string;
  readonly control: string;
  readonly status: FindingStatus;
  readonly severity: Severity;
  readonly blocking: boolean;
  readonly address: string;
  readonly stack: string;
  readonly zone: string | null;
  readonly attribute: string | null;
  /** The member of a collection that the finding is about, e.g. `allUsers`. */
  readonly element: string | null;
  /** The line in `stacks/` that asked for the resource. */
  readonly location: SourceLocation | null;
  /** The line in `constructs/` that created it. */
  readonly createdBy: SourceLocation | null;
  readonly message: LocalText;
  readonly remediation: LocalText;
  readonly requirements: readonly string[];
  /** `Act 77/2016 Art.18(3) [MIXED]`: the article with its basis. */
  readonly articles: readonly string[];
  readonly exit?: string;
  readonly path?: readonly PathStep[];
  readonly waiver?: { readonly reason: string; readonly approver: string; readonly expires: string };
  /** True when the baseline already had it. */
  readonly existing?: boolean;
}

/** What one control came to. */
export interface ControlOutcome {
  readonly id: string;
  readonly title: LocalText;
  readonly severity: Severity;
  readonly status: ControlStatus;
  /** How many resources it judged. */
  readonly examined: number;
  readonly requirements: readonly string[];
}

/** A value that was proven by following references, with the chain that proves it. */
export interface Discharge {
  readonly control: string;
  readonly stack: string;
  readonly address: string;
  readonly attribute: string;
  readonly chain: readonly ProofStep[];
}

export interface ReportInput {
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
  readonly resources: number;
}

/** What somebody vouches for, as `sekisho.yaml` has it, and whether it holds at the clock of the report. */
export interface ReportAttestation {
  readonly requirement: string;
  readonly statement: string;
  readonly by: string;
  readonly evidence: string;
  readonly attestedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'not_yet_valid';
}

/** The result of one run; the JSON report is this, with texts in one language. */
export interface Report {
  readonly schema: 'sekisho.report/v1';
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly stage: Stage;
  /** Why this report can't serve as evidence (`--only`, `--now`, …); empty when whole. */
  readonly partial: readonly string[];
  readonly summary: {
    readonly resources: number;
    readonly controls: number;
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly error: number;
    readonly waived: number;
    readonly notApplicable: number;
    readonly deferred: number;
  };
  /** Sorted worst first, then by control, stack, address, attribute, element. */
  readonly findings: readonly Finding[];
  /** Unknown at synth, decided by the plan stage; they don't stop synth. */
  readonly deferred: readonly Finding[];
  readonly discharges: readonly Discharge[];
  /** Sorted by requirement, then by the day until which they hold. */
  readonly attestations: readonly ReportAttestation[];
  readonly controls: readonly ControlOutcome[];
  /** The no-egress proof of each zone of regulated records, for people to read; `sekisho egress --format json` is for programs. */
  readonly exits?: readonly EgressZone[];
  readonly inputs: readonly ReportInput[];
  /** What the sources could not show, e.g. a plan without its configuration. */
  readonly blindSpots: readonly string[];
  readonly policy: { readonly sha256: string; readonly opa: string };
  readonly tool: { readonly version: string };
  readonly now: string;
}
