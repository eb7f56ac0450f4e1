import type { ZoneWorld } from '../../zone-world.ts';
import { outsiders } from './callers.ts';
import type { Caller } from './evaluate.ts';
import { decide } from './evaluate.ts';
import type { Truth } from './match.ts';
import type { Statement } from './policy-document.ts';

/** What somebody outside the zone may do by a resource's own policy. */
export interface Access {
  readonly to: string;
  readonly caller: Caller;
  readonly action: string;
  /** Without what stands above the account, and with it. */
  readonly byPolicy: Truth;
  readonly inEffect: Truth;
}

/** A resource's own policy, what its service calls the actions by which data leaves, and how the resource is named. */
export interface Question {
  readonly statements: readonly Statement[];
  /** Denials that stand above the account (resource control policies). */
  readonly ceilings: readonly Statement[];
  readonly actions: readonly string[];
  readonly namesFor: (action: string) => readonly string[] | null;
}

/** An access, and how wide the circle is that has it: the lower, the wider. */
export type Wide = Access & { readonly width: number };

/** Who outside may do one of the actions: the widest circle, or where none is wide, each one. Not certain ones only where no certain one is. */
export function whoMay(world: ZoneWorld, question: Question): readonly Access[] {
  const { statements, ceilings, actions, namesFor } = question;
  const found = outsiders(world, [...statements, ...ceilings]).flatMap(({ caller, to, width, context }) =>
    actions.flatMap((action): readonly Wide[] => {
      const request = { caller, action, context, resources: namesFor(action) };
      const byPolicy = decide(statements, [], request);
      if (byPolicy === 'no') return [];
      const inEffect = ceilings.length === 0 ? byPolicy : decide(statements, ceilings, request);
      return [{ to, caller, action, byPolicy, inEffect, width }];
    }),
  );
  return widest(found);
}

/** Of each circle the surest access; of all circles the widest, or where none is wide, each one. */
export function widest(all: readonly Wide[]): readonly Access[] {
  const best = new Map<string, Wide>();
  for (const one of all) {
    const earlier = best.get(one.to);
    if (earlier === undefined || rank(earlier) < rank(one)) best.set(one.to, one);
  }
  const found = [...best.values()].sort((one, other) => one.width - other.width || (one.to < other.to ? -1 : 1));
  const surest = Math.max(...found.map(rank));
  const top = found.filter((one) => rank(one) === surest);
  return (top[0]?.width ?? 9) < 3 ? top.slice(0, 1) : found;
}

const strength: Readonly<Record<Truth, number>> = { no: 0, maybe: 1, yes: 2 };

function rank({ byPolicy, inEffect }: Pick<Access, 'byPolicy' | 'inEffect'>): number {
  return strength[inEffect] * 3 + strength[byPolicy];
}
