import { createHash } from 'node:crypto';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What `sekisho init` did, so that it can be undone: files it wrote, and files it changed with their text before. Paths are relative to the project. */
export const recordSchema = z.strictObject({
  schema: z.literal('sekisho.init/v1'),
  created: z.array(z.strictObject({ path: z.string(), sha256 })),
  changed: z.array(z.strictObject({ path: z.string(), before: z.string(), sha256 })),
});

export type InitRecord = z.infer<typeof recordSchema>;

/** Name of the record in the project's root. */
export const recordName = '.sekisho-init.json';

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
