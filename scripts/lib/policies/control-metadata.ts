import { z } from 'zod';
import { dataClasses } from '../../../src/configuration/configuration.ts';
import { severities } from '../../../src/policy/catalog.ts';

const words = z.string().trim().min(1);
const bothLanguages = z.strictObject({ en: words, ja: words });
const exit = z.string().regex(/^(E([1-9]|[1-3]\d|4[0-8])|A[1-9]\d?)$/, 'expected an exit: E1 to E48, or A1 and on');
const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;
const twice = { message: 'names something twice' };

/** What the METADATA of a control's package must hold, and nothing else. */
export const controlMetadata = z.strictObject({
  scope: z.literal('package'),
  title: words,
  description: words,
  related_resources: z
    .array(z.strictObject({ ref: z.url({ protocol: /^https$/ }), description: words.optional() }))
    .default([]),
  custom: z.strictObject({
    title_ja: words,
    severity: z.enum(severities),
    requirements: z.array(words).min(1).refine(unique, twice),
    stages: z
      .array(z.enum(['synth', 'plan', 'apply']))
      .min(1)
      .refine(unique, twice),
    data_classes: z.array(z.enum(dataClasses)).min(1).refine(unique, twice).optional(),
    exits: z.array(exit).min(1).refine(unique, twice).optional(),
    messages: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), bothLanguages),
    remediation: bothLanguages,
  }),
});
export type ControlMetadata = z.infer<typeof controlMetadata>;

/** The `{name}` places of a message. */
export function placesOf(message: string): ReadonlySet<string> {
  return new Set([...message.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''));
}
