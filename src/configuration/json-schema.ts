import { z } from 'zod';
import { configurationSchema } from './configuration-schema.ts';

/** The text of `sekisho.schema.json`, which editors use to complete and check `sekisho.yaml`. */
export function renderJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'sekisho.yaml', ...schema }, null, 2)}\n`;
}
