import type { LocalText } from '../policy/catalog.ts';

/** One hop on a way out, and why it is one. */
export interface PathStep {
  readonly address: string;
  readonly why: LocalText;
}

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
  readonly path: readonly PathStep[];
}

/** What the proof found at one exit: which resources it looked at, and what is wrong with them. */
export interface ExitFacts {
  readonly examined: readonly string[];
  readonly open: readonly ExitFinding[];
  readonly unknown: readonly ExitFinding[];
}

/** Facts by exit id (`E2`), as controls read them at `data.estate.exits`. */
export type Exits = Readonly<Record<string, ExitFacts>>;

/**
 * What the no-egress proof says of one exit of one zone of regulated records, as controls read it at `data.estate.egress`. The texts are
 * scalars in both languages, so that they can be arguments of a message.
 */
export interface ZoneExit {
  readonly zone: string;
  /** Id of the resource that stands for the zone: its project, else its first. */
  readonly anchor: string;
  /** `E14`, or `A3` for AWS. */
  readonly exit: string;
  readonly title: { readonly en: string; readonly ja: string };
  readonly verdict: 'closed' | 'weak' | 'open' | 'unknown' | 'attested';
  /** Id of the resource to blame; where nobody declares what is wanting, of the one that stands for the zone. */
  readonly resource: string;
  readonly attribute: string | null;
  /** What is missing, or what would decide it; empty for an exit that is closed. */
  readonly why: { readonly en: string; readonly ja: string };
  /** What the verdict rests on: a way out, a declared resource, guards that none of the sources declares, or people who did not vouch. */
  readonly rests: 'path' | 'resource' | 'absence' | 'people';
  /** Ways out through the exit, and the shortest of them. */
  readonly ways: number;
  readonly path: readonly PathStep[];
}
