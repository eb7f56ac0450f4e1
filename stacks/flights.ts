import type { FlightCalendar } from '../constructs/index.ts';
import type { EnvironmentName } from './projects.ts';

/**
 * Launches, and the passes that can't be missed, as flight operations announce them, in UTC. Clusters are not upgraded under their
 * hands: what the maintenance window would meet becomes an exclusion. Remove what is over.
 */
export const flights: Readonly<Record<EnvironmentName, FlightCalendar>> = {
  dev: { launches: [], passes: [] },
  stg: { launches: [], passes: [] },
  prd: {
    launches: [{ name: 'launch-satellite-3', startTime: '2027-03-08T00:00:00Z', endTime: '2027-03-15T00:00:00Z' }],
    passes: [
      // A manoeuvre of satellite-1, at 04:10 of a Sunday in Japan: within the maintenance window.
      { name: 'manoeuvre-satellite-1', startTime: '2027-01-16T19:10:00Z', endTime: '2027-01-16T19:22:00Z' },
      // An upload to satellite-2 on a Wednesday: no maintenance is near.
      { name: 'upload-satellite-2', startTime: '2027-01-20T09:02:00Z', endTime: '2027-01-20T09:14:00Z' },
    ],
  },
};
