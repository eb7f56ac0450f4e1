import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { runOpa, searchOpa } from '../../scripts/lib/opa.ts';
import type { BenchContext } from '../bench-context.ts';
import { atMost, type Line, type LineGroup, measured, skipped } from '../line.ts';
import { writeRego, writeThrowingRego } from '../rules/write-rego.ts';
import { runForJson } from '../run-for-json.ts';

const copies = 10;
const throwing = 10;

const what = {
  P4: 'evaluation, 24 benchmark rules, warm, 3,000 / plain TypeScript',
  P14: `isolation: ${String(24 * copies)} controls apart / one entrypoint, warm, 3,000`,
  P15: `${String(throwing)} throwing controls among ${String(24 * copies + throwing)} / none, 3,000`,
} as const;

const milliseconds = z.number();
const resultSchema = z.object({
  plain: milliseconds,
  rules: milliseconds,
  apart: milliseconds,
  together: milliseconds,
  disturbed: milliseconds,
  controls: z.literal(24 * copies),
  throwing: z.literal(throwing),
  sameAsPlain: z.literal(true),
  sameDespiteThrows: z.boolean(),
  judgements: z.number(),
  violations: z.number(),
});

type Result = z.infer<typeof resultSchema>;

/** Evaluation alone, on rules of the benchmark that have a twin in plain functions. Needs OPA to compile them. */
export function engineLines(context: BenchContext): LineGroup {
  return {
    ids: ['P4', 'P14', 'P15'],
    measure: () => {
      const opa = searchOpa();
      if ('missing' in opa)
        return [
          skipped('P4', what.P4, opa.missing),
          skipped('P14', what.P14, opa.missing),
          skipped('P15', what.P15, opa.missing),
        ];
      return linesOf(measure(context, opa.path));
    },
  };
}

function measure(context: BenchContext, opa: string): Result {
  process.stderr.write('  compiling the benchmark rules\n');
  const small = compile(context, opa, { name: 'rules-24', copies: 1, throwing: 0 });
  const large = compile(context, opa, { name: 'rules-250', copies, throwing });
  const program = join(import.meta.dirname, '../programs/engine.mjs');
  return resultSchema.parse(runForJson([program, context.workspace.plan(3_000), small, large], context.projectRoot));
}

function compile(
  context: BenchContext,
  opa: string,
  asked: { readonly name: string; readonly copies: number; readonly throwing: number },
): string {
  const directory = context.workspace.folder(asked.name);
  const ids = [...writeRego(directory, 'estate', asked.copies), ...writeThrowingRego(directory, asked.throwing)];
  const entrypoints = ['main/report', ...ids.map((id) => `controls/${id}/report`)].flatMap((path) => ['-e', path]);
  runOpa(opa, ['build', '-t', 'wasm', '-o', 'bundle.tar.gz', ...entrypoints, '.'], directory);
  const unpacked = spawnSync('tar', ['-xzf', 'bundle.tar.gz', '/policy.wasm'], { cwd: directory, encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(`tar did not unpack what opa built: ${unpacked.stderr}`);
  return join(directory, 'policy.wasm');
}

function linesOf(result: Result): readonly Line[] {
  const isolation = ratioLine('P14', result.apart, result.together, 1.25);
  const throws = ratioLine('P15', result.disturbed, result.apart, 1.05);
  const plain = ratioLine('P4', result.rules, result.plain, 10);
  if (result.sameDespiteThrows) return [plain, isolation, throws];
  return [plain, isolation, { ...throws, outcome: 'missed', reason: 'other findings changed' }];
}

function ratioLine(id: keyof typeof what, above: number, below: number, target: number): Line {
  return measured(id, what[id], {
    value: above / below,
    figures: `${above.toFixed(1)} / ${below.toFixed(1)} ms`,
    target: atMost(target),
  });
}
