import { isObject, objectOf, propertyOf } from './cdktf-internals.ts';

/** A call of `addOverride` in the user's code, as written under `//.sekisho.overrides`. */
export interface OverrideLocation {
  /** What was overridden, relative to the block or stack that carries this: `location`, `resource.google_storage_bucket.raw.location`. */
  readonly path: string;
  /** `stacks/isolated-stack.ts:27:11`. */
  readonly location: string;
}

interface Block {
  /** `resource.google_storage_bucket.raw`, `data.T.N` or `module.N`. */
  readonly address: string;
  readonly body: unknown;
}

/** The blocks of a stack's JSON that carry `//.metadata`. */
export function blocksOf(stack: object): readonly Block[] {
  const members = (of: unknown, prefix: string): readonly Block[] => {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(objectOf(of));
    return entries.map(([name, body]) => ({ address: `${prefix}.${name}`, body }));
  };
  const byType = ['resource', 'data'].flatMap((kind) => members(propertyOf(stack, kind), kind));
  return [
    ...byType.flatMap(({ address, body }) => members(body, address)),
    ...members(propertyOf(stack, 'module'), 'module'),
  ];
}

/**
 * Writes the overrides of a stack into the blocks that they reach, as if they had been made there: a finding on the block can then name the line of the
 * override instead of the line of a construct that says otherwise. A block that only overrides made gets the line of the last one as its own.
 */
export function markOverriddenBlocks(stack: object, overrides: readonly OverrideLocation[]): void {
  if (overrides.length === 0) return;
  for (const { address, body } of blocksOf(stack)) {
    const reaching = overrides.flatMap(({ path, location }) => {
      if (path === address || address.startsWith(`${path}.`)) return [{ path: '', location }];
      return path.startsWith(`${address}.`) ? [{ path: path.slice(address.length + 1), location }] : [];
    });
    const last = reaching.at(-1);
    if (last === undefined || !isObject(body)) continue;
    const comment = objectOf(propertyOf(body, '//'));
    const sekisho = objectOf(propertyOf(comment, 'sekisho'));
    const own = propertyOf(sekisho, 'overrides');
    const metadata = propertyOf(comment, 'metadata') ?? { stackTrace: [last.location] };
    const all: readonly unknown[] = [...(isList(own) ? own : []), ...reaching];
    Reflect.set(body, '//', { ...comment, metadata, sekisho: { ...sekisho, overrides: all } });
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
