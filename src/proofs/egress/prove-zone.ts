import type { Zone } from '../../configuration/configuration.ts';
import type { Resource } from '../../estate/estate.ts';
import type { LocalText } from '../../policy/catalog.ts';
import { allExits } from './exits/all-exits.ts';
import { exitRow } from './exits/row.ts';
import { type ExitRow, type Guard, type Opening, type Reading, ReadingCollector } from './guard.ts';
import { restricts } from './guards/perimeters.ts';
import { text } from './guards/texts.ts';
import { networkPaths } from './network/network-paths.ts';
import { type EgressInput, ZoneWorld } from './zone-world.ts';

/** One hop on the way out; `resource` is null for what nobody declares, e.g. the internet. */
export interface Hop {
  readonly address: string;
  readonly resource: Resource | null;
  readonly why: LocalText;
}

/** A way that data takes out of the zone, or may take: not certain when something on it can't be seen. */
export interface EgressPath {
  readonly from: string;
  readonly to: string;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly exit: string;
  readonly isCertain: boolean;
  readonly via: readonly Hop[];
}

export interface RowFacts {
  readonly row: ExitRow;
  readonly readings: readonly { readonly guard: Guard; readonly reading: Reading }[];
}

/** What the proof found in one zone, before anybody judges it. */
export interface ZoneFacts {
  readonly zone: Zone;
  readonly resources: number;
  readonly rows: readonly RowFacts[];
  /** Sorted by exit, then by where they begin. */
  readonly paths: readonly EgressPath[];
}

/** Reads every guard of every exit of a zone, and looks for ways out. Pure. */
export function proveZone(input: EgressInput, zone: Zone): ZoneFacts {
  const world = new ZoneWorld(input, zone);
  const rows = rowsFor(world).map((row) => ({ row, readings: row.guards.map((guard) => readGuard(world, guard)) }));
  const opened = rows.flatMap(({ row, readings }) =>
    readings.flatMap(({ reading }) => reading.openings.flatMap((opening) => pathOf(world, row.id, opening))),
  );
  const paths = [...networkPaths(world), ...opened].sort(comparePaths);
  return { zone, resources: world.inventory().length, rows, paths };
}

/** A guard that says nothing did not look, and proves nothing. */
function readGuard(world: ZoneWorld, guard: Guard): RowFacts['readings'][number] {
  const into = new ReadingCollector();
  guard.read(world, into);
  const first = into.reading();
  if (first.stands.length + first.missing.length + first.unknown.length === 0) {
    into.unknownAt(`zones.${world.zone.name}`, '', guard.text);
  }
  return { guard, reading: into.reading() };
}

function pathOf(world: ZoneWorld, exit: string, { resource, why, to, barrier }: Opening): readonly EgressPath[] {
  const stopped = barrier.kind === 'none' ? 'no' : restricts(world, barrier.service);
  if (stopped === 'yes') return [];
  const via = [{ address: resource.address, resource, why }];
  return [{ from: resource.address, to, family: null, exit, isCertain: stopped === 'no', via }];
}

function comparePaths(one: EgressPath, other: EgressPath): number {
  const exits = Number(one.exit.slice(1)) - Number(other.exit.slice(1));
  if (exits !== 0) return exits;
  const [first, second] = [
    `${one.from}\0${one.to}\0${one.family ?? ''}`,
    `${other.from}\0${other.to}\0${other.family ?? ''}`,
  ];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The table, and for a zone with AWS one row that keeps it from being closed: its ways out have no table yet. */
function rowsFor(world: ZoneWorld): readonly ExitRow[] {
  const aws = world.inventory().filter(({ type }) => type.startsWith('aws_'));
  if (aws.length === 0) return allExits;
  const unread: Guard = {
    proof: 'A',
    text: text('the ways out of AWS are read', 'AWS の出口を読む'),
    read: (_world, into) => {
      for (const resource of aws.slice(0, 1)) {
        into.unknown(resource, '', text('a table of the ways out of AWS', 'AWS の出口の表'));
      }
    },
  };
  const row = exitRow('A1', {
    title: ['Ways out of AWS', 'AWS の出口'],
    proof: 'A',
    guards: [unread],
    story: ['The table covers Google Cloud.', 'この表は Google Cloud を対象とする。'],
  });
  return [...allExits, row];
}
