import type { ProofStep } from '../estate/value.ts';

export type Scalar = string | number | boolean | null;

/** What stands open, or can't be decided, at one exit of the no-egress proof. */
export interface ExitFinding {
  /** Id of the resource to blame. */
  readonly resource: string;
  /** Message key of the control that reports it. */
  readonly key: string;
  readonly attribute: string | null;
  readonly element?: string;
  readonly args: Readonly<Record<string, Scalar>>;
  /** From the zone to the way out, hop by hop. */
  readonly path: readonly ProofStep[];
}

/** What the proof found at one exit: which resources it looked at, and what is wrong with them. */
export interface ExitFacts {
  readonly examined: readonly string[];
  readonly open: readonly ExitFinding[];
  readonly unknown: readonly ExitFinding[];
}

/** Facts by exit id (`E2`), as controls read them at `data.estate.exits`. */
export type Exits = Readonly<Record<string, ExitFacts>>;
