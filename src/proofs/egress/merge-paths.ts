import type { EgressPath } from './prove-zone.ts';

/** One path for each pair of ends and exit: a certain one before one that is not, then the shortest; of the certain list before the possible one. */
export function mergePaths(certain: readonly EgressPath[], possible: readonly EgressPath[]): readonly EgressPath[] {
  const best = new Map<string, EgressPath>();
  for (const path of [...certain, ...possible]) {
    const key = [path.from, path.to, path.family, path.exit].join('\0');
    const earlier = best.get(key);
    if (earlier === undefined || isBetter(path, earlier)) best.set(key, path);
  }
  return [...best.values()];
}

function isBetter(path: EgressPath, earlier: EgressPath): boolean {
  if (path.isCertain !== earlier.isCertain) return path.isCertain;
  return path.via.length < earlier.via.length;
}
