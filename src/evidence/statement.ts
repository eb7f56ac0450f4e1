import { z } from 'zod';

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'urn:sekisho:evidence:v1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const predicate = z.strictObject({
  schema: z.literal('sekisho.evidence/v1'),
  stack: z.string().min(1),
  decision: z.strictObject({
    verdict: z.enum(['pass', 'fail', 'unproven', 'error']),
    exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    /** Why the report does not cover everything; empty when it does. */
    partial: z.array(z.string()),
    /** Fingerprints of the findings that a waiver let through. */
    waived: z.array(z.string()),
    /** How many answers wait for the plans of other stacks. */
    deferred: z.number().int().min(0),
  }),
  /** ISO-8601, the clock by which waivers and attestations were judged. */
  clock: z.iso.datetime(),
  digests: z.strictObject({
    plan: sha256,
    planJson: sha256,
    /** What the plan would do, and nothing else. */
    change: sha256,
    /** By what it was judged: the digest that is pinned outside of the repository. */
    law: sha256,
    policy: sha256,
    configuration: sha256.nullable(),
    waivers: sha256,
    attestations: sha256,
    /** `cdk.tf.json` of each stack of the estate. */
    synth: z.record(z.string(), sha256),
  }),
  /** Commit of the working tree, null outside of git; `-dirty` when it had changes. */
  commit: z.string().nullable(),
  /** The state that the plan was made from; null: there was none yet. */
  state: z.strictObject({ lineage: z.string(), serial: z.number().int().min(0) }).nullable(),
  /** Digest of the evidence of the review in which this change was accepted; null: it was not compared with one. */
  reviewed: sha256.nullable(),
  /** Where the chain of decisions stood, so that one that was cut off behind it shows; null: no chain was kept. */
  log: z.strictObject({ sequence: z.number().int().min(0), head: sha256 }).nullable(),
  /** Id of the break-glass record under which it was let through; null: none was needed. */
  breakGlass: z.string().nullable(),
  /** How the plan was made. */
  arguments: z.array(z.string()),
  tools: z.strictObject({
    sekisho: z.string(),
    opa: z.string(),
    terraform: z.string(),
    providers: z.record(z.string(), z.string()),
  }),
  approvers: z.array(z.string()),
});

export const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: z.array(z.strictObject({ name: z.string(), digest: z.strictObject({ sha256 }) })).min(1),
  predicateType: z.literal(predicateType),
  predicate,
});

/** An in-toto statement: which plan, and what was decided about it by what. */
export type Statement = z.infer<typeof statementSchema>;
export type Evidence = Statement['predicate'];

/** Wraps evidence into a statement whose subjects are the plan and its JSON. */
export function statementOf(evidence: Evidence): Statement {
  const { plan, planJson } = evidence.digests;
  return {
    _type: statementType,
    subject: [
      { name: `${evidence.stack}.plan`, digest: { sha256: plan } },
      { name: `${evidence.stack}.plan.json`, digest: { sha256: planJson } },
    ],
    predicateType,
    predicate: evidence,
  };
}
