import { type AddressSpace, Painter } from '../../network/address-space.ts';
import type { Range } from '../../network/model.ts';
import type { AwsRoute, AwsTable, TransitRoute, TransitTable } from './aws-model.ts';

/** For each piece the routes that may take it: the one that wins, and those that can't be seen. */
export type Lookup<Route> = (piece: number) => readonly Route[];

interface Ranked {
  readonly id: string;
  readonly ranges: readonly Range[];
  readonly rank: number;
}

/** Longest prefix first, then rank (docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html). */
export function lookupIn({ routes, wild }: AwsTable, space: AddressSpace): Lookup<AwsRoute> {
  const local = routes.filter(({ rank }) => rank === 0).flatMap(({ ranges }) => ranges);
  // A propagated route never overrules a local one, however long its prefix.
  const kept = space.mark(local);
  return lookup(routes, wild, space, ({ rank }, piece) => rank !== 3 || kept[piece] !== 1);
}

/** Longest prefix first, then static before propagated (docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html). */
export function lookupInTransit({ routes, wild }: TransitTable, space: AddressSpace): Lookup<TransitRoute> {
  return lookup(routes, wild, space, () => true);
}

function lookup<Route extends Ranked>(
  routes: readonly Route[],
  wild: readonly Route[],
  space: AddressSpace,
  mayTake: (route: Route, piece: number) => boolean,
): Lookup<Route> {
  const spans = routes
    .flatMap((route) => route.ranges.map((range) => ({ route, range })))
    .filter(({ range }) => range.family === space.family)
    .sort((one, other) => other.range.prefix - one.range.prefix || one.route.rank - other.route.rank);
  const painter = new Painter(space.size);
  spans.forEach(({ route, range }, at) => {
    const [from, to] = space.piecesOf(range);
    if (route.rank !== 3) painter.paint(from, to, at);
    else for (let piece = from; piece < to; piece += 1) if (mayTake(route, piece)) painter.paint(piece, piece + 1, at);
  });
  const unseen = wild.filter(({ ranges }) => ranges.some(({ family }) => family === space.family));
  return (piece) => {
    const winner = spans[painter.owner[piece] ?? -1]?.route;
    return winner === undefined ? unseen : [winner, ...unseen];
  };
}
