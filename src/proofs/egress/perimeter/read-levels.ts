import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { parseRange } from '../network/ranges.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { Level, LevelCondition } from './model.ts';

const levelType = 'google_access_context_manager_access_level';

/** A level that nobody meets. */
const never: Level = { combine: 'OR', conditions: [] };

/** Every declared access level, by its name and by the id of the resource; one that can't be read can be met, or not, as the mode says. */
export function readLevels(world: ZoneWorld, unseen: Unseen): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  const add = (id: string, values: ValueObject): void => {
    const level = readLevel(values, unseen);
    if (level === null) return;
    levels.set(id, level);
    const name = scalarOf(values, 'name');
    if (typeof name === 'string') levels.set(name, level);
  };
  for (const resource of world.everywhere(levelType)) add(resource.id, resource.values);
  for (const resource of world.everywhere(`${levelType}s`)) {
    const blocks = blocksOf(resource.values, 'access_levels');
    for (const values of blocks === 'unknown' ? [] : blocks) add(resource.id, values);
  }
  return levels;
}

/** Null for what can be met by anybody, as far as can be seen. */
function readLevel(values: ValueObject, unseen: Unseen): Level | null {
  const unread = (): Level | null => (unseen.isOpen ? null : never);
  const basic = blocksOf(values, 'basic');
  if (basic === 'unknown' || basic.length === 0) return unread();
  const conditions = blocksOf(basic[0] ?? {}, 'conditions');
  const combine = scalarOf(basic[0] ?? {}, 'combining_function');
  if (conditions === 'unknown' || combine instanceof Unknown) return unread();
  const read = conditions.map((condition) => readCondition(condition));
  if (read.some((one) => one === null)) return unread();
  return { combine: combine === 'OR' ? 'OR' : 'AND', conditions: read.flatMap((one) => one ?? []) };
}

function readCondition(values: ValueObject): LevelCondition | null {
  const networks = textsOf(values, 'ip_subnetworks') ?? [];
  const members = textsOf(values, 'members') ?? [];
  const levels = textsOf(values, 'required_access_levels') ?? [];
  const negate = scalarOf(values, 'negate');
  if (networks === 'unknown' || members === 'unknown' || levels === 'unknown' || negate instanceof Unknown) return null;
  const ranges = networks.map((network) => parseRange(network));
  if (ranges.includes(null)) return null;
  return {
    negate: negate === 'true',
    networks: ranges.length === 0 ? null : ranges.flatMap((range) => range ?? []),
    members: members.length === 0 ? null : members,
    levels,
  };
}
