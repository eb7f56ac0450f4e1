import type { Construct } from 'constructs';

import { refuse, requireDistinct } from '../declaration/index.ts';
import type { ConstraintDefinition, Stance } from './constraint.ts';

/** A reason has to say something to the reader who meets it a year later. */
const shortestReason = 20;

/** Refuses a stance that the constraint can't have; where types are checked, only values and reasons can still be wrong. */
export function requireStance(scope: Construct, name: string, definition: ConstraintDefinition, stance: Stance): void {
  const reason = reasonOf(stance);
  if (reason !== undefined) {
    requireReason(scope, name, reason);
    if (typeof stance === 'object' && 'allows' in stance) requireLoosened(scope, name, definition, stance.allows);
    if (typeof stance === 'object' && 'default' in stance && definition.exits.length > 0) {
      refuse(scope, {
        what: `${name} guards ${definition.exits.join(', ')} and can not be left to Google's default`,
        got: stance,
        expected: 'the guard, or `exempt` with a reason',
        fix: 'keep the guard: a default can change, and lets out what the zone holds in',
      });
    }
    return;
  }
  if (definition.kind === 'boolean' ? stance !== 'enforced' : stance === 'enforced') {
    refuse(scope, {
      what: `${name} is a ${definition.kind} constraint`,
      got: stance,
      expected: definition.kind === 'boolean' ? '`enforced`' : '`denies-all`, `allows` or `denies`',
      fix: 'say it in the words of its kind',
    });
  }
  if (definition.kind === 'list' && typeof stance === 'object') requireValues(scope, name, definition.asks, stance);
}

/** A loosened guard names what it lets through: without a value it would be no list at all. */
function requireLoosened(
  scope: Construct,
  name: string,
  { kind }: ConstraintDefinition,
  values: readonly string[],
): void {
  if (kind === 'boolean' || values.length === 0) {
    refuse(scope, {
      what: `${name} can not be loosened to these values`,
      got: values,
      expected: kind === 'boolean' ? '`exempt` alone: the constraint has no values' : 'at least one value',
      fix: 'leave `allows` out to switch the constraint off',
    });
  }
  requireDistinct(scope, values, `${name} names a value twice`);
}

/** Why a constraint is at Google's default or off; undefined for one that is in force. */
export function reasonOf(stance: Stance): string | undefined {
  if (typeof stance === 'string') return undefined;
  if ('default' in stance) return stance.default;
  return 'exempt' in stance ? stance.exempt : undefined;
}

function requireReason(scope: Construct, name: string, reason: string): void {
  if (reason.trim().length < shortestReason) {
    refuse(scope, {
      what: `${name} is not in force, and nothing says why`,
      got: reason,
      expected: `a reason of at least ${shortestReason} characters`,
      fix: 'write down what would break, and what holds the way out instead',
    });
  }
}

function requireValues(
  scope: Construct,
  name: string,
  asks: Extract<ConstraintDefinition, { readonly kind: 'list' }>['asks'],
  stance: Exclude<Stance, string>,
): void {
  const values = 'allows' in stance ? stance.allows : 'denies' in stance ? stance.denies : [];
  if (values.length === 0) {
    refuse(scope, {
      what: `${name} names no value`,
      got: stance,
      expected: 'at least one value',
      fix: 'say `denies-all` where nothing may be allowed',
    });
  }
  requireDistinct(scope, values, `${name} names a value twice`);
  const isAllowing = 'allows' in stance;
  if (asks === undefined) return;
  if (asks === 'denies-all' || 'allows' in asks !== isAllowing) {
    refuse(scope, {
      what: `${name} would not guard`,
      got: stance,
      expected: asks === 'denies-all' ? '`denies-all`' : `\`${'allows' in asks ? 'allows' : 'denies'}\``,
      fix: 'take the stance that guards, or say `exempt` with a reason',
    });
  }
  requireGuarding(scope, name, asks, values);
}

function requireGuarding(
  scope: Construct,
  name: string,
  asks: { readonly allows: RegExp; readonly expected: string } | { readonly denies: readonly string[] },
  values: readonly string[],
): void {
  if ('allows' in asks) {
    const stranger = values.find((value) => !asks.allows.test(value));
    if (stranger === undefined) return;
    refuse(scope, {
      what: `${name} would allow what it guards against`,
      got: stranger,
      expected: asks.expected,
      fix: 'remove the value, or say `exempt` with a reason',
    });
  }
  const missing = asks.denies.filter((value) => !values.includes(value));
  if (missing.length > 0) {
    refuse(scope, {
      what: `${name} does not deny what it guards against`,
      got: values,
      expected: `${asks.denies.join(', ')} among the denied values`,
      fix: `add ${missing.join(', ')}`,
    });
  }
}
