import { isDecidedByMovers } from './data/data-paths.ts';
import type { Opening } from './guard.ts';
import { restricts } from './guards/perimeters.ts';
import type { EgressPath, RowFacts } from './prove-zone.ts';
import type { ZoneWorld } from './zone-world.ts';

/**
 * The ways out that guards read off single resources. Where a search found an exact one through the same resource and exit, that is the way, and is not told
 * twice; where the search for what moves data knows all that a type does, that such a resource exists is a gap and no way out.
 */
export function openedPaths(
  world: ZoneWorld,
  rows: readonly RowFacts[],
  exact: readonly EgressPath[],
): readonly EgressPath[] {
  const passed = new Map<string, boolean>();
  for (const { exit, isCertain, via } of exact) {
    for (const { address } of via)
      passed.set(`${exit}\0${address}`, isCertain || passed.get(`${exit}\0${address}`) === true);
  }
  return rows.flatMap(({ row, readings }) => {
    const openings = readings.flatMap(({ reading }) => reading.openings);
    return openings
      .filter(({ resource }) => !isDecidedByMovers(resource.type, row.id))
      .flatMap((opening) => pathOf(world, row.id, opening))
      .filter(({ exit, from, isCertain }) => {
        const certain = passed.get(`${exit}\0${from}`);
        // What may be a way does not stand for what surely is one.
        return certain === undefined || (isCertain && !certain);
      });
  });
}

function pathOf(world: ZoneWorld, exit: string, { resource, why, to, barrier }: Opening): readonly EgressPath[] {
  const stopped = barrier.kind === 'none' ? 'no' : restricts(world, barrier.service);
  if (stopped === 'yes') return [];
  const via = [{ address: resource.address, resource, why }];
  return [{ from: resource.address, to, family: null, exit, isCertain: stopped === 'no', via }];
}
