import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../canonical.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What was decided: `apply` before terraform starts, `applied` when it ended, `recovered` where a killed run left half a line. */
const decisionKinds = ['plan', 'refused', 'apply', 'applied', 'break-glass', 'recovered'] as const;

export const decisionSchema = z.strictObject({
  schema: z.literal('sekisho.decision/v1'),
  sequence: z.number().int().min(0),
  /** Digest of the line before, without its end; null for the first. */
  previous: sha256.nullable(),
  at: z.iso.datetime(),
  kind: z.enum(decisionKinds),
  stack: z.string(),
  verdict: z.string().nullable(),
  /** Of the verdict; of terraform, where it has applied. */
  exitCode: z.number().int().nullable(),
  plan: sha256.nullable(),
  change: sha256.nullable(),
  law: sha256.nullable(),
  commit: z.string().nullable(),
  /** Digest of the signed envelope. */
  evidence: sha256.nullable(),
  breakGlass: z.string().nullable(),
  /** Code of the error that refused, or what was recovered. */
  detail: z.string().nullable(),
});

/** One line of the chain. */
export type Decision = z.infer<typeof decisionSchema>;

/** What a caller says of a decision; the chain adds its place in it. */
export type Decided = Pick<Decision, 'at' | 'kind' | 'stack'> &
  Partial<Omit<Decision, 'schema' | 'sequence' | 'previous' | 'at' | 'kind' | 'stack'>>;

/** How far a chain goes: enough to find out later that something was cut off. */
export interface LogHead {
  readonly sequence: number;
  /** Digest of the last line. */
  readonly head: string;
}

/** The line of a decision behind the head, without its end. */
export function lineOf(decided: Decided, head: LogHead | null): string {
  const nothing = { verdict: null, exitCode: null, plan: null, change: null, law: null, commit: null };
  const decision: Decision = {
    schema: 'sekisho.decision/v1',
    ...nothing,
    evidence: null,
    breakGlass: null,
    detail: null,
    ...decided,
    sequence: head === null ? 0 : head.sequence + 1,
    previous: head?.head ?? null,
  };
  return canonicalJson(decision);
}

export function digestOfLine(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
