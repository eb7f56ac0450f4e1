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

export interface EgressPathEntry {
  readonly from: string;
  readonly to: string;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly exit: string;
  /** False when something on the way can't be seen here: it may be a path. */
  readonly certain: boolean;
  readonly via: readonly EgressStep[];
}

export interface EgressZone {
  readonly zone: string;
  readonly verdict: 'closed' | 'open' | 'unproven';
  readonly exitCode: ExitCode;
  readonly resources: number;
  readonly exits: readonly EgressExit[];
  readonly paths: readonly EgressPathEntry[];
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
