import type { BenchContext } from '../bench-context.ts';
import { atMost, type Line, type LineGroup, measured, skipped } from '../line.ts';
import { medianOf, type Sample, sampleRounds } from '../sample.ts';
import { checkSubject, floorSubject } from './check-subjects.ts';

interface Pair {
  readonly ours: Sample;
  readonly floor: Sample;
}

const cpuTargets = [
  { id: 'P1', resources: 3_000, target: 2.4 },
  { id: 'P2', resources: 30_000, target: 3.6 },
  { id: 'P3', resources: 300, target: 2.3 },
] as const;

const memoryTargets = [
  { resources: 300, target: 85 },
  { resources: 3_000, target: 130 },
  { resources: 30_000, target: 420 },
] as const;

const cacheWhat = 'cache hit / floor, 3,000';

/** Whole runs of the command line against the floor. */
export function checkLines(context: BenchContext): LineGroup {
  return {
    ids: ['P1', 'P2', 'P3', 'P5', 'P16', 'M1', 'M3'],
    measure: () => {
      const pairs = measurePairs(context);
      return [
        ...cpuTargets.map(({ id, resources, target }) => cpuLine(id, resources, target, pairs)),
        scalingLine(pairs),
        skipped('P16', cacheWhat, 'not built yet'),
        ...memoryTargets.map(({ resources, target }) => memoryLine(resources, target, pairs)),
        memoryRatioLine(pairs),
      ];
    },
  };
}

function measurePairs(context: BenchContext): ReadonlyMap<number, Pair> {
  const pairs = new Map<number, Pair>();
  for (const resources of context.options.sizes) {
    const ours = checkSubject(context, resources);
    const floor = floorSubject(context, resources);
    const samples = sampleRounds([floor, ours], context.options.rounds);
    pairs.set(resources, {
      ours: medianOf(samples.get(ours.name) ?? []),
      floor: medianOf(samples.get(floor.name) ?? []),
    });
  }
  return pairs;
}

function cpuLine(id: string, resources: number, target: number, pairs: ReadonlyMap<number, Pair>): Line {
  const what = `check PLAN / floor, CPU, ${name(resources)}`;
  const pair = pairs.get(resources);
  if (pair === undefined) return skipped(id, what, 'not measured with --quick');
  const { ours, floor } = pair;
  return measured(id, what, {
    value: ours.cpuMs / floor.cpuMs,
    figures: `${ours.cpuMs.toFixed(0)} / ${floor.cpuMs.toFixed(0)} ms (wall ${ours.wallMs.toFixed(0)} / ${floor.wallMs.toFixed(0)})`,
    target: atMost(target),
  });
}

function scalingLine(pairs: ReadonlyMap<number, Pair>): Line {
  const what = 'CPU beyond floor, 30,000 / 3,000';
  const [small, large] = [pairs.get(3_000), pairs.get(30_000)];
  if (small === undefined || large === undefined) return skipped('P5', what, 'not measured with --quick');
  const [less, more] = [small.ours.cpuMs - small.floor.cpuMs, large.ours.cpuMs - large.floor.cpuMs];
  return measured('P5', what, {
    value: more / less,
    figures: `${more.toFixed(0)} / ${less.toFixed(0)} ms`,
    target: atMost(11),
  });
}

function memoryLine(resources: number, target: number, pairs: ReadonlyMap<number, Pair>): Line {
  const what = `peak MB of check PLAN, ${name(resources)}`;
  const pair = pairs.get(resources);
  if (pair === undefined) return skipped('M1', what, 'not measured with --quick');
  return measured('M1', what, {
    value: pair.ours.peakMb,
    figures: `${pair.ours.peakMb.toFixed(0)} MB (floor ${pair.floor.peakMb.toFixed(0)})`,
    target: atMost(target),
  });
}

function memoryRatioLine(pairs: ReadonlyMap<number, Pair>): Line {
  const what = 'peak of check PLAN / floor, 30,000';
  const pair = pairs.get(30_000);
  if (pair === undefined) return skipped('M3', what, 'not measured with --quick');
  return measured('M3', what, {
    value: pair.ours.peakMb / pair.floor.peakMb,
    figures: `${pair.ours.peakMb.toFixed(0)} / ${pair.floor.peakMb.toFixed(0)} MB`,
    target: atMost(1.5),
  });
}

function name(resources: number): string {
  return resources.toLocaleString('en-US');
}
