import type { Json } from './closed-zone.ts';
import { add, below, type Edit, place } from './edit-stacks.ts';
import type { Scenario } from './identity/access-scenarios.ts';

/** Something in another stack, which nobody who reads the zone's stacks sees. */
export function elsewhere(type: string, values: Json): Edit {
  return add(type, 'x', values, 'guardrails-prd');
}

/** One more binding in a policy that is written as JSON. */
export function binding(type: string, prefix: string, role: string, member: string): Edit {
  return change(type, prefix, (policy) => {
    const data = JSON.parse(String(policy['policy_data'])) as { bindings: unknown[] };
    data.bindings.push({ role, members: [member] });
    policy['policy_data'] = JSON.stringify(data);
  });
}

export function change(type: string, prefix: string, how: (values: Json) => void): Edit {
  return (stacks) => {
    const [owner, name] = place(stacks, type, prefix);
    how(below(owner, name));
  };
}

/** One change of every rule of the deny policy. */
export function denying(values: Json): Edit {
  return change('google_iam_deny_policy', '', (policy) => {
    for (const rule of policy['rules'] as Json[]) Object.assign(below(rule, 'deny_rule'), values);
  });
}

export function provider(values: Json): Edit {
  return ({ 'isolated-prd': stack }) => {
    Object.assign((below(stack ?? {}, 'provider')['google'] as Json[])[0] ?? {}, values);
  };
}

export function data(type: string, values: Json, stack = 'isolated-prd'): Edit {
  return (stacks) => {
    Object.assign(stacks[stack] ?? {}, { data: { [type]: { x: values } } });
  };
}

/** An attack whose way is barred by something else still: what is missing is told, and no path is. */
export function weak(what: string, exit: string, ...edits: readonly Edit[]): Scenario {
  return [what, exit, edits, 'weak', []];
}

/** An attack of which it can't be told here what it does. */
export function unknown(what: string, exit: string, ...edits: readonly Edit[]): Scenario {
  return [what, exit, edits, 'unknown', []];
}

/** An attack through a row that no search can show a path for. */
export function open(what: string, exit: string, ...edits: readonly Edit[]): Scenario {
  return [what, exit, edits, 'open', []];
}
