import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The cdktf whose inner workings the patches of this folder know. */
const knownVersion = '0.21.';
const requireHere = createRequire(import.meta.url);
const said = new Set<string>();

/** A function found at run time, of which no more is known than that it can be called. */
export type Callable = (this: unknown, ...given: readonly unknown[]) => unknown;

/** The version of the installed cdktf, as its package.json says. */
function cdktfVersion(): string {
  const version = propertyOf(requireHere('cdktf/package.json'), 'version');
  return typeof version === 'string' ? version : 'unknown';
}

/**
 * True when the installed cdktf is one whose inner workings are known. Where it is not, says once on stderr what is missing because of that, and
 * nothing is patched: a patch on a guess could change what is synthesized.
 */
export function knowsCdktf(missing: string, version: string = cdktfVersion()): boolean {
  if (version.startsWith(knownVersion)) return true;
  noticeOnce(`sekisho: cdktf ${version} is not 0.21.x: ${missing}`);
  return false;
}

/** Writes one line to stderr, once per process. */
export function noticeOnce(text: string): void {
  if (said.has(text)) return;
  said.add(text);
  writeSync(2, `${text}\n`);
}

/** Loads a file of cdktf's package, the very instance that `import 'cdktf'` uses. */
export function requireCdktf(path: string): unknown {
  return requireHere(`cdktf/${path}`);
}

/** The `constructs` that cdktf itself uses; a second copy in the tree would be patched in vain. */
export function requireConstructsOfCdktf(): unknown {
  return createRequire(requireHere.resolve('cdktf/package.json'))('constructs');
}

/** A property of something of unknown shape; undefined when it has none. */
export function propertyOf(holder: unknown, name: PropertyKey): unknown {
  if ((typeof holder !== 'object' && typeof holder !== 'function') || holder === null) return undefined;
  return Reflect.get(holder, name);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: unknown): object {
  return isObject(value) ? value : {};
}

/** Replaces a method by one that is given the original. Returns false where there is no such method. */
export function wrapMethod(holder: unknown, name: string, wrap: (original: Callable) => Callable): boolean {
  const original = propertyOf(holder, name);
  if (typeof holder !== 'object' || holder === null || typeof original !== 'function') return false;
  const call: Callable = function (this: unknown, ...given) {
    return Reflect.apply(original, this, [...given]);
  };
  return Reflect.defineProperty(holder, name, {
    value: wrap(call),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** Replaces a getter by one that is given what the original returned. Returns false where there is no such getter. */
export function wrapGetter(holder: unknown, name: string, wrap: (value: unknown, owner: object) => unknown): boolean {
  if (typeof holder !== 'object' || holder === null) return false;
  const original = Reflect.getOwnPropertyDescriptor(holder, name)?.get;
  if (original === undefined) return false;
  const get = function (this: object): unknown {
    return wrap(Reflect.apply(original, this, []), this);
  };
  return Reflect.defineProperty(holder, name, { get, configurable: true, enumerable: false });
}
