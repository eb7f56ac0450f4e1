import { resolve } from 'node:path';
import { SekishoError } from '../errors.ts';
import type { ConfigurationFile, Source, Sources } from '../sources/source.ts';
import type { Shard } from './shard.ts';

/** A part with the file that it was read from, for messages. */
export interface ShardFile {
  readonly file: string;
  readonly shard: Shard;
}

/**
 * Puts the parts of one estate together again, in the order of one run, whatever the order of the files. Pure. Throws SHARD_MISSING, SHARD_TWICE or
 * SHARD_FOREIGN: what was not read can't be judged, and what was read of two states of the project is no estate.
 */
export function mergeShards(files: readonly ShardFile[], projectRoot: string): Sources {
  const [first, ...others] = files;
  if (first === undefined) throw missing('no file', 'every file that `--shard` wrote');
  for (const other of others) refuseForeign(first, other);
  refuseTwice(files);
  refuseMissing(files, first.shard.count);
  const byStack = new Map(files.flatMap(({ shard }) => shard.sources.map((source) => [source.stack, source] as const)));
  refuseUnread(first.shard, byStack, files);
  const at = (path: string): string => resolve(projectRoot, path);
  return {
    sources: first.shard.stacks.flatMap(({ name }) => {
      const source = byStack.get(name);
      return source === undefined ? [] : [placed(source, at)];
    }),
    localModules: new Map(
      files.flatMap(({ shard }) =>
        Object.entries(shard.localModules).map(([path, content]) => [at(path), content.map((one) => moved(one, at))]),
      ),
    ),
  };
}

function placed(source: Shard['sources'][number], at: (path: string) => string): Source {
  return {
    ...source,
    path: at(source.path),
    directory: at(source.directory),
    configuration: source.configuration.map((one) => moved(one, at)),
    plan: source.plan === null ? null : { ...source.plan, path: at(source.plan.path) },
    files: source.files.map((one) => ({ ...one, path: at(one.path) })),
  };
}

function moved(file: ConfigurationFile, at: (path: string) => string): ConfigurationFile {
  return { ...file, path: at(file.path) };
}

function refuseForeign(first: ShardFile, other: ShardFile): void {
  const differs =
    other.shard.count !== first.shard.count
      ? `part of ${String(other.shard.count)}, while the other is part of ${String(first.shard.count)}`
      : other.shard.tool.version !== first.shard.tool.version
        ? `written by version ${other.shard.tool.version}, while the other is of ${first.shard.tool.version}`
        : differentStack(first.shard, other.shard);
  if (differs === null) return;
  throw new SekishoError({
    code: 'SHARD_FOREIGN',
    what: 'two shards are not of one estate',
    file: other.file,
    got: `${differs} (${first.file})`,
    expected: 'shards of the same commit, count and version',
    fix: 'write all shards again from the same commit',
  });
}

function differentStack(first: Shard, other: Shard): string | null {
  const digests = new Map(first.stacks.map(({ name, sha256 }) => [name, sha256]));
  const changed = other.stacks.find(({ name, sha256 }) => digests.get(name) !== sha256);
  if (changed !== undefined) return `another configuration of the stack ${changed.name}`;
  return other.stacks.length === first.stacks.length ? null : 'another set of stacks';
}

function refuseTwice(files: readonly ShardFile[]): void {
  const seen = new Map<number, string>();
  for (const { file, shard } of files) {
    const earlier = seen.get(shard.index);
    if (earlier !== undefined) {
      throw new SekishoError({
        code: 'SHARD_TWICE',
        what: `shard ${String(shard.index)}/${String(shard.count)} was given twice`,
        file,
        got: `the same part as ${earlier}`,
        expected: 'every part once',
        fix: 'name each file once, and do not mix the files of two runs',
      });
    }
    seen.set(shard.index, file);
  }
}

function refuseMissing(files: readonly ShardFile[], count: number): void {
  const given = new Set(files.map(({ shard }) => shard.index));
  const absent = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !given.has(index));
  if (absent.length === 0) return;
  const named = absent.map((index) => `${String(index)}/${String(count)}`).join(', ');
  throw missing(`no file for ${named}`, `${String(count)} files, one for each part`);
}

function refuseUnread(first: Shard, read: ReadonlyMap<string, unknown>, files: readonly ShardFile[]): void {
  const declared = new Set(first.stacks.map(({ name }) => name));
  const unread = [...declared].filter((name) => !read.has(name));
  const undeclared = [...read.keys()].filter((name) => !declared.has(name));
  if (unread.length === 0 && undeclared.length === 0) return;
  throw missing(
    unread.length > 0
      ? `no part holds ${unread.join(', ')}`
      : `${undeclared.join(', ')}, which is in no list of stacks`,
    `every stack of the estate, in ${files.map(({ file }) => file).join(', ')}`,
  );
}

function missing(got: string, expected: string): SekishoError {
  return new SekishoError({
    code: 'SHARD_MISSING',
    what: 'a part of the estate is missing',
    got,
    expected,
    fix: 'run `sekisho check --shard I/N --output FILE` for each I, and give all files to `--merge`',
  });
}
