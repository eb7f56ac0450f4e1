import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../check.ts';
import { SekishoError } from '../errors.ts';
import { findProjectRoot } from '../gate/project-root.ts';
import { type EstateOptions, readNow } from './options.ts';
import type { Progress } from './progress.ts';
import type { CommandWords } from './words.ts';

export interface Judgement extends EstateOptions {
  readonly paths: readonly string[];
  /** Files of `--shard`, in place of paths. */
  readonly merge?: readonly string[];
  readonly only: readonly string[];
  readonly baseline: string | null;
}

/** Judges what the command line names. The code that does it is loaded only here, so that `--help` costs nothing. */
export async function judgeEstate(asked: Judgement, progress: Progress, words: CommandWords): Promise<CheckResult> {
  const { paths, merge = [] } = asked;
  if (paths.length > 0 && merge.length > 0) throw twoPlaces(paths);
  const now = asked.now === null ? new Date() : readNow(asked.now);
  const { check } = await import('../check.ts');
  const projectRoot = findProjectRoot();
  const usual = join(projectRoot, 'sekisho.yaml');
  return await check({
    paths,
    merge,
    configuration: asked.config ?? (existsSync(usual) ? usual : null),
    assumeZone: asked.assumeZone,
    only: asked.only,
    baseline: asked.baseline,
    now,
    nowGiven: asked.now !== null,
    projectRoot,
    onProgress: (step) => {
      progress.step(words.steps[step] ?? step);
    },
  });
}

function twoPlaces(paths: readonly string[]): SekishoError {
  return new SekishoError({
    code: 'USAGE',
    what: '`--merge` and PATH are two estates',
    got: `--merge together with ${paths.join(' ')}`,
    expected: 'either the files of `--shard`, or sources',
    fix: 'leave one of them out: the shards already hold what was read',
    ja: {
      what: '`--merge` と PATH は別々の資産である',
      got: `--merge と ${paths.join(' ')}`,
      expected: '`--shard` のファイルか入力のどちらか',
      fix: '一方を省く（シャードは読んだものを既に持つ）',
    },
  });
}
