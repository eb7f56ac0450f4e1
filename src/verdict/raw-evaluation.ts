import type { Resource } from '../estate/estate.ts';
import type { RawControl } from '../policy/raw-evaluation.ts';
import type { EgressZone } from './egress-report.ts';
import type { ReportInput } from './report.ts';

/** Everything that a verdict is made of: what the controls returned and the estate that they judged, in any order. */
export interface RawEvaluation {
  readonly controls: readonly RawControl[];
  /** Everything that was read, deletes included. */
  readonly resourceCount: number;
  readonly inputs: readonly ReportInput[];
  readonly blindSpots: readonly string[];
  /** Names of the stacks that were read: a waiver for another stack can't be called unused. */
  readonly stacks: readonly string[];
  /** The estate's resources: their inline waivers are judged, whether a control looked at them or not. */
  readonly resources: readonly Resource[];
  readonly resourceById: (id: string) => Resource | undefined;
  /** Name of the zone that holds a resource; null when it is unplaced. */
  readonly zoneOf: (id: string) => string | null;
  /** The no-egress proof of each zone of regulated records. */
  readonly exits?: readonly EgressZone[];
  readonly policy: { readonly sha256: string; readonly opa: string };
  readonly toolVersion: string;
}
