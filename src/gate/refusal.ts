import type { ExitCode, Report } from '../verdict/report.ts';

/** Why a synth was refused. */
export type RefusalCause =
  | { readonly kind: 'report'; readonly report: Report }
  /** The app itself says no: an error Annotation, a validation. */
  | { readonly kind: 'app-errors'; readonly errors: readonly string[]; readonly report: Report | null }
  /** Synth or judgement broke off; nothing was proven. */
  | { readonly kind: 'broken'; readonly reason: string; readonly place: string | null };

/** Thrown by `CheckedApp.synth()` with `onRefusal: 'throw'`; its message is what a person would have read. */
export class CheckpointRefusal extends Error {
  override readonly name = 'CheckpointRefusal';
  readonly refusal: RefusalCause;
  /** Never 0. */
  readonly exitCode: Exclude<ExitCode, 0>;
  /** The report that refused, where the judgement came that far. */
  readonly report: Report | null;

  constructor(refusal: RefusalCause, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.refusal = refusal;
    this.exitCode = exitCodeOf(refusal);
    this.report = refusal.kind === 'broken' ? null : refusal.report;
  }
}

/** The exit code of a refusal; a report that claims to pass is not one, so 0 becomes 3. */
export function exitCodeOf(refusal: RefusalCause): Exclude<ExitCode, 0> {
  if (refusal.kind === 'broken' || refusal.report === null) return 3;
  if (refusal.report.exitCode !== 0) return refusal.report.exitCode;
  return refusal.kind === 'app-errors' ? 1 : 3;
}

/** The stacks on which a refusal rests, sorted. */
export function refusedStacks(refusal: RefusalCause): readonly string[] {
  const report = refusal.kind === 'broken' ? null : refusal.report;
  const stacks = (report?.findings ?? []).filter((finding) => finding.blocking).map((finding) => finding.stack);
  return [...new Set(stacks)].sort();
}
