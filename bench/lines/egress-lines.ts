import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { egressEstate } from '../generator/egress-estate.ts';
import { atMost, type Line, type LineGroup, measured } from '../line.ts';
import { runForJson } from '../run-for-json.ts';
import { median } from '../sample.ts';

const resources = 30_000;
const world = '30,000 with 5,000 rules and 500 subnets';

const resultSchema = z.object({
  readMs: z.number().positive(),
  proveMs: z.number().positive(),
  proveWallMs: z.number().positive(),
  peakMb: z.number().positive(),
  resources: z.literal(resources),
  // A proof that finds no way out of this world did not look.
  paths: z.number().min(1),
});

/** The no-egress proof over a whole zone: against reading it, in seconds, and in memory. */
export function egressLines(context: BenchContext): LineGroup {
  return {
    ids: ['G1', 'G2', 'G3'],
    measure: () => {
      const file = join(context.workspace.folder('egress'), 'main.tf.json');
      writeFileSync(file, egressEstate(resources));
      const program = join(context.packageFolder, 'dist/bench/egress.js');
      const rounds = Array.from({ length: context.options.rounds }, () =>
        resultSchema.parse(runForJson([program, file], context.projectRoot)),
      );
      return linesOf(rounds);
    },
  };
}

function linesOf(rounds: readonly z.infer<typeof resultSchema>[]): readonly Line[] {
  const [read, prove] = [median(rounds.map(({ readMs }) => readMs)), median(rounds.map(({ proveMs }) => proveMs))];
  const wall = median(rounds.map(({ proveWallMs }) => proveWallMs)) / 1000;
  const peak = median(rounds.map(({ peakMb }) => peakMb));
  return [
    measured('G1', `no-egress proof / reading, CPU, ${world}`, {
      value: prove / read,
      figures: `${prove.toFixed(0)} / ${read.toFixed(0)} ms`,
      target: atMost(1.5),
    }),
    measured('G2', `seconds of the no-egress proof, ${world}`, {
      value: wall,
      figures: `CPU ${(prove / 1000).toFixed(2)} s`,
      target: atMost(2),
    }),
    measured('G3', `peak MB of reading and proving, ${world}`, {
      value: peak,
      figures: `${peak.toFixed(0)} MB`,
      target: atMost(1024),
    }),
  ];
}
