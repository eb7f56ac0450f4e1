import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { atMost, type Line, type LineGroup, measured } from '../line.ts';
import { tsxParameters } from '../package-copy.ts';
import { runForJson } from '../run-for-json.ts';
import { checkSubject } from './check-subjects.ts';

const megabyte = 1_000_000;
const dearestShown = 5;

const resultSchema = z.object({
  controls: z.array(z.object({ control: z.string(), ms: z.number() })).min(1),
  leanBytes: z.number().positive(),
  wasmBytes: z.number().positive(),
});

/** The product's own policy: memory in WebAssembly, and the controls that cost most. */
export function policyLines(context: BenchContext): LineGroup {
  return {
    ids: ['M2', 'C1', 'C2', 'C3', 'C4', 'C5'],
    measure: () => {
      const program = join(import.meta.dirname, '../programs/product.ts');
      const parameters = [...tsxParameters(), program, context.workspace.plan(3_000), context.packageFolder];
      const result = resultSchema.parse(runForJson(parameters, context.projectRoot));
      return [memoryLine(result), ...dearestLines(result)];
    },
  };
}

function memoryLine({ wasmBytes, leanBytes }: z.infer<typeof resultSchema>): Line {
  return measured('M2', 'WASM memory / lean text, 3,000', {
    value: wasmBytes / leanBytes,
    figures: `${(wasmBytes / megabyte).toFixed(1)} / ${(leanBytes / megabyte).toFixed(2)} MB`,
    target: atMost(11),
  });
}

function dearestLines({ controls }: z.infer<typeof resultSchema>): readonly Line[] {
  const total = controls.reduce((sum, { ms }) => sum + ms, 0);
  return controls.slice(0, dearestShown).map(({ control, ms }, index) =>
    measured(`C${String(index + 1)}`, `dearest control: ${control}`, {
      value: ms / total,
      figures: `${ms.toFixed(1)} of ${total.toFixed(1)} ms, all ${String(controls.length)}, warm, 3,000`,
      target: null,
    }),
  );
}

/** What is shipped, in bytes. */
export function sizeLines(context: BenchContext): LineGroup {
  return {
    ids: ['S1'],
    measure: () => {
      const loaded = loadedBytes(context);
      const folder = join(context.packageFolder, 'dist/cli');
      const whole = readdirSync(folder).filter((file) => file.endsWith('.js'));
      const policy = sizeOf(join(context.packageFolder, 'policies/compiled/policy.wasm'));
      return [
        sizeLine('MB of the bundle that check PLAN loads', loaded, { of: sum(whole, folder), target: 0.6 }),
        sizeLine('MB of policy.wasm', policy, { of: policy, target: 1 }),
      ];
    },
  };
}

function sizeLine(what: string, bytes: number, { of, target }: { readonly of: number; readonly target: number }): Line {
  const figures = `${(bytes / megabyte).toFixed(2)} of ${(of / megabyte).toFixed(2)} MB`;
  return measured('S1', what, { value: bytes / megabyte, figures, target: atMost(target) });
}

const coverageSchema = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Runs a check once and asks V8 which files of the bundle were loaded. */
function loadedBytes(context: BenchContext): number {
  const subject = checkSubject(context, 300);
  const coverage = context.workspace.folder('coverage');
  const run = spawnSync(process.execPath, subject.parameters, {
    cwd: subject.directory,
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  });
  if (run.status === null || !subject.exitCodes.includes(run.status)) {
    throw new Error(`expected the check to end with a verdict, got ${String(run.status)}\n${String(run.stderr)}`);
  }
  const files = readdirSync(coverage).flatMap(
    (file) => coverageSchema.parse(JSON.parse(readFileSync(join(coverage, file), 'utf8'))).result,
  );
  const bundled = files.filter(({ url }) => url.includes('/dist/cli/')).map(({ url }) => basename(url));
  if (!bundled.includes('main.js')) throw new Error('expected V8 to name main.js among the loaded files');
  return sum(bundled, join(context.packageFolder, 'dist/cli'));
}

function sum(files: readonly string[], folder: string): number {
  return files.reduce((total, file) => total + sizeOf(join(folder, file)), 0);
}

function sizeOf(path: string): number {
  return statSync(path).size;
}
