import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SekishoError } from '../../errors.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { unseal } from '../../evidence/envelope.ts';
import type { Key } from '../../evidence/keys.ts';
import { verifyEvidence } from '../../evidence/verify-evidence.ts';

/** A review may wait longer for its merge than evidence for its apply: what counts is that the change is the same. */
const reviewHours = 30 * 24;
const nothing = changeDigest({});

/** Where the evidence of the review is: a folder that `sekisho plan` wrote on the pull request. */
export interface ReviewedPlans {
  readonly folder: string;
  readonly keys: readonly Key[];
}

export interface Replanned {
  readonly stack: string;
  readonly change: string;
  readonly now: Date;
}

/**
 * Digest of the evidence in which this very change was reviewed; null when the plan changes nothing. Throws a SekishoError when the new plan would do
 * something else than what was reviewed: then it is reviewed again.
 */
export function refuseUnreviewed({ folder, keys }: ReviewedPlans, replanned: Replanned): string | null {
  const { stack, change, now } = replanned;
  if (change === nothing) return null;
  const file = join(folder, `${stack}.evidence.json`);
  if (!existsSync(file)) throw again(stack, file, 'no evidence of a review', 'the evidence of the pull request');
  const text = readFileSync(file, 'utf8');
  const { predicate } = unseal(text, file, keys);
  const mismatches = verifyEvidence(predicate, { now, maximumAgeHours: reviewHours, stack, change });
  if (mismatches.length === 0) return createHash('sha256').update(text).digest('hex');
  const got = mismatches.map((one) => `${one.field}: ${one.got}`).join('; ');
  throw again(stack, file, got, mismatches.map((one) => `${one.field}: ${one.expected}`).join('; '));
}

function again(stack: string, file: string, got: string, expected: string): SekishoError {
  return new SekishoError({
    code: 'REVIEW_OTHER',
    what: `the plan of ${stack} is not the change that was reviewed`,
    file,
    got,
    expected,
    fix: 'have the new plan reviewed: open a pull request, or plan the one that was merged again',
  });
}
