import { findProjectRoot } from '../../gate/project-root.ts';
import { jsonText } from '../../report/json.ts';
import { readPart } from '../../shards/read-shard.ts';
import { shardOf } from '../../shards/shard-of.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { withSources } from '../../with-sources.ts';
import { checkWords } from '../check-words.ts';
import type { CommonOptions } from '../options.ts';
import type { Progress } from '../progress.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';
import { toolVersion } from '../version.ts';
import { commandWords } from '../words.ts';

export interface ShardAsked {
  /** `I/N`. */
  readonly part: string;
  readonly paths: readonly string[];
}

/** `sekisho check --shard I/N`: reads one part of the stacks into a file. 0 says that it was read; only the merge judges. */
export async function shardCommand(asked: ShardAsked, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, (progress) => work(asked, options, progress));
}

async function work(asked: ShardAsked, options: CommonOptions, progress: Progress): Promise<CommandOutcome> {
  const part = readPart(asked.part);
  const { steps } = commandWords[options.language];
  const place = {
    paths: asked.paths,
    projectRoot: findProjectRoot(),
    onProgress: (step: string) => {
      progress.step(steps[step] ?? step);
    },
  };
  const shard = await withSources(place, (sources, projectRoot) =>
    shardOf(sources, part, { projectRoot, toolVersion: toolVersion() }),
  );
  const headline = checkWords[options.language].shardRead(asked.part, shard.sources.length, shard.stacks.length);
  return { text: jsonText(shard), exitCode: 0, headline: `${headline}\n` };
}
