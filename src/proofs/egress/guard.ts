import type { Resource } from '../../estate/estate.ts';
import type { LocalText } from '../../policy/catalog.ts';
import type { Search } from './exits/searches.ts';
import type { ZoneWorld } from './zone-world.ts';

/**
 * How a guard can be proven. A: nothing of the kind exists in any stack. K: known literal. R: by reference. E: optional and computed, so it
 * must be written. L: lifecycle, provisioner or provider, in configuration only. P: only after apply. X: only people can vouch for it.
 */
export const proofClasses = ['A', 'K', 'R', 'E', 'L', 'P', 'X'] as const;
export type ProofClass = (typeof proofClasses)[number];

/** Something that proves that a guard stands. `resource` is null when the configuration of the zone proves it. */
export interface Standing {
  readonly address: string;
  readonly resource: Resource | null;
  readonly why: LocalText;
}

/** A guard, or a part of it, that is not there. */
export interface Gap {
  readonly text: LocalText;
  readonly resource: Resource | null;
}

/** What can't be read here, and what would decide it. */
export interface Doubt {
  readonly resource: Resource | null;
  readonly address: string;
  readonly attribute: string;
  readonly decides: LocalText;
}

/** What stops data on its way through an opening: `nothing`, or the perimeter when it restricts the service. */
export type Barrier = { readonly kind: 'none' } | { readonly kind: 'perimeter'; readonly service: string };

/** A resource through which data leaves the zone unless its barrier stands. */
export interface Opening {
  readonly resource: Resource;
  readonly why: LocalText;
  /** `internet`, `outside:NAME`, `zone:NAME` or `principal:ID`. */
  readonly to: string;
  readonly barrier: Barrier;
}

/** What only the cloud can show once it is applied. */
export interface Obligation {
  readonly probe: LocalText;
  readonly due: LocalText;
}

/** What one guard was found to be. */
export interface Reading {
  readonly stands: readonly Standing[];
  readonly missing: readonly Gap[];
  readonly unknown: readonly Doubt[];
  readonly openings: readonly Opening[];
}

/** Collects what a guard reads. A guard that collects nothing did not look: that is a doubt, never a pass. */
export class ReadingCollector {
  private readonly standing: Standing[] = [];
  private readonly gaps: Gap[] = [];
  private readonly doubts: Doubt[] = [];
  private readonly ways: Opening[] = [];

  stands(resource: Resource, why: LocalText): void {
    this.standing.push({ address: resource.address, resource, why });
  }

  /** Proven by the zone itself: its inventory or its declaration. */
  standsBy(address: string, why: LocalText): void {
    this.standing.push({ address, resource: null, why });
  }

  missing(text: LocalText, resource: Resource | null = null): void {
    this.gaps.push({ text, resource });
  }

  unknown(resource: Resource, attribute: string, decides: LocalText): void {
    this.doubts.push({ resource, address: resource.address, attribute, decides });
  }

  unknownAt(address: string, attribute: string, decides: LocalText): void {
    this.doubts.push({ resource: null, address, attribute, decides });
  }

  /** Data leaves here; the guard is missing with it. */
  opens(opening: Opening): void {
    this.ways.push(opening);
    this.gaps.push({ text: opening.why, resource: opening.resource });
  }

  reading(): Reading {
    return { stands: this.standing, missing: this.gaps, unknown: this.doubts, openings: this.ways };
  }
}

/** One guard of an exit: what must hold, and how that is read from the estate. */
export interface Guard {
  readonly proof: ProofClass;
  /** Set on a guard that only a Google project can have or lack: a zone into which none can come needs none. */
  readonly onlyFor?: 'google';
  /** What must hold, e.g. `no google_compute_router_nat`. */
  readonly text: LocalText;
  readonly read: (world: ZoneWorld, into: ReadingCollector) => void;
}

/** One row of the table of exits. */
export interface ExitRow {
  readonly id: string;
  readonly title: LocalText;
  /** The class that most of the row's proof rests on; X rows are settled by attestations. */
  readonly proof: ProofClass;
  readonly guards: readonly Guard[];
  /** False for rows that no path can show: a guard that is missing there leaves the exit open. */
  readonly hasPaths: boolean;
  /**
   * What looks for a way out through the row; absent where the table of searches does not hold it. Empty where a path could be but nothing looks for it: a guard
   * that is missing leaves such a row unknown.
   */
  readonly searches?: readonly Search[];
  readonly after: readonly Obligation[];
  /** Requirements whose attestation settles what only people can vouch for; empty when nothing is left to people. */
  readonly attestedBy: readonly string[];
  /** How data got out this way, or would: the reason for the row. */
  readonly story: LocalText;
  /** What remains when everything stands. */
  readonly residual: LocalText;
}
