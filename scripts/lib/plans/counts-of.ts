import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

/** What a plan does, counted as Terraform's own last line does: a replacement is one of each. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/** Counts the managed resources that a plan creates, updates and deletes. Throws for a plan that failed or is not whole: it has no counts. */
export function countsOf(plan: JsonObject): Counts {
  if (plan['errored'] !== false || plan['complete'] === false) throw new Error('the plan failed, or is not whole');
  const changes: readonly unknown[] = Array.isArray(plan['resource_changes']) ? plan['resource_changes'] : [];
  const actions = changes.filter(isJsonObject).flatMap(({ mode, change }) => {
    const own = isJsonObject(change) ? change['actions'] : undefined;
    return mode === 'managed' && Array.isArray(own) ? own.map(String) : [];
  });
  const count = (action: string): number => actions.filter((one) => one === action).length;
  return { add: count('create'), change: count('update'), destroy: count('delete') };
}
