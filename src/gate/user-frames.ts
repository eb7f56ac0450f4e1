import { existsSync, readFileSync } from 'node:fs';
import { findSourceMap, SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { propertyOf } from './cdktf-internals.ts';
import { findPackageRoot } from './project-root.ts';

/** How far outward a line is looked for: four frames are the provider's and cdktf's; each further one costs, for every element. */
const depth = 24;
const keepSites = (_error: unknown, sites: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] => sites;

interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The call sites outward of `below`, raw: neither formatted nor mapped to TypeScript, which would cost a hundred times as much. Global settings of
 * `Error` are as before when it returns.
 */
export function captureSites(below: (...given: never[]) => unknown): readonly NodeJS.CallSite[] {
  const limit = Error.stackTraceLimit;
  const prepare = propertyOf(Error, 'prepareStackTrace');
  const holder: { readonly stack?: unknown } = {};
  try {
    Error.stackTraceLimit = depth;
    Error.prepareStackTrace = keepSites;
    Error.captureStackTrace(holder, below);
    return isSites(holder.stack) ? holder.stack : [];
  } finally {
    Error.stackTraceLimit = limit;
    Reflect.set(Error, 'prepareStackTrace', prepare);
  }
}

/**
 * At most two places, innermost first: the innermost line of the user's own code, and the first one outward that lies in no `constructs` folder where
 * that is another. `file:line:column`, relative to the project's root, with forward slashes. Empty when no frame is the user's.
 */
export function placesOf(sites: readonly NodeJS.CallSite[], root: string): readonly string[] {
  let innermost: string | null = null;
  for (const site of sites) {
    const place = placeOf(site, root);
    if (place === null) continue;
    if (!place.isConstruct) return innermost === null ? [place.text] : [innermost, place.text];
    innermost ??= place.text;
  }
  return innermost === null ? [] : [innermost];
}

/** The innermost line of the user's own code in an error's stack, `file:line:column` relative to `root`; null when there is none. */
export function placeOfError(error: unknown, root: string): string | null {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    const match = /^\s+at .*?\(?((?:file:|\/|[A-Za-z]:\\)[^()]*):(\d+):(\d+)\)?$/.exec(line);
    const file = pathOf(match?.[1] ?? '');
    if (file === null || !isUserFile(file)) continue;
    return `${relative(root, file).split(sep).join('/')}:${match?.[2]}:${match?.[3]}`;
  }
  return null;
}

/** True for a file that a user of the package wrote, or one of the package's own constructs. */
function isUserFile(file: string): boolean {
  const inPackage = relative(packageRoot, file).split(sep);
  if (inPackage[0] !== '..' && !isAbsolute(inPackage[0] ?? '')) {
    const room = inPackage[0] === 'dist' ? inPackage[1] : inPackage[0];
    if (room === 'constructs') return true;
    if (room === 'src') return false;
  }
  return !file.split(sep).includes('node_modules');
}

interface Place {
  readonly text: string;
  readonly isConstruct: boolean;
}

const packageRoot = findPackageRoot();
const known = new Map<string, string | null>();
const maps = new Map<string, SourceMap | null>();
const places = new Map<string, Place | null>();

/** The place of a site; null for code that is not the user's. Thousands of elements come from few lines, so each line is mapped once. */
function placeOf(site: NodeJS.CallSite, root: string): Place | null {
  const name = site.getFileName();
  if (typeof name !== 'string') return null;
  const file = cached(known, name, () => userPath(name));
  if (file === null) return null;
  const raw = { file, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
  return cached(places, `${root}:${name}:${raw.line}:${raw.column}`, () => {
    const position = userPosition(site, name, raw);
    if (position === null) return null;
    const path = relative(root, position.file).split(sep);
    const text = `${path.join('/')}:${position.line}:${position.column}`;
    return { text, isConstruct: path.slice(0, -1).includes('constructs') };
  });
}

/** Where a site lies in the source that the user wrote; null for code of cdktf, providers, Node and the checkpoint itself. */
function userPosition(site: NodeJS.CallSite, name: string, raw: Position): Position | null {
  const mapped = mapBySourceMap(name, raw) ?? mapByFormatter(site, raw) ?? raw;
  return isUserFile(mapped.file) ? mapped : null;
}

function userPath(name: string): string | null {
  const path = pathOf(name);
  return path !== null && isUserFile(path) ? path : null;
}

/** The path of a script's name, which is a URL for ES modules. */
function pathOf(name: string): string | null {
  if (name.startsWith('file:')) return fileURLToPath(new URL(name));
  return isAbsolute(name) ? name : null;
}

function mapBySourceMap(name: string, raw: Position): Position | null {
  const map = cached(maps, name, () => findSourceMap(name) ?? sourceMapOnDisk(raw.file));
  const entry = map?.findEntry(raw.line - 1, raw.column - 1);
  if (entry === undefined || !('originalSource' in entry)) return null;
  const source = entry.originalSource;
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(source)) return null;
  const file = pathOf(source) ?? resolve(dirname(raw.file), source);
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** Node reads the maps of compiled JavaScript only under `--enable-source-maps`; this reads them as it would. */
function sourceMapOnDisk(file: string): SourceMap | null {
  if (!/\.[cm]?js$/.test(file) || !existsSync(file)) return null;
  const url = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, 'utf8'))?.[1];
  if (url === undefined) return null;
  try {
    const inline = /^data:[^,]*;base64,(.*)$/.exec(url)?.[1];
    const text =
      inline === undefined
        ? readFileSync(resolve(dirname(file), url), 'utf8')
        : Buffer.from(inline, 'base64').toString('utf8');
    const payload: unknown = JSON.parse(text);
    return isSourceMap(payload) ? new SourceMap(payload) : null;
  } catch {
    // A map that is missing or broken costs the TypeScript line, not the synth: the line of the JavaScript is named instead.
    return null;
  }
}

/** ts-node and its like keep their maps to themselves, and show them through the formatter that they install. */
function mapByFormatter(site: NodeJS.CallSite, raw: Position): Position | null {
  const format = propertyOf(Error, 'prepareStackTrace');
  if (typeof format !== 'function' || !/\.[cm]?tsx?$/.test(raw.file)) return null;
  const text: unknown = Reflect.apply(format, Error, [new Error(), [site]]);
  const match =
    typeof text === 'string' ? /(?:\(|at )((?:file:|\/|[A-Za-z]:\\)[^()\n]*):(\d+):(\d+)\)?\s*$/.exec(text) : null;
  const file = pathOf(match?.[1] ?? '');
  return file === null ? null : { file, line: Number(match?.[2]), column: Number(match?.[3]) };
}

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = make();
  cache.set(key, made);
  return made;
}

function isSourceMap(value: unknown): value is SourceMapPayload {
  return propertyOf(value, 'version') === 3 && typeof propertyOf(value, 'mappings') === 'string';
}

function isSites(value: unknown): value is readonly NodeJS.CallSite[] {
  return Array.isArray(value);
}
