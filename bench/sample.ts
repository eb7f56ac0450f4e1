import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';

/** What one run of one whole process took. */
export interface Sample {
  readonly wallMs: number;
  /** User and system time of the process, all threads. */
  readonly cpuMs: number;
  /** Greatest resident memory. */
  readonly peakMb: number;
}

/** A program to measure, with the exit codes that mean that it did its work. */
export interface Subject {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly directory: string;
  readonly exitCodes: readonly number[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program that is not Node: measured by GNU time. */
export interface ForeignSubject extends Subject {
  readonly program: string;
}

const usageSchema = z.object({ cpuMs: z.number(), peakMb: z.number() });
const hook = join(import.meta.dirname, 'programs/report-usage.cjs');
const maxBuffer = 512 * 1024 * 1024;

/** Runs a Node program once; it tells what it used itself, at its exit. Throws when it ends as it should not. */
export function sampleNode(subject: Subject): Sample {
  const usageFile = join(subject.directory, 'usage.json');
  const { wallMs } = runOnce(process.execPath, ['--require', hook, ...subject.parameters], {
    ...subject,
    environment: { ...subject.environment, BENCH_USAGE: usageFile },
  });
  return { wallMs, ...usageSchema.parse(JSON.parse(readFileSync(usageFile, 'utf8'))) };
}

/** Runs any program once under GNU time, and gives what it printed too. Throws when it ends as it should not. */
export function sampleForeign(subject: ForeignSubject): Sample & { readonly output: string } {
  const usageFile = join(subject.directory, 'usage.txt');
  const parameters = ['-o', usageFile, '-f', '%U %S %M', subject.program, ...subject.parameters];
  const { wallMs, output } = runOnce('time', parameters, subject);
  // GNU time puts a line about a non-zero exit code before its figures.
  const last = readFileSync(usageFile, 'utf8').trim().split('\n').at(-1) ?? '';
  const [user = NaN, system = NaN, peak = NaN] = last.split(' ').map(Number);
  if (Number.isNaN(user + system + peak)) throw new Error(`expected GNU time to print three numbers, got ${last}`);
  return { wallMs, cpuMs: (user + system) * 1000, peakMb: peak / 1024, output };
}

/** Whether there is GNU time, without which other programs can't be measured. */
export function hasGnuTime(): boolean {
  return spawnSync('time', ['-f', '%M', process.execPath, '--version']).status === 0;
}

/** Runs the subjects in turn, A B C A B C …, so that the drift of a shared machine hits all alike; the first round only warms up. */
export function sampleRounds(subjects: readonly Subject[], rounds: number): ReadonlyMap<string, readonly Sample[]> {
  const samples = new Map<string, Sample[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) {
      const sample = sampleNode(subject);
      process.stderr.write(`  ${subject.name}: ${sample.cpuMs.toFixed(0)} ms${round === 0 ? ' (warm-up)' : ''}\n`);
      if (round > 0) samples.get(subject.name)?.push(sample);
    }
  }
  return samples;
}

/** The middle one of each figure. */
export function medianOf(samples: readonly Sample[]): Sample {
  return {
    wallMs: median(samples.map((sample) => sample.wallMs)),
    cpuMs: median(samples.map((sample) => sample.cpuMs)),
    peakMb: median(samples.map((sample) => sample.peakMb)),
  };
}

/** Throws when there is none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half];
  if (upper === undefined) throw new Error('expected at least one figure to take the median of');
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function runOnce(program: string, parameters: readonly string[], subject: Subject): { wallMs: number; output: string } {
  const start = performance.now();
  const run = spawnSync(program, parameters, {
    cwd: subject.directory,
    encoding: 'utf8',
    maxBuffer,
    env: { ...process.env, ...subject.environment },
  });
  const wallMs = performance.now() - start;
  if (run.status !== null && subject.exitCodes.includes(run.status)) return { wallMs, output: run.stdout };
  const got = run.error?.message ?? `exit code ${String(run.status)}`;
  throw new Error(`${subject.name}: expected exit code ${subject.exitCodes.join(' or ')}, got ${got}\n${run.stderr}`);
}
