import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../check.ts';
import { findProjectRoot } from '../gate/project-root.ts';
import { type EstateOptions, readNow } from './options.ts';
import type { Progress } from './progress.ts';
import type { CommandWords } from './words.ts';

export interface Judgement extends EstateOptions {
  readonly paths: readonly string[];
  readonly only: readonly string[];
  readonly baseline: string | null;
}

/** Judges what the command line names. The code that does it is loaded only here, so that `--help` costs nothing. */
export async function judgeEstate(asked: Judgement, progress: Progress, words: CommandWords): Promise<CheckResult> {
  const now = asked.now === null ? new Date() : readNow(asked.now);
  const { check } = await import('../check.ts');
  const projectRoot = findProjectRoot();
  const usual = join(projectRoot, 'sekisho.yaml');
  return await check({
    paths: asked.paths,
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
