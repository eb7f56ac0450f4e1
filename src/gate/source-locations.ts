import { TerraformElement, TerraformStack } from 'cdktf';
import {
  type Callable,
  isObject,
  knowsCdktf,
  noticeOnce,
  objectOf,
  propertyOf,
  requireConstructsOfCdktf,
  wrapGetter,
  wrapMethod,
} from './cdktf-internals.ts';
import { blocksOf, markOverriddenBlocks, type OverrideLocation } from './overridden-blocks.ts';
import { findProjectRoot } from './project-root.ts';
import { captureSites, placesOf } from './user-frames.ts';

/** Call sites until somebody asks for the places; then the places. */
type Recorded = { readonly sites: readonly NodeJS.CallSite[] } | { readonly places: readonly string[] };

const installed = Symbol.for('sekisho/source-locations');
const creations = new WeakMap<object, Recorded>();
const overrides = new WeakMap<object, Map<string, Recorded>>();

/**
 * Has every element remember the user's lines that created it and that overrode it: cdktf 0.21 writes `//.metadata.stackTrace` but captures nothing.
 * Call sites are kept raw and mapped when an element is first written. Additions to the JSON: `//.metadata.stackTrace` (see `placesOf`), and
 * `//.sekisho.overrides` on elements and stacks. Idempotent; does nothing for a cdktf that is not known. Returns whether lines are recorded.
 */
export function recordSourceLocations(): boolean {
  if (!knowsCdktf('findings name no TypeScript line')) return false;
  const node = propertyOf(propertyOf(requireConstructsOfCdktf(), 'Node'), 'prototype');
  if (typeof node !== 'object' || node === null) return false;
  if (propertyOf(node, installed) === true) return true;
  Reflect.defineProperty(node, installed, { value: true });
  const done = [
    wrapMethod(node, 'addMetadata', recordCreation),
    wrapMethod(TerraformElement.prototype, 'addOverride', recordOverride),
    wrapMethod(TerraformStack.prototype, 'addOverride', recordOverride),
    wrapGetter(TerraformElement.prototype, 'constructNodeMetadata', describeElement),
    wrapMethod(TerraformStack.prototype, 'toTerraform', describeStack),
  ].every(Boolean);
  if (!done) noticeOnce('sekisho: cdktf is not built as expected: some findings name no TypeScript line');
  return done;
}

/** TerraformElement's constructor asks for a trace in these words, and constructs 10 then captures none. */
function recordCreation(original: Callable): Callable {
  return function addMetadata(this: unknown, ...given): unknown {
    if (given[0] === 'stacktrace' && given[1] === 'trace' && isObject(this))
      creations.set(this, { sites: captureSites(addMetadata) });
    return Reflect.apply(original, this, given);
  };
}

function recordOverride(original: Callable): Callable {
  return function addOverride(this: unknown, ...given): unknown {
    const path = given[0];
    if (isObject(this) && typeof path === 'string') {
      const ofOwner = overrides.get(this) ?? new Map<string, Recorded>();
      // A later override of the same path replaces the earlier one in the JSON, so its line does here.
      ofOwner.delete(path);
      overrides.set(this, ofOwner.set(path, { sites: captureSites(addOverride) }));
    }
    return Reflect.apply(original, this, given);
  };
}

/** Only for the few elements with overrides: what is returned here, cdktf resolves three times. */
function describeElement(value: unknown, element: object): unknown {
  const found = overridesOf(element);
  if (found.length === 0 || !isObject(value)) return value;
  // cdktf lays this object over what the user wrote under `//`, waivers among it: so carry that along.
  const own = propertyOf(propertyOf(propertyOf(element, 'rawOverrides'), '//'), 'sekisho');
  return { ...value, sekisho: { ...objectOf(own), overrides: found } };
}

/** Adds to the resolved JSON of a stack, which was made for this call. */
function describeStack(original: Callable): Callable {
  return function toTerraform(this: unknown, ...given): unknown {
    const result = Reflect.apply(original, this, given);
    if (!(this instanceof TerraformStack) || !isObject(result)) return result;
    const nodes = new Map(this.node.findAll().map((construct) => [construct.node.path, construct.node]));
    for (const { body } of blocksOf(result)) addTrace(propertyOf(propertyOf(body, '//'), 'metadata'), nodes);
    const found = overridesOf(this);
    if (found.length === 0) return result;
    markOverriddenBlocks(result, found);
    const comment = objectOf(propertyOf(result, '//'));
    const sekisho = { ...objectOf(propertyOf(comment, 'sekisho')), overrides: found };
    return { ...result, '//': { ...comment, sekisho } };
  };
}

function addTrace(metadata: unknown, nodes: ReadonlyMap<string, object>): void {
  const path = propertyOf(metadata, 'path');
  const node = typeof path === 'string' ? nodes.get(path) : undefined;
  const recorded = node === undefined ? undefined : creations.get(node);
  if (node === undefined || recorded === undefined || !isObject(metadata)) return;
  const places = read(recorded, (mapped) => creations.set(node, mapped));
  if (places.length > 0) Reflect.set(metadata, 'stackTrace', places);
}

function overridesOf(owner: object): readonly OverrideLocation[] {
  const found = overrides.get(owner);
  if (found === undefined) return [];
  return [...found].flatMap(([path, recorded]) => {
    const location = read(recorded, (mapped) => found.set(path, mapped))[0];
    return location === undefined ? [] : [{ path, location }];
  });
}

function read(recorded: Recorded, replace: (mapped: Recorded) => unknown): readonly string[] {
  if ('places' in recorded) return recorded.places;
  const places = placesOf(recorded.sites, projectRoot());
  // Call sites keep functions alive; the text does not.
  replace({ places });
  return places;
}

let root: { readonly from: string; readonly found: string } | null = null;

/** Looked up once, not for every element. */
function projectRoot(): string {
  const from = process.cwd();
  if (root?.from !== from) root = { from, found: findProjectRoot(from) };
  return root.found;
}
