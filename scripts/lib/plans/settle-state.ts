import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';
import { readResourceBlocks } from './complete-values.ts';
import { handMadeState, unsettled } from './hand-made-state.ts';
import { type PlannedOffline, planOffline, providerSchemas, type StackToPlan } from './plan-offline.ts';

/** More rounds than the longest chain of references of a stack of ours needs. */
const mostRounds = 8;

/**
 * The state of a stack as it would be after its first apply, made by hand: planned again until Terraform finds nothing to do. `initialised` is the
 * folder of the first plan. Throws when it never does, or
 * can't plan.
 */
export async function settleState(
  stack: Omit<StackToPlan, 'state'>,
  first: PlannedOffline,
  initialised: string,
): Promise<JsonObject> {
  let { plan } = first;
  const blocks = readResourceBlocks(await providerSchemas({ ...stack, directory: initialised }));
  const configuration = withoutPrevention(stack.configuration);
  for (let round = 1; round <= mostRounds; round += 1) {
    const state = handMadeState(plan, blocks);
    const result = await planOffline({
      ...stack,
      configuration,
      directory: join(stack.directory, `round-${String(round)}`),
      state,
    });
    if (result.kind === 'unplanned') throw new Error(`over a state made by hand: ${result.reason}`);
    if (unsettled(result.plan).length === 0) return state;
    plan = result.plan;
  }
  throw new Error(`no state can be made by hand: Terraform still changes ${unsettled(plan).join(', ')}`);
}

/** While values are still made up, Terraform would replace what must never be: the state is found without that guard, which changes no value. */
function withoutPrevention(configuration: JsonObject): JsonObject {
  const { resource } = configuration;
  const mapped = (value: unknown, change: (inner: JsonObject) => JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(isJsonObject(value) ? value : {}).map(([key, inner]) => [
        key,
        isJsonObject(inner) ? change(inner) : inner,
      ]),
    );
  const freed = mapped(resource, (ofType) =>
    mapped(ofType, ({ lifecycle, ...block }) => ({
      ...block,
      ...(isJsonObject(lifecycle) ? { lifecycle: { ...lifecycle, prevent_destroy: false } } : {}),
    })),
  );
  return { ...configuration, resource: freed };
}
