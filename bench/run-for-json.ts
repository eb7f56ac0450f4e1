import { spawnSync } from 'node:child_process';

/** Runs a Node program that prints one JSON document. Throws with what it said when it fails. */
export function runForJson(parameters: readonly string[], directory: string): unknown {
  const run = spawnSync(process.execPath, parameters, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status === 0) return JSON.parse(run.stdout);
  throw new Error(`${parameters.join(' ')}: expected exit code 0, got ${String(run.status)}\n${run.stderr}`);
}
