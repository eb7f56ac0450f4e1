import type { Range } from '../network/model.ts';
import type { BoundaryModel, Level, LevelCondition } from './model.ts';

/** A place from which somebody may call: one address of a family. */
interface Place {
  readonly family: 4 | 6;
  readonly address: bigint;
}

/**
 * Whether somebody outside the security room can meet an access level as `identity`. Within a condition all parts must hold; conditions are joined by
 * AND or OR; `negate` turns a condition round (cloud.google.com/access-context-manager/docs/access-level-attributes). What a device is like is
 * not asked: any device may be brought to meet it. A level that nobody declares can be met.
 */
export function canMeetLevel(model: BoundaryModel, name: string, identity: string): boolean {
  return placesOf(model).some((place) => meets({ model, identity, place }, name, []));
}

interface Asked {
  readonly model: BoundaryModel;
  readonly identity: string;
  readonly place: Place;
}

const places = new WeakMap<BoundaryModel, readonly Place[]>();

/** Every address at which the answer may change, outside the room: the first of each range and the one behind its last. */
function placesOf(model: BoundaryModel): readonly Place[] {
  let found = places.get(model);
  if (found === undefined) {
    const ranges = [...model.levels.values()].flatMap(({ conditions }) =>
      conditions.flatMap(({ networks }) => networks ?? []),
    );
    const edges = [...ranges, ...model.room].flatMap(({ family, first, last }): Place[] => [
      { family, address: first },
      { family, address: last + 1n },
    ]);
    const all: readonly Place[] = [{ family: 4, address: 0n }, { family: 6, address: 0n }, ...edges];
    places.set(model, (found = all.filter((place) => isAddress(place) && !isIn(place, model.room))));
  }
  return found;
}

function isAddress({ family, address }: Place): boolean {
  return address < 1n << (family === 4 ? 32n : 128n);
}

function isIn({ family, address }: Place, ranges: readonly Range[]): boolean {
  return ranges.some((range) => range.family === family && range.first <= address && address <= range.last);
}

/** A level that asks for itself can't be met. */
function meets(asked: Asked, name: string, above: readonly string[]): boolean {
  if (above.includes(name)) return false;
  const level = asked.model.levels.get(name);
  return level === undefined || meetsAll(asked, level, [...above, name]);
}

function meetsAll(asked: Asked, { combine, conditions }: Level, above: readonly string[]): boolean {
  const meetsOne = (condition: LevelCondition): boolean => holds(asked, condition, above) !== condition.negate;
  return combine === 'AND' ? conditions.every(meetsOne) : conditions.some(meetsOne);
}

function holds({ model, identity, place }: Asked, condition: LevelCondition, above: readonly string[]): boolean {
  const { networks, members, levels } = condition;
  if (networks !== null && !isIn(place, networks)) return false;
  if (members !== null && !members.includes(identity)) return false;
  return levels.every((level) => meets({ model, identity, place }, level, above));
}
