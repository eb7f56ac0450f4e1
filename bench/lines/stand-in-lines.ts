import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { type Line, type LineGroup, measured, skipped } from '../line.ts';

const id = 'G4';
const what = 'stand-in: apply, over plan and apply of plain terraform (terraform_data)';

/** What the gate costs an apply: the same change, by the stand-in and by the real binary in turn, in folders of their own. */
export function standInLines({ workspace, packageFolder }: BenchContext): LineGroup {
  return { ids: [id], measure: () => [measure(workspace.folder('stand-in'), packageFolder)] };
}

const rounds = 5;

function measure(folder: string, packageFolder: string): Line {
  const found = spawnSync('terraform', ['version'], { stdio: 'ignore' });
  if (found.status !== 0) return skipped(id, what, 'no terraform on PATH');
  const program = join(packageFolder, 'dist/cli/stand-in.js');
  const gated: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const own = once(join(folder, 'plain'), 'terraform', []);
    const ours = once(join(folder, 'gated'), process.execPath, [program]);
    // The first one warms the disk.
    if (round === 0) continue;
    plain.push(own);
    gated.push(ours);
  }
  const [by, without] = [median(gated), median(plain)];
  const figures = `${by.toFixed(0)} ms against ${without.toFixed(0)} ms, medians of ${String(rounds)}`;
  return measured(id, what, { value: by / without, figures, target: null });
}

/** Milliseconds of `apply -auto-approve` in a fresh, initialised folder. Throws when it fails. */
function once(folder: string, binary: string, leading: readonly string[]): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const resource = Array.from({ length: 20 }, (_, at) => [`x${String(at)}`, { input: String(at) }] as const);
  writeFileSync(
    join(folder, 'main.tf.json'),
    JSON.stringify({ resource: { terraform_data: Object.fromEntries(resource) } }),
  );
  const environment = { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  const run = (command: string, args: readonly string[]): void => {
    const ended = spawnSync(command, args, { cwd: folder, env: environment, encoding: 'utf8' });
    if (ended.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${ended.stderr}`);
  };
  run('terraform', ['init', '-input=false']);
  const start = performance.now();
  run(binary, [...leading, 'apply', '-auto-approve', '-no-color']);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
