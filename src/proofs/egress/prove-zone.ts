import type { Zone } from '../../configuration/configuration.ts';
import type { Resource } from '../../estate/estate.ts';
import type { LocalText } from '../../policy/catalog.ts';
import { awsExits } from './aws/aws-exits.ts';
import { awsNetwork } from './aws/network/aws-paths.ts';
import { controlPlanePaths } from './control-plane-paths.ts';
import { dataPaths } from './data/data-paths.ts';
import { allExits } from './exits/all-exits.ts';
import { type ExitRow, type Guard, type Reading, ReadingCollector } from './guard.ts';
import { identityPaths } from './identity/identity-paths.ts';
import { mergePaths } from './merge-paths.ts';
import { networkPaths } from './network/network-paths.ts';
import { openedPaths } from './opened-paths.ts';
import { perimeterPaths } from './perimeter/perimeter-paths.ts';
import { isWithoutGoogle, noGoogleProject } from './without-google.ts';
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
  /** What the plan deletes or forgets in the zone, and of the guards above it. */
  readonly deleted: readonly Resource[];
}

/** Reads every guard of every exit of a zone, and looks for ways out. Pure. */
export function proveZone(input: EgressInput, zone: Zone): ZoneFacts {
  const world = new ZoneWorld(input, zone);
  const known = new Map<Guard, RowFacts['readings'][number]>();
  const rows = rowsFor(world).map((row) => ({
    row,
    readings: row.guards.map((guard) => readOnce(world, guard, known)),
  }));
  const network = usesAws(world) ? [...networkPaths(world), ...awsNetwork(world).paths] : networkPaths(world);
  const exact = [
    ...network,
    ...(isWithoutGoogle(world) ? [] : perimeterPaths(world)),
    ...identityPaths(world),
    ...dataPaths(world),
    ...controlPlanePaths(world),
  ];
  const paths = [...mergePaths([...exact, ...openedPaths(world, rows, exact)], [])].sort(comparePaths);
  return { zone, resources: world.inventory().length, rows, paths, deleted: world.deleted() };
}

/** Several rows may rest on one guard, which is read once. */
function readOnce(
  world: ZoneWorld,
  guard: Guard,
  known: Map<Guard, RowFacts['readings'][number]>,
): RowFacts['readings'][number] {
  let read = known.get(guard);
  if (read === undefined) known.set(guard, (read = readGuard(world, guard)));
  return read;
}

/** A guard that says nothing did not look, and proves nothing. */
function readGuard(world: ZoneWorld, guard: Guard): RowFacts['readings'][number] {
  const into = new ReadingCollector();
  if (guard.onlyFor === 'google' && isWithoutGoogle(world)) {
    into.standsBy(`zones.${world.zone.name}`, noGoogleProject);
  } else guard.read(world, into);
  const first = into.reading();
  if (first.stands.length + first.missing.length + first.unknown.length === 0) {
    into.unknownAt(`zones.${world.zone.name}`, '', guard.text);
  }
  return { guard, reading: into.reading() };
}

function comparePaths(one: EgressPath, other: EgressPath): number {
  const exits = orderOf(one.exit) - orderOf(other.exit);
  if (exits !== 0) return exits;
  const [first, second] = [
    `${one.from}\0${one.to}\0${one.family ?? ''}`,
    `${other.from}\0${other.to}\0${other.family ?? ''}`,
  ];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** E1 to E48, then A1 and on. */
function orderOf(exit: string): number {
  return Number(exit.slice(1)) + (exit.startsWith('A') ? 1000 : 0);
}

/** The table of Google's and general ways out, and for a zone with AWS that of AWS. */
function rowsFor(world: ZoneWorld): readonly ExitRow[] {
  return usesAws(world) ? [...allExits, ...awsExits] : allExits;
}

function usesAws(world: ZoneWorld): boolean {
  return world.zone.select.accounts.length > 0 || world.inventory().some(({ type }) => type.startsWith('aws_'));
}
