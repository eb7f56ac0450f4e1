/** The public API: a cdktf App that writes only what keeps the law, and the shapes that it speaks in. */

export { SekishoError } from './errors.ts';
export type { SourceLocation, Stage } from './estate/estate.ts';
export type { ProofStep } from './estate/value.ts';
export { CheckedApp, type CheckedAppOptions } from './gate/checked-app.ts';
export { CheckpointRefusal, type RefusalCause } from './gate/refusal.ts';
export { readStaleMark, type StaleMark } from './gate/stale-mark.ts';
export type { LocalText, Severity } from './policy/catalog.ts';
export type { PathStep } from './proofs/exit.ts';
export type {
  ControlOutcome,
  ControlStatus,
  Discharge,
  ExitCode,
  Finding,
  FindingStatus,
  Report,
  ReportInput,
  Verdict,
} from './verdict/report.ts';
