import type { ProofStep } from '../estate/value.ts';
import type { PathStep } from '../proofs/exit.ts';

/** One violation or unknown as a control returned it: no text, only a message key and its arguments. */
export interface RawFinding {
  /** Id of the resource, `<stack>/<address>`. */
  readonly resource: string;
  readonly key: string;
  readonly attribute: string | null;
  readonly element: string | null;
  readonly args: Readonly<Record<string, string | number | boolean | null>>;
  readonly exit?: string;
  readonly path?: readonly PathStep[];
}

/** A value that a control accepted because references prove it. */
export interface RawDischarge {
  readonly resource: string;
  readonly attribute: string;
  readonly chain: readonly ProofStep[];
}

/** What one control returned, or why it could not. */
export interface RawControl {
  readonly id: string;
  readonly resources: readonly string[];
  readonly violations: readonly RawFinding[];
  readonly unknowns: readonly RawFinding[];
  readonly discharges: readonly RawDischarge[];
  readonly error: string | null;
  /** True when the control needs zones and resources of its types are in none. */
  readonly needsZoneButUnplaced: boolean;
}
