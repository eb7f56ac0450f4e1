import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `work` with a private folder for plans, and deletes it whatever happens: plans hold secrets and no digest of them is lost. */
export async function withPlanFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'sekisho-plan-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the evidence out of it, and nothing else. */
export function keepEvidenceOf(folder: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.evidence.json'))) {
    copyFileSync(join(folder, name), join(to, name));
  }
}
