import picomatch from 'picomatch';
import type { EvidenceRules } from '../configuration/configuration.ts';

const production = ['prd', 'prod', 'production'] as const;

/** True when the stack may be applied with evidence only: production always, and what the rules name by environment or glob. */
export function isEvidenceRequired(stack: string, { requiredFor }: Pick<EvidenceRules, 'requiredFor'>): boolean {
  const words = new Set(stack.toLowerCase().split(/[^a-z0-9]+/u));
  return [...production, ...requiredFor].some((one) => words.has(one.toLowerCase()) || picomatch.isMatch(stack, one));
}
