import type { Resource } from '../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../world.ts';

/** One occurrence of an attribute: its place, and its text, nothing, or what can't be seen. */
export interface Found {
  readonly attribute: string;
  readonly value: string | null | Unknown;
}

/**
 * Every occurrence of a dotted attribute (`node_config.workload_metadata_config.mode`). Where a block on the way is missing, the attribute is
 * missing once; where it can't be seen, neither can the attribute.
 */
export function readPath(resource: Resource, path: string): readonly Found[] {
  if (resource.undeclared.includes(path.split('.')[0] ?? path)) {
    return [{ attribute: path, value: new Unknown('after-apply') }];
  }
  return readIn(resource.values, path.split('.'), '');
}

function readIn(values: ValueObject, [name = '', ...rest]: readonly string[], at: string): readonly Found[] {
  if (rest.length === 0) return [{ attribute: at + name, value: scalarOf(values, name) }];
  const blocks = blocksOf(values, name);
  const attribute = [at + name, ...rest].join('.');
  if (blocks === 'unknown') return [{ attribute, value: new Unknown('after-apply') }];
  if (blocks.length === 0) return [{ attribute, value: null }];
  return blocks.flatMap((block, index) => readIn(block, rest, `${at}${name}.${index}.`));
}

/** The blocks at a dotted path, all of them; `unknown` when one on the way can't be seen. */
export function blocksAt(values: ValueObject, path: string): readonly ValueObject[] | 'unknown' {
  let level: readonly ValueObject[] = [values];
  for (const name of path.split('.')) {
    const next = level.map((block) => blocksOf(block, name));
    if (next.some((blocks) => blocks === 'unknown')) return 'unknown';
    level = next.flatMap((blocks) => (blocks === 'unknown' ? [] : blocks));
  }
  return level;
}

/** The texts of a list at a dotted path; `unknown` when one can't be seen; empty when nothing is set. */
export function textsAt(values: ValueObject, path: string): readonly string[] | 'unknown' {
  const dot = path.lastIndexOf('.');
  const parents = dot === -1 ? [values] : blocksAt(values, path.slice(0, dot));
  if (parents === 'unknown') return 'unknown';
  const lists = parents.map((parent) => textsOf(parent, path.slice(dot + 1)) ?? []);
  return lists.some((list) => list === 'unknown')
    ? 'unknown'
    : lists.flatMap((list) => (list === 'unknown' ? [] : list));
}

/** True when anything is set at a dotted path; `unknown` when that can't be seen. */
export function isSetAt(resource: Resource, path: string): boolean | 'unknown' {
  const dot = path.lastIndexOf('.');
  if (resource.undeclared.includes(path.split('.')[0] ?? path)) return 'unknown';
  const parents = dot === -1 ? [resource.values] : blocksAt(resource.values, path.slice(0, dot));
  if (parents === 'unknown') return 'unknown';
  const values = parents.map((parent) => parent[path.slice(dot + 1)]).filter((value) => value !== undefined);
  if (values.some((value) => value instanceof Unknown)) return 'unknown';
  return values.some((value) => value !== null && !(Array.isArray(value) && value.length === 0));
}

/** A scalar as text; null when it is not set or can't be seen. */
export function knownText(values: ValueObject, name: string): string | null {
  const value = scalarOf(values, name);
  return typeof value === 'string' ? value : null;
}

/** The folder of a project as `folders/N`; null when it can't be seen. */
export function folderOf(project: Resource): string | null {
  const folder = knownText(project.values, 'folder_id');
  return folder === null ? null : `folders/${folder.replace(/^folders\//u, '')}`;
}
