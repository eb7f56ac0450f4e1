import type { SynthesizedStack } from './record-estate.ts';

/** Which stacks are asked for; empty lists: all. */
export interface StackChoice {
  readonly stacks: readonly string[];
  readonly environments: readonly string[];
}

/** What all environments share has no environment in its name, and belongs to each. */
const environmentOf = (name: string): string | null => /-(dev|stg|prd)$/u.exec(name)?.[1] ?? null;

/** True for a stack of production, and for one that all environments share. */
export function isProduction(name: string): boolean {
  return (environmentOf(name) ?? 'prd') === 'prd';
}

/** The stacks that are asked for. Throws for a name that is no stack or environment: asking for nothing must not look like success. */
export function chosenStacks(
  all: readonly SynthesizedStack[],
  { stacks, environments }: StackChoice,
): readonly SynthesizedStack[] {
  const names = all.map(({ name }) => name);
  const stranger = stacks.find((name) => !names.includes(name));
  if (stranger !== undefined) throw new Error(`there is no stack ${stranger}: expected one of ${names.join(', ')}`);
  const known = ['dev', 'stg', 'prd'];
  const odd = environments.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`there is no environment ${odd}: expected one of ${known.join(', ')}`);
  return all.filter(({ name }) => {
    const isAsked = stacks.length === 0 || stacks.includes(name);
    return isAsked && (environments.length === 0 || environments.includes(environmentOf(name) ?? 'prd'));
  });
}
