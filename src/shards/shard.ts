import { z } from 'zod';

const jsonObject = z.record(z.string(), z.unknown());
const configurationFile = z.strictObject({ path: z.string(), content: jsonObject });

const source = z.strictObject({
  kind: z.enum(['cdktf-app', 'cdktf-out', 'terraform-json', 'terraform', 'plan', 'synth+plan']),
  stack: z.string(),
  path: z.string(),
  directory: z.string(),
  configuration: z.array(configurationFile),
  plan: z.strictObject({ path: z.string(), document: jsonObject }).nullable(),
  files: z.array(z.strictObject({ path: z.string(), kind: z.string(), sha256: z.string() })),
  blindSpots: z.array(z.string()),
});

/**
 * One part of an estate as a file, `sekisho.shard/v1`: what was read of its stacks, without secrets and with paths relative to the project, and the
 * names of all stacks, so that the merge sees what is missing. It holds no verdict: graph questions need the whole estate.
 */
export const shardSchema = z.strictObject({
  schema: z.literal('sekisho.shard/v1'),
  tool: z.strictObject({ version: z.string() }),
  index: z.int().min(1),
  count: z.int().min(1),
  /** Every stack of the estate in the order in which it was read, with a digest of its configuration; the same in each part. */
  stacks: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
  sources: z.array(source),
  localModules: z.record(z.string(), z.array(configurationFile)),
});

export type Shard = z.infer<typeof shardSchema>;

/** Which part of how many, as `--shard 2/3` says it. */
export interface ShardPart {
  readonly index: number;
  readonly count: number;
}
