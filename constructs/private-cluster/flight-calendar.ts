import type { MaintenanceExclusion } from './maintenance-exclusion.ts';
import { type MaintenanceWindow, occurrencesOf, type Period, parseTime } from './maintenance-window.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** An upgrade of nodes that has begun isn't stopped by a pass: none begins this long before one. */
const leadTime = 4 * hour;

/** Something that a satellite does, RFC 3339 times in UTC. */
export interface FlightEvent {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly startTime: string;
  readonly endTime: string;
}

/** When nothing may be upgraded under the operators' hands. */
export interface FlightCalendar {
  /** Launches and early orbit: weeks in which nothing changes. */
  readonly launches: readonly FlightEvent[];
  /** Contacts with a ground station that can't be missed: manoeuvres, uploads, first acquisitions. */
  readonly passes: readonly FlightEvent[];
}

/**
 * The maintenance exclusions of a calendar: nothing at all during launches; for each pass that an occurrence of the window would meet, no
 * upgrade of nodes from four hours before it to its end. Passes outside the window need none. Whether GKE takes the result is judged by
 * the cluster that is given it.
 */
export function maintenanceExclusionsOf(
  window: MaintenanceWindow,
  { launches, passes }: FlightCalendar,
): readonly MaintenanceExclusion[] {
  return [
    ...launches.map((launch) => ({ ...launch, scope: 'NO_UPGRADES' as const })),
    ...passes.flatMap((pass) => {
      const start = parseTime(pass.startTime);
      const end = parseTime(pass.endTime);
      const scope = 'NO_MINOR_OR_NODE_UPGRADES' as const;
      // What can't be read stays in: the cluster refuses it by name.
      if (start === undefined || end === undefined) return [{ ...pass, scope }];
      const from = start - leadTime;
      const startTime = new Date(from).toISOString().replace('.000Z', 'Z');
      return meets(window, { start: from, end }) ? [{ ...pass, startTime, scope }] : [];
    }),
  ];
}

function meets(window: MaintenanceWindow, { start, end }: Period): boolean {
  return occurrencesOf(window, { start: start - 2 * day, end }).some((one) => one.start < end && start < one.end);
}
