import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SekishoError } from '../../errors.ts';

/** A plan file that has no name any more: only who holds it can read it, and nobody can put another in its place. */
export interface HeldPlan {
  readonly descriptor: number;
  readonly sha256: string;
}

/** How the child is told of the held file, which it gets as its file number 3. */
export const heldPath = '/dev/fd/3';

/** A private folder for a plan on its way into our hands. */
export function openPlanFolder(): { readonly folder: string; readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-plan-'));
  return { folder, path: join(folder, 'plan') };
}

export function closePlanFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Opens the file and takes its digest; the caller deletes its name. */
export function holdPlan(path: string): HeldPlan {
  const descriptor = openSync(path, 'r');
  return { descriptor, sha256: digestOf(descriptor) };
}

export function releasePlan(plan: HeldPlan): void {
  closeSync(plan.descriptor);
}

/** Throws a SekishoError when the file is not what it was when it was held. */
export function refuseSwapped(plan: HeldPlan): void {
  const now = digestOf(plan.descriptor);
  if (now === plan.sha256) return;
  throw new SekishoError({
    code: 'PLAN_SWAPPED',
    what: 'the plan file was changed after it was made, so it is not the plan that was judged',
    got: `sha256 ${now}`,
    expected: `sha256 ${plan.sha256}`,
    fix: 'find out which program wrote into it, then run the same command again',
  });
}

/** Reads by position, so that children that share the file are not disturbed. */
function digestOf(descriptor: number): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(1 << 16);
  const { size } = fstatSync(descriptor);
  for (let position = 0; position < size; ) {
    const read = readSync(descriptor, buffer, 0, buffer.length, position);
    if (read === 0) break;
    hash.update(buffer.subarray(0, read));
    position += read;
  }
  return hash.digest('hex');
}
