import { join } from 'node:path';
import { repositoryRoot } from '../../../support/repository.ts';
import { type ProgramResult, runProgram } from '../../../support/run-program.ts';
import { writeFiles } from './temporary-project.ts';

/** Runs the real `cdktf synth` in a project, without calls home and without terraform's remarks on this machine's settings. */
export function synthesize(project: string, ...options: readonly string[]): Promise<ProgramResult> {
  const cdktf = join(repositoryRoot, 'node_modules/cdktf-cli/bundle/bin/cdktf');
  writeFiles(project, { 'no-settings.tfrc': '' });
  const environment = { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: join(project, 'no-settings.tfrc') };
  return runProgram(process.execPath, [cdktf, 'synth', ...options], { cwd: project, environment });
}

/** A frame of the spinner, which the next one overwrites on a terminal. */
const spinner = /\n*[ \t]*\S[ \t]+Synthesizing[ \t]*\n/g;

/** What a terminal shows of a refusal: the log of stdout from the refusal on, then stderr. */
export function screen({ stdout, stderr }: ProgramResult): readonly string[] {
  const [first = '', ...rest] = stdout.split(String.fromCodePoint(27));
  const text = [first, ...rest.map((part) => part.replace(/^\[[0-9;?]*[A-Za-z]/, ''))].join('');
  const log = text.slice(Math.max(0, text.indexOf('[ERROR] default - sekisho'))).replaceAll(spinner, '\n');
  return [...log.split('\n'), ...stderr.split('\n')];
}
