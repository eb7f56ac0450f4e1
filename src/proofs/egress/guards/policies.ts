import type { LocalText } from '../../../policy/catalog.ts';
import type { Guard } from '../guard.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { type PolicyAsk, policyState } from './organisation-policies.ts';
import { text } from './texts.ts';

/** Class K: an organisation policy denies every value of a list constraint. */
export function deniesAll(constraint: string): Guard {
  return policyGuard(constraint, { kind: 'denies-all' }, text('denies all', '全拒否'));
}

/** Class K: a boolean constraint is enforced. */
export function enforced(constraint: string): Guard {
  return policyGuard(constraint, { kind: 'enforced' }, text('is enforced', '有効'));
}

/** Class K: a list constraint allows only values that the predicate knows. */
export function allowsOnly(
  constraint: string,
  words: LocalText,
  allowed: (value: string, world: ZoneWorld) => boolean,
): Guard {
  return policyGuard(constraint, { kind: 'allows-only', allowed }, words);
}

/** Class K: a list constraint denies at least these values. */
export function denies(constraint: string, values: readonly string[]): Guard {
  return policyGuard(
    constraint,
    { kind: 'denies', values },
    text(`denies ${values.join(', ')}`, `${values.join(', ')} を拒否`),
  );
}

function policyGuard(constraint: string, ask: PolicyAsk, words: LocalText): Guard {
  const what = text(`organisation policy ${constraint} ${words.en}`, `組織ポリシー ${constraint} が${words.ja}`);
  return {
    proof: 'K',
    onlyFor: 'google',
    text: what,
    read: (world, into) => {
      const state = policyState(world, constraint, ask);
      switch (state.kind) {
        case 'stands':
          for (const policy of state.policies)
            into.stands(policy, text(`${constraint} ${words.en}`, `${constraint} が${words.ja}`));
          break;
        case 'missing':
          into.missing(what);
          break;
        case 'loose':
          into.missing(what, state.policy);
          break;
        case 'unknown':
          into.unknown(
            state.policy,
            state.attribute,
            text('whether it is in force for every project of the zone', '区域の全プロジェクトに効くか'),
          );
      }
    },
  };
}
