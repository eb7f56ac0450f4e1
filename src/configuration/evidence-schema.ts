import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { builtInConfiguration } from './built-in-configuration.ts';

/** The shape of `evidence` in `sekisho.yaml`. Every `error` text says what is expected. */

const usual = builtInConfiguration.evidence;
const text = z.string().regex(/\S/u, { error: 'a text that is not empty' });
const day = z.iso.date({ error: 'a day of the calendar, YYYY-MM-DD' });

/** True for what evidence can be verified with; a private key has no place in a file that everybody reads. */
function isPublicKey(pem: string): boolean {
  if (pem.includes('PRIVATE KEY')) return false;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'ed25519' || asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

const key = z.strictObject({
  name: text.describe('Whose key it is: a job of CI, or a person.'),
  public_key: z
    .string()
    .refine(isPublicKey, { error: 'a public key in PEM (-----BEGIN PUBLIC KEY-----), Ed25519 or ECDSA P-256' })
    .describe('Public half, PEM. Never the private one.'),
  valid_until: day.optional().describe('Last day on which it is trusted, UTC.'),
});

const breakGlass = z
  .strictObject({
    max_hours: z
      .number()
      .gt(0, { error: 'more than 0 hours' })
      .max(24, { error: 'at most 24 hours: what lasts longer is a waiver' })
      .optional()
      .describe(`Longest life of one use. Default ${usual.breakGlass.maximumHours}.`),
    keys: z
      .array(key)
      .optional()
      .describe('Who may open and approve, one key for each person; the name is the person.'),
  })
  .describe('Applying without review in an emergency: two persons sign, for some hours, and every report says so.');

const retentionEnded = z.strictObject({
  stack: text.describe('Name of the stack, exactly.'),
  address: text.describe('Terraform address of the resource, exactly.'),
  ended_on: day.describe('Day on which the retention of the last record ended.'),
  by: text.describe('Who has seen that it ended.'),
  evidence: text.describe('Where that can be read.'),
});

export const evidenceSchema = z
  .strictObject({
    required_for: z
      .array(
        z.string().regex(/^[^!\s]\S*$/u, { error: 'an environment, or a glob of stacks that does not start with `!`' }),
      )
      .optional()
      .describe(
        'Environments (`stg`: every stack with that word in its name) and globs of stacks that are applied with evidence only. Production (`prd`, `prod`, `production`) always is.',
      ),
    max_age_hours: z
      .number()
      .gt(0, { error: 'more than 0 hours' })
      .max(168, { error: 'at most 168 hours' })
      .optional()
      .describe(`How old evidence may be at apply. Default ${usual.maximumAgeHours}.`),
    keys: z
      .array(key)
      .optional()
      .describe('Keys that may sign evidence. Trusted only where this file is pinned (SEKISHO_PINNED_DIGEST).'),
    break_glass: breakGlass.optional(),
    retention_ended: z
      .array(retentionEnded)
      .optional()
      .describe('Protected stores that may be destroyed, because a person has seen that their retention is over.'),
  })
  .describe('What an apply must rest on.');
