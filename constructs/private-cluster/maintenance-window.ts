import type { Construct } from 'constructs';

import { refuse, requireMatch } from '../declaration/index.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Days of the week as RFC 5545 writes them, in the order of `Date.getUTCDay`. */
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** A time window that repeats, RFC 3339 times in UTC and an RFC 5545 rule: `FREQ=DAILY`, or `FREQ=WEEKLY;BYDAY=FR,SA`. */
export interface MaintenanceWindow {
  readonly startTime: string;
  readonly endTime: string;
  readonly recurrence: string;
}

/** A period in milliseconds since the epoch; the end is outside. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** The point in time of a text such as `2027-01-10T00:00:00Z`; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const time = Date.parse(text);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(time) ? time : undefined;
}

/** The point in time of a text such as `2027-01-10T00:00:00Z`; throws `DeclarationError` for anything else. */
function requireTime(scope: Construct, property: string, text: string): number {
  const time = parseTime(text);
  if (time !== undefined) return time;
  return refuse(scope, {
    what: `\`${property}\` is not a time`,
    got: text,
    expected: 'RFC 3339 in UTC such as 2027-01-10T00:00:00Z',
    fix: 'write it in UTC: GKE reads days of the week in UTC',
  });
}

/** The period between two times; throws `DeclarationError` when it has no length. */
export function requirePeriod(scope: Construct, property: string, startTime: string, endTime: string): Period {
  const start = requireTime(scope, `${property}.startTime`, startTime);
  const end = requireTime(scope, `${property}.endTime`, endTime);
  if (start >= end) {
    refuse(scope, {
      what: `\`${property}\` ends before it starts`,
      got: [startTime, endTime],
      expected: 'startTime before endTime',
      fix: 'correct one of the two',
    });
  }
  return { start, end };
}

/**
 * Refuses a window that GKE would refuse or that can't be judged here. GKE counts only windows of four hours or more.
 * Source: cloud.google.com/kubernetes-engine/docs/how-to/maintenance-windows-and-exclusions.
 */
export function requireWindow(scope: Construct, { startTime, endTime, recurrence }: MaintenanceWindow): void {
  const { start, end } = requirePeriod(scope, 'maintenanceWindow', startTime, endTime);
  if (end - start < 4 * hour || end - start > day) {
    refuse(scope, {
      what: '`maintenanceWindow` has a length that does not count',
      got: `${(end - start) / hour} h`,
      expected: 'from 4 to 24 hours',
      fix: 'GKE leaves windows of less than four hours unused: lengthen it',
    });
  }
  requireMatch(
    scope,
    recurrence,
    /^(FREQ=DAILY|FREQ=WEEKLY;BYDAY=(SU|MO|TU|WE|TH|FR|SA)(,(SU|MO|TU|WE|TH|FR|SA)){0,6})$/,
    {
      what: '`maintenanceWindow.recurrence` can not be judged',
      expected: 'FREQ=DAILY, or FREQ=WEEKLY;BYDAY= and days such as FR,SA',
      fix: 'name the days: whether GKE gets its 48 hours in 32 days is computed from them',
    },
  );
}

/** Every occurrence of the window that starts in `within`, in order. */
export function occurrencesOf(
  { startTime, endTime, recurrence }: MaintenanceWindow,
  within: Period,
): readonly Period[] {
  const first = Date.parse(startTime);
  const length = Date.parse(endTime) - first;
  const days = recurrence === 'FREQ=DAILY' ? weekdays : (recurrence.split('BYDAY=')[1] ?? '').split(',');
  const at = within.start - (within.start % day) + (first % day);
  const count = Math.ceil((within.end - at) / day);
  return Array.from({ length: Math.max(0, count) }, (_, index) => at + index * day)
    .filter((start) => start >= within.start && days.some((name) => name === weekdays[new Date(start).getUTCDay()]))
    .map((start) => ({ start, end: start + length }));
}
