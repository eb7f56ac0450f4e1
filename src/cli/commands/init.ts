import { findProjectRoot } from '../../gate/project-root.ts';
import { initProject } from '../../init/init-project.ts';
import { undoInit } from '../../init/undo-init.ts';
import type { ExitCode, Report } from '../../verdict/report.ts';
import { initWords } from '../init-words.ts';
import type { CommonOptions } from '../options.ts';
import type { Progress } from '../progress.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';
import { commandWords } from '../words.ts';

export interface InitAsked {
  readonly entry: string | null;
  readonly undo: boolean;
  readonly dryRun: boolean;
}

/** `sekisho init`: makes a cdktf project checked, or takes that back. */
export async function initCommand(asked: InitAsked, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, (progress) =>
    asked.undo ? Promise.resolve(undo(options)) : init(asked, options, progress),
  );
}

async function init({ entry, dryRun }: InitAsked, options: CommonOptions, progress: Progress): Promise<CommandOutcome> {
  const words = initWords[options.language];
  const { steps } = commandWords[options.language];
  const result = await initProject({
    projectRoot: findProjectRoot(),
    entry,
    dryRun,
    language: options.language,
    now: new Date(),
    onProgress: (step) => {
      progress.step(steps[step] ?? step);
    },
  });
  const lines = [
    ...result.created.map(words.created),
    ...result.changed.map(words.changed),
    '',
    todayOf(result.report, words.today),
    ...(dryRun ? [words.dryRun] : words.next),
  ];
  return { text: `${lines.join('\n')}\n`, exitCode: 0 };
}

function todayOf(report: Report, word: (existing: number, critical: number) => string): string {
  const blocking = report.findings.filter((finding) => finding.blocking);
  const critical = blocking.filter((finding) => finding.severity === 'critical').length;
  return word(report.findings.length - critical, critical);
}

function undo(options: CommonOptions): CommandOutcome {
  const words = initWords[options.language];
  const { removed, restored, kept } = undoInit(findProjectRoot());
  const lines = [...removed.map(words.removed), ...restored.map(words.restored), ...kept.map(words.kept)];
  return { text: `${lines.join('\n')}\n`, exitCode: 0 };
}
