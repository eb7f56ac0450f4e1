import type { EgressPath } from './prove-zone.ts';

/**
 * The shortest path for each pair of ends and exit. What is in the certain list is certain; what only the possible one has is not.
 */
export function mergePaths(certain: readonly EgressPath[], possible: readonly EgressPath[]): readonly EgressPath[] {
  const best = new Map<string, EgressPath>();
  for (const path of [...certain, ...possible]) {
    const key = [path.from, path.to, path.family, path.exit].join('\0');
    const earlier = best.get(key);
    if (earlier === undefined || (earlier.isCertain === path.isCertain && earlier.via.length > path.via.length)) {
      best.set(key, path);
    }
  }
  return [...best.values()];
}
