import { join } from 'node:path';
import { inDependencyOrder } from '../../../src/gate/terraform/dependency-order.ts';
import { readStacksOfManifest } from '../../../src/sources/manifest.ts';
import { parseJson } from '../../../src/sources/parse-json.ts';
import { readBytes } from '../../../src/sources/read-bytes.ts';
import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';
import { type OfflinePlan, planOffline } from './plan-offline.ts';

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly configuration: JsonObject;
}

/** Where and with what the stacks are planned. */
export interface Planning {
  /** A private folder; each stack gets one below it. */
  readonly workFolder: string;
  readonly binary: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** How many at once. */
  readonly jobs: number;
  readonly onPlanned: (result: OfflinePlan) => void;
}

/** The stacks of an output of cdktf with their configurations. `nonce` is that of an output which was collected for a check. */
export function readStacks(directory: string, nonce: string | null = null): readonly SynthesizedStack[] {
  return (readStacksOfManifest(directory, nonce) ?? []).map((stack) => {
    const configuration = parseJson(readBytes(join(stack.directory, 'cdk.tf.json')));
    if (!isJsonObject(configuration)) throw new Error(`the configuration of ${stack.name} is no JSON object`);
    return { name: stack.name, configuration };
  });
}

/** Plans each stack from nothing, some at once; what can't be planned does not stop the others. Results in the order of the stacks. */
export function planStacks(
  stacks: readonly SynthesizedStack[],
  { workFolder, binary, environment, jobs, onPlanned }: Planning,
): Promise<readonly OfflinePlan[]> {
  const oneByOne = queue();
  const unordered = stacks.map((stack) => ({ ...stack, dependencies: [] }));
  return inDependencyOrder(unordered, jobs, async ({ name, configuration }) => {
    const directory = join(workFolder, name);
    const result = await planOffline({ name, configuration, directory, binary, environment, state: null, oneByOne });
    onPlanned(result);
    return result;
  });
}

/** Does one work at a time, in the order in which they were asked for. */
export function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
