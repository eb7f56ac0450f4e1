import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { sourcesByStack } from '../estate/sources-by-stack.ts';
import type { ConfigurationFile, Source, Sources } from '../sources/source.ts';
import { compareText } from '../verdict/compare.ts';
import { planWithoutSecrets } from './plan-without-secrets.ts';
import type { Shard, ShardPart } from './shard.ts';
import { configurationWithoutSecrets } from './without-literals.ts';

export interface ShardContext {
  /** Paths in the file are relative to this folder. */
  readonly projectRoot: string;
  readonly toolVersion: string;
}

/**
 * The stacks of one part: every `count`-th of the names in the order of their characters, so that machines which plan only their own stacks agree
 * without talking to each other.
 */
export function stacksOfPart(names: readonly string[], part: ShardPart): ReadonlySet<string> {
  return new Set([...names].sort(compareText).filter((_, at) => at % part.count === part.index - 1));
}

/** What was read of the part's stacks, ready to be written. Pure. Throws STACK_DUPLICATE. A part may hold no stack when there are fewer stacks than parts. */
export function shardOf(sources: Sources, part: ShardPart, { projectRoot, toolVersion }: ShardContext): Shard {
  const within = (path: string): string => relative(projectRoot, path).split(sep).join('/');
  const file = ({ path, content }: ConfigurationFile): Shard['localModules'][string][number] => ({
    path: within(path),
    content: configurationWithoutSecrets(content),
  });
  const own = stacksOfPart([...sourcesByStack(sources).keys()], part);
  return {
    schema: 'sekisho.shard/v1',
    tool: { version: toolVersion },
    index: part.index,
    count: part.count,
    stacks: sources.sources.map((source) => ({ name: source.stack, sha256: digestOf(source) })),
    sources: sources.sources
      .filter(({ stack }) => own.has(stack))
      .map((source) => ({
        kind: source.kind,
        stack: source.stack,
        path: within(source.path),
        directory: within(source.directory),
        configuration: source.configuration.map(file),
        plan:
          source.plan === null
            ? null
            : { path: within(source.plan.path), document: planWithoutSecrets(source.plan.document) },
        files: source.files.map((one) => ({ ...one, path: within(one.path) })),
        blindSpots: [...source.blindSpots],
      })),
    localModules: Object.fromEntries(
      [...sources.localModules].map(([path, files]) => [within(path), files.map((one) => file(one))]),
    ),
  };
}

/** The configuration only: the plan of a stack may lie on another machine. */
function digestOf({ files }: Source): string {
  const digests = files.filter(({ kind }) => kind !== 'plan').map(({ sha256 }) => sha256);
  return createHash('sha256').update(digests.sort(compareText).join('\n')).digest('hex');
}
