import type { Json, Stacks } from './closed-zone.ts';

/** One change of stacks, as somebody could make it. */
export type Edit = (stacks: Stacks) => void;

/** The only resource of a type whose name begins so; throws when there is not one, so that no mutation is empty. */
export function place(stacks: Stacks, type: string, prefix: string): readonly [owner: Json, name: string] {
  const found = Object.values(stacks).flatMap((stack) => {
    const named = below(below(stack, 'resource'), type);
    return Object.keys(named)
      .filter((name) => name.startsWith(prefix))
      .map((name) => [named, name] as const);
  });
  const [only] = found;
  if (only === undefined || found.length !== 1) throw new Error(`expected one ${type}.${prefix}…, got ${found.length}`);
  return only;
}

/** What stands under a name; empty where nothing does. */
export function below(owner: Json, name: string): Json {
  return (owner[name] ?? {}) as Json;
}

/** Takes a resource away. */
export function remove(type: string, prefix: string): Edit {
  return (stacks) => {
    const [owner, name] = place(stacks, type, prefix);
    Reflect.deleteProperty(owner, name);
  };
}

/** Takes an attribute away; throws when it is not there. */
export function unset(type: string, prefix: string, path: string): Edit {
  return (stacks) => {
    const [parent, name] = attribute(stacks, type, prefix, path);
    if (!(name in parent)) throw new Error(`expected ${type}.${prefix}… to have ${path}`);
    Reflect.deleteProperty(parent, name);
  };
}

/** Sets an attribute by its dotted path. */
export function set(type: string, prefix: string, path: string, value: unknown): Edit {
  return (stacks) => {
    const [parent, name] = attribute(stacks, type, prefix, path);
    parent[name] = value;
  };
}

function attribute(stacks: Stacks, type: string, prefix: string, path: string): readonly [parent: Json, name: string] {
  const [owner, name] = place(stacks, type, prefix);
  const steps = path.split('.');
  const parent = steps.slice(0, -1).reduce((at, step) => below(at, step), below(owner, name));
  return [parent, steps.at(-1) ?? ''];
}

/** Adds a resource to a stack. */
export function add(type: string, name: string, values: Json, stack = 'isolated-prd'): Edit {
  return (stacks) => {
    const resources = below(stacks[stack] ?? {}, 'resource');
    resources[type] = { ...below(resources, type), [name]: values };
  };
}
