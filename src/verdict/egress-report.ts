import type { SourceLocation, Stage } from '../estate/estate.ts';
import type { LocalText } from '../policy/catalog.ts';
import type { ExitCode } from './report.ts';

/** closed: every guard stands. weak: one is missing, yet no path is open. attested: people vouch for what nothing else can show. */
export const exitVerdicts = ['closed', 'weak', 'open', 'unknown', 'attested'] as const;
export type ExitVerdict = (typeof exitVerdicts)[number];

export interface EgressStep {
  readonly address: string;
  readonly why: LocalText;
  readonly location: SourceLocation | null;
}

export interface EgressExit {
  readonly id: string;
  readonly title: LocalText;
  readonly verdict: ExitVerdict;
  readonly proof: 'A' | 'K' | 'R' | 'E' | 'L' | 'P' | 'X';
  /** What proves the guards that stand, each address once. */
  readonly by: readonly EgressStep[];
  readonly missing: readonly { readonly text: LocalText; readonly location: SourceLocation | null }[];
  readonly unknown: readonly { readonly address: string; readonly attribute: string; readonly decides: LocalText }[];
  /** Obligations: what only the cloud can show once this is applied. */
  readonly after: readonly { readonly probe: LocalText; readonly due: LocalText }[];
  readonly attested: readonly { readonly requirement: string; readonly by: string; readonly until: string }[];
  /** The shortest way out through this exit; empty when there is none. */
  readonly path: readonly EgressStep[];
}

/** A way out by its ends. */
export interface EgressRoute {
  readonly from: string;
  readonly to: string;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly exit: string;
  /** False when something on the way can't be seen here: it may be a path. */
  readonly certain: boolean;
}

export interface EgressPathEntry extends EgressRoute {
  readonly via: readonly EgressStep[];
}

/** An exit whose verdict is another than it was; null where the table did not list it. */
export interface EgressChange {
  readonly id: string;
  readonly before: ExitVerdict | null;
  readonly after: ExitVerdict | null;
  /** Further from closed than it was, nearer, or as near in another way. */
  readonly kind: 'opened' | 'closed' | 'other';
}

/** What a change did to a zone, against an earlier proof. */
export interface EgressChanges {
  /** When the earlier proof was made, ISO 8601. */
  readonly since: string;
  readonly exits: readonly EgressChange[];
  readonly opened: readonly EgressRoute[];
  readonly closed: readonly EgressRoute[];
}

/** What a plan deletes or forgets, and the exits that are nearer to closed when it stays. */
export interface EgressDeletion extends Omit<EgressStep, 'why'> {
  readonly exits: readonly EgressChange[];
}

export interface EgressZone {
  readonly zone: string;
  readonly verdict: 'closed' | 'open' | 'unproven';
  readonly exitCode: ExitCode;
  readonly resources: number;
  readonly exits: readonly EgressExit[];
  readonly paths: readonly EgressPathEntry[];
  /** What the plan deletes or forgets in the zone and of what guards it: it is not there any more. */
  readonly deleted: readonly EgressDeletion[];
  /** Guards each of which could go, alone, without a change to any exit or way out; only when that was asked for. */
  readonly redundant?: readonly Omit<EgressStep, 'why'>[];
  /** Only when the proof was compared with an earlier one. */
  readonly changes?: EgressChanges;
}

/** The no-egress proof of one or more zones: byte-identical for the same input, configuration and clock. */
export interface EgressReport {
  readonly stage: Stage;
  readonly exitCode: ExitCode;
  readonly zones: readonly EgressZone[];
  readonly now: string;
  readonly partial: readonly string[];
  readonly toolVersion: string;
}
