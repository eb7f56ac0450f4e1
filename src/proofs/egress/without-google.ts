import { text } from './guards/texts.ts';
import type { ZoneWorld } from './zone-world.ts';

const cache = new WeakMap<ZoneWorld, boolean>();

/**
 * Whether no Google project belongs to a zone: it selects AWS accounts, neither projects nor folders, and nothing of Google's lies in it or in its
 * stacks. One `google_` resource or data source is enough to make all of Google's guards needed.
 */
export function isWithoutGoogle(world: ZoneWorld): boolean {
  let isWithout = cache.get(world);
  if (isWithout === undefined) cache.set(world, (isWithout = findOut(world)));
  return isWithout;
}

function findOut(world: ZoneWorld): boolean {
  const { accounts, projects, folders } = world.zone.select;
  if (accounts.length === 0 || projects.length > 0 || folders.length > 0) return false;
  return world.inside('google_*', 'data.google_*').length === 0;
}

/** Why a guard of Google's stands in such a zone. */
export const noGoogleProject = text(
  'no Google project belongs to the zone: it selects AWS accounts only, and holds 0 google_ resources',
  '区域に属する Google プロジェクトがない（AWS アカウントだけを選択し、google_ のリソースは 0 個）',
);
