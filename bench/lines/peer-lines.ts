import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { atLeast, type Line, type LineGroup, measured, skipped, type Target } from '../line.ts';
import type { Peer, PeerName } from '../peers.ts';
import { writeRego } from '../rules/write-rego.ts';
import { type ForeignSubject, medianOf, type Sample, type Subject, sampleForeign, sampleNode } from '../sample.ts';
import { checkSubject, reportFile } from './check-subjects.ts';

interface Comparison {
  readonly id: string;
  readonly peer: PeerName;
  readonly resources: number;
  readonly target: Target | null;
  /** Also held against our peak memory. */
  readonly memoryTarget?: Target;
}

const comparisons: readonly Comparison[] = [
  { id: 'P6', peer: 'conftest', resources: 3_000, target: atLeast(1.5) },
  { id: 'P7', peer: 'conftest', resources: 30_000, target: atLeast(2), memoryTarget: atLeast(2.5) },
  { id: 'O1', peer: 'opa', resources: 3_000, target: null },
  { id: 'O2', peer: 'opa', resources: 30_000, target: null },
  { id: 'P8', peer: 'checkov', resources: 3_000, target: atLeast(100) },
  { id: 'P8', peer: 'checkov', resources: 300, target: atLeast(30) },
  { id: 'P9', peer: 'trivy', resources: 3_000, target: atLeast(30) },
  { id: 'P9', peer: 'trivy', resources: 300, target: atLeast(10) },
];

/** Runs of peers that take so long that one is enough. */
const slow: ReadonlySet<PeerName> = new Set(['checkov', 'trivy']);

/** Whole runs of other checkers on the same plan; conftest and OPA with the benchmark's rules in their fast form, the others with their own. */
export function peerLines(context: BenchContext, peers: ReadonlyMap<PeerName, Peer>): LineGroup {
  return {
    ids: [...new Set(comparisons.map(({ id }) => id)), 'P10'],
    measure: () => [
      ...comparisons.flatMap((comparison) => compare(context, comparison, peers.get(comparison.peer))),
      judgementLine(context, peers.get('checkov')),
    ],
  };
}

function compare(context: BenchContext, comparison: Comparison, peer: Peer | undefined): readonly Line[] {
  const { id, resources, target, memoryTarget } = comparison;
  const what = `${comparison.peer} / check PLAN, wall, ${resources.toLocaleString('en-US')}`;
  if (peer === undefined || 'missing' in peer) return [skipped(id, what, peer?.missing ?? 'not looked for')];
  if (!context.options.sizes.includes(resources)) return [skipped(id, what, 'not measured with --quick')];
  const { theirs, ours } = measureBoth(context, peerSubject(context, comparison, peer.path), comparison);
  const wall = measured(id, what, {
    value: theirs.wallMs / ours.wallMs,
    figures: `${theirs.wallMs.toFixed(0)} / ${ours.wallMs.toFixed(0)} ms (CPU ${theirs.cpuMs.toFixed(0)} / ${ours.cpuMs.toFixed(0)})`,
    target,
  });
  if (memoryTarget === undefined) return [wall];
  return [
    wall,
    measured(id, what.replace('wall', 'peak MB'), {
      value: theirs.peakMb / ours.peakMb,
      figures: `${theirs.peakMb.toFixed(0)} / ${ours.peakMb.toFixed(0)} MB`,
      target: memoryTarget,
    }),
  ];
}

function measureBoth(
  context: BenchContext,
  peer: ForeignSubject,
  { peer: name, resources }: Comparison,
): { readonly theirs: Sample; readonly ours: Sample } {
  const own: Subject = checkSubject(context, resources);
  const rounds = slow.has(name) ? 1 : context.options.rounds;
  const theirs: Sample[] = [];
  const ours: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(sampleForeign(peer));
    ours.push(sampleNode(own));
    process.stderr.write(`  ${peer.name}: ${theirs.at(-1)?.wallMs.toFixed(0) ?? ''} ms wall\n`);
  }
  return { theirs: medianOf(theirs), ours: medianOf(ours) };
}

function peerSubject(context: BenchContext, { peer, resources }: Comparison, program: string): ForeignSubject {
  const plan = context.workspace.plan(resources);
  const parameters: Readonly<Record<PeerName, () => readonly string[]>> = {
    conftest: () => ['test', plan, '-p', planRules(context), '-n', 'main', '-o', 'json'],
    opa: () => ['eval', '-d', planRules(context), '-i', plan, '--format', 'raw', 'data.main.report'],
    checkov: () => [
      '-f',
      plan,
      '--framework',
      'terraform_plan',
      '--quiet',
      '--compact',
      '--skip-download',
      '-o',
      'json',
    ],
    trivy: () => [
      'config',
      '-q',
      '--skip-check-update',
      '--cache-dir',
      context.workspace.folder('trivy'),
      '--format',
      'json',
      plan,
    ],
  };
  return {
    name: `${peer} ${String(resources)}`,
    program,
    parameters: parameters[peer](),
    directory: context.workspace.folder('run'),
    exitCodes: [0, 1],
  };
}

function planRules(context: BenchContext): string {
  const directory = context.workspace.folder('rules-plan');
  writeRego(directory, 'plan');
  return directory;
}

const reportSchema = z.object({ controls: z.array(z.object({ examined: z.number() })) });
const checkovSchema = z.object({ summary: z.object({ passed: z.number(), failed: z.number() }) });

/** CPU of one judgement, the start of each runtime taken off. */
function judgementLine(context: BenchContext, checkov: Peer | undefined): Line {
  const what = 'CPU per judgement, checkov / check PLAN, 300';
  if (checkov === undefined || 'missing' in checkov) return skipped('P10', what, checkov?.missing ?? 'not looked for');
  const run = context.workspace.folder('run');
  const comparison: Comparison = { id: 'P10', peer: 'checkov', resources: 300, target: null };
  const theirs = sampleForeign(peerSubject(context, comparison, checkov.path));
  const theirStart = sampleForeign({
    name: 'checkov start',
    program: checkov.path,
    parameters: ['--version'],
    directory: run,
    exitCodes: [0],
  });
  const { passed, failed } = checkovSchema.parse(JSON.parse(theirs.output)).summary;
  const ours = sampleNode(checkSubject(context, 300));
  const ourStart = sampleNode({ name: 'node start', parameters: ['-e', '0'], directory: run, exitCodes: [0] });
  const { controls } = reportSchema.parse(JSON.parse(readFileSync(reportFile(context, 300), 'utf8')));
  const judgements = controls.reduce((total, { examined }) => total + examined, 0);
  const theirCost = (theirs.cpuMs - theirStart.cpuMs) / (passed + failed);
  const ourCost = (ours.cpuMs - ourStart.cpuMs) / judgements;
  return measured('P10', what, {
    value: theirCost / ourCost,
    figures: `${theirCost.toFixed(3)} / ${ourCost.toFixed(4)} ms (${String(passed + failed)} / ${String(judgements)} judgements)`,
    target: atLeast(300),
  });
}
