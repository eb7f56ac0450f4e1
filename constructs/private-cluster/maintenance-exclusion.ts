import type { Construct } from 'constructs';

import { refuse, requireDistinct, requireMatch } from '../declaration/index.ts';
import { type MaintenanceWindow, occurrencesOf, type Period, requirePeriod } from './maintenance-window.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** How long GKE looks at once, and how much of it must be open to maintenance. */
const rolling = 32 * day;
const leastAvailable = 48 * hour;
const leastPiece = 4 * hour;
const longest = { NO_UPGRADES: 30, NO_MINOR_UPGRADES: 180, NO_MINOR_OR_NODE_UPGRADES: 180 } as const;

/** What may not happen: no upgrade at all, no minor version, or neither a minor version nor any upgrade of nodes. */
export type ExclusionScope = keyof typeof longest;

/** A period in which Google leaves a cluster alone, RFC 3339 times in UTC. */
export interface MaintenanceExclusion {
  readonly name: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly scope: ExclusionScope;
}

/**
 * Refuses exclusions that GKE would refuse: more than 20, more than three that stop every upgrade, one of these longer than 30 days or
 * another longer than 180, or so many hours that less than 48 in some 32 days remain, in pieces of four hours or more.
 * Source: cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions.
 */
export function requireExclusions(
  scope: Construct,
  window: MaintenanceWindow,
  exclusions: readonly MaintenanceExclusion[],
): void {
  requireDistinct(
    scope,
    exclusions.map(({ name }) => name),
    '`maintenanceExclusions` has a name twice',
  );
  const complete = exclusions.filter((exclusion) => exclusion.scope === 'NO_UPGRADES');
  requireAtMost(scope, exclusions, 20, 'there are more maintenance exclusions than GKE takes');
  requireAtMost(scope, complete, 3, 'there are more exclusions of every upgrade than GKE takes');
  for (const exclusion of exclusions) requireLength(scope, exclusion);
  requireAvailability(
    scope,
    window,
    complete.map(({ startTime, endTime }) => ({ start: Date.parse(startTime), end: Date.parse(endTime) })),
  );
}

function requireAtMost(
  scope: Construct,
  exclusions: readonly MaintenanceExclusion[],
  most: number,
  what: string,
): void {
  if (exclusions.length <= most) return;
  const got = exclusions.map(({ name }) => name);
  const fix = 'join exclusions that lie close to each other, or move the maintenance window away from passes';
  refuse(scope, { what, got, expected: `at most ${most}`, fix });
}

function requireLength(scope: Construct, exclusion: MaintenanceExclusion): void {
  const { name, startTime, endTime } = exclusion;
  requireMatch(scope, name, /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
    what: 'the name of a maintenance exclusion is not usable',
    expected: 'lower-case letters, digits and hyphens, at most 63',
    fix: 'choose another name',
  });
  const { start, end } = requirePeriod(scope, `maintenanceExclusions.${name}`, startTime, endTime);
  const days = longest[exclusion.scope];
  if (end - start > days * day) {
    refuse(scope, {
      what: `the maintenance exclusion ${name} is longer than GKE takes`,
      got: `${Math.round((end - start) / hour)} h with scope ${exclusion.scope}`,
      expected: `at most ${days} days`,
      fix: 'shorten it, or let patches in: NO_MINOR_OR_NODE_UPGRADES may take 180 days',
    });
  }
}

/** Throws `DeclarationError` when some 32 days hold less than 48 hours in which Google may maintain the cluster. */
function requireAvailability(scope: Construct, window: MaintenanceWindow, excluded: readonly Period[]): void {
  const anchor = Date.parse(window.startTime);
  const from = Math.min(anchor, ...excluded.map(({ start }) => start)) - rolling;
  const to = Math.max(anchor, ...excluded.map(({ end }) => end)) + 2 * rolling;
  const open = subtract(occurrencesOf(window, { start: from, end: to }), excluded);
  // The fewest hours lie in a period that starts where a piece ends, or ends where one starts.
  const least = open
    .flatMap(({ start, end }) => [end, start - rolling])
    .filter((start) => start >= from && start + rolling <= to)
    .map((start) => ({ start, available: availableIn(open, { start, end: start + rolling }) }))
    .toSorted((left, right) => left.available - right.available || left.start - right.start)[0];
  if (least !== undefined && least.available >= leastAvailable) return;
  const since = least === undefined ? '' : ` from ${new Date(least.start).toISOString()}`;
  refuse(scope, {
    what: 'the maintenance window and its exclusions leave Google too little time',
    got: `${Math.floor((least?.available ?? 0) / hour)} h in the 32 days${since}`,
    expected: 'at least 48 hours in any 32 days, in pieces of four hours or more',
    fix: 'add a day to `recurrence`, lengthen the window, or shorten the exclusions',
  });
}

function availableIn(open: readonly Period[], { start, end }: Period): number {
  return open
    .map((piece) => Math.min(piece.end, end) - Math.max(piece.start, start))
    .filter((length) => length >= leastPiece)
    .reduce((sum, length) => sum + length, 0);
}

/** What is left of the periods outside those that are excluded. */
function subtract(periods: readonly Period[], excluded: readonly Period[]): readonly Period[] {
  return excluded.reduce<readonly Period[]>(
    (left, { start, end }) =>
      left
        .flatMap((piece) => [
          { start: piece.start, end: Math.min(piece.end, start) },
          { start: Math.max(piece.start, end), end: piece.end },
        ])
        .filter((piece) => piece.start < piece.end),
    periods,
  );
}
