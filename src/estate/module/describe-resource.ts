import { SekishoError } from '../../errors.ts';
import type { InlineWaiver, Lifecycle, Override, Resource, SourceLocation } from '../estate.ts';
import { type ResourceBlock } from './configuration-blocks.ts';
import { bareText, isTrue } from './content.ts';
import { isJsonObject, type JsonObject } from './json-blocks.ts';

/** What is read from a resource block besides its values. */
export type Description = Pick<
  Resource,
  'lifecycle' | 'provisioners' | 'inlineWaivers' | 'location' | 'createdBy' | 'constructPath'
> & { readonly overrides: readonly Override[] };

/** Reads `lifecycle`, provisioners, and what cdktf and the checked app wrote under `//`. Throws a SekishoError for waivers that are no objects. */
export function describeResource(block: ResourceBlock): Description {
  const { body } = block;
  const comment = objectAt(body, '//');
  const metadata = objectAt(comment, 'metadata');
  const path = metadata['path'];
  const { location, createdBy } = placesOf(metadata);
  return {
    lifecycle: lifecycleOf(blockList(body['lifecycle'])[0]),
    provisioners: blockList(body['provisioner']).flatMap((provisioner) => Object.keys(provisioner)),
    inlineWaivers: waiversOf(objectAt(comment, 'sekisho')['waivers'], block),
    location,
    createdBy,
    constructPath: typeof path === 'string' ? path : null,
    overrides: overridesOf(objectAt(comment, 'sekisho')['overrides']),
  };
}

/** `location` and `createdBy` from `stackTrace`: `file:line:column`, innermost first. */
export function placesOf(metadata: JsonObject): Pick<Resource, 'location' | 'createdBy'> {
  const trace = metadata['stackTrace'];
  const frames: readonly unknown[] = Array.isArray(trace) ? trace : none;
  let location: SourceLocation | null = null;
  let createdBy: SourceLocation | null = null;
  for (const text of frames) {
    const frame = frameOf(text);
    if (frame === null) continue;
    if (constructsFolder.test(frame.file)) createdBy ??= frame;
    else location ??= frame;
    if (location !== null && createdBy !== null) break;
  }
  return { location, createdBy };
}

/** What the checked app recorded of `addOverride`: `[{ path, location: 'file:line:column' }]`. */
function overridesOf(content: unknown): readonly Override[] {
  return blockList(content).flatMap(({ path, location }): readonly Override[] => {
    const frame = frameOf(location);
    return typeof path === 'string' && frame !== null ? [{ path, location: frame }] : none;
  });
}

/** The object under a key, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const member = object[key];
  return isJsonObject(member) ? member : nothing;
}

const nothing: JsonObject = {};
const none: readonly never[] = [];
const constructsFolder = /(?:^|[\\/])constructs[\\/]/;
/** The package that is named `constructs` is nobody's construct. */
const packagesFolder = /(?:^|[\\/])node_modules[\\/]/;

function frameOf(frame: unknown): SourceLocation | null {
  const match = typeof frame === 'string' ? /^(.+):(\d+):\d+$/.exec(frame) : null;
  const file = match?.[1];
  return file === undefined || packagesFolder.test(file) ? null : { file, line: Number(match?.[2]) };
}

function blockList(content: unknown): readonly JsonObject[] {
  if (content === undefined) return none;
  const list: readonly unknown[] = Array.isArray(content) ? content : [content];
  return list.filter(isJsonObject);
}

function lifecycleOf(block: JsonObject | undefined): Lifecycle | null {
  if (block === undefined) return null;
  return {
    preventDestroy: isTrue(block['prevent_destroy']),
    ignoreChanges: ignoredChanges(block['ignore_changes']),
    createBeforeDestroy: isTrue(block['create_before_destroy']),
  };
}

function ignoredChanges(content: unknown): readonly string[] | 'all' {
  const entries: readonly unknown[] = Array.isArray(content) ? content : [content];
  const names = entries.map((entry) => bareText(entry)).filter((name) => name !== undefined);
  return names.includes('all') ? 'all' : names;
}

function waiversOf(content: unknown, block: ResourceBlock): readonly InlineWaiver[] {
  if (content === undefined || content === null) return none;
  const list: readonly unknown[] = Array.isArray(content) ? content : [content];
  return list.map((waiver) => {
    if (isJsonObject(waiver)) return waiver;
    throw new SekishoError({
      code: 'WAIVER_INVALID',
      what: 'an inline waiver is not an object',
      file: block.file,
      place: `${block.type}.${block.name}, //.sekisho.waivers`,
      got: JSON.stringify(waiver).slice(0, 80),
      expected: 'a list of objects with control, article, reason, approver, evidence and expires',
      fix: "write addOverride('//.sekisho.waivers', [{ control: …, reason: … }])",
    });
  });
}
