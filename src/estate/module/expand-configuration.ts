import { SekishoError } from '../../errors.ts';
import type { Resource } from '../estate.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { Reference, Value } from '../value.ts';
import { type ModuleSource, readConfiguration } from './configuration-blocks.ts';
import { describeResource } from './describe-resource.ts';
import { Expansion, type ExpansionContext, expressionInvalid } from './expansion.ts';
import { LazyMap } from './lazy-map.ts';
import { ModuleInstance, resourcesBelow } from './module-instance.ts';
import { providerKeyOf } from './providers.ts';
import { refuseCycles } from './reference-cycles.ts';
import type { ResourceInstance } from './resource-instance.ts';
import type { UnmodelledBlock } from './unmodelled-blocks.ts';

/**
 * A root module, expanded. Everything is computed when it is first asked for, so that stacks can read each other's outputs in any order: make
 * all of them first. Reading throws a SekishoError for what Terraform would refuse: cycles, invalid expressions, absurd counts.
 */
export interface ExpandedModule {
  /** Resource and data source instances, of child modules too, in the order of the configuration. */
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, Value>;
  /** The resource attributes behind each output, also where its value is known. */
  readonly outputReferences: ReadonlyMap<string, readonly Reference[]>;
  /** What could not be seen, in words. */
  readonly blindSpots: readonly string[];
  /** What is declared beside resources and may call somebody, in every module. */
  readonly unmodelled: readonly UnmodelledBlock[];
}

/** Expands a Terraform configuration in JSON (`*.tf.json`, or `*.tf` as hcl2json gives it). Throws a SekishoError for what is no configuration or declared twice. */
export function expandConfiguration(source: ModuleSource, context: ExpansionContext): ExpandedModule {
  const expansion = new Expansion(context);
  const root = guard(() => new ModuleInstance(readConfiguration(source), expansion, null));
  const names = [...root.configuration.outputs.keys()];
  let resources: readonly Resource[] | undefined;
  return {
    get resources(): readonly Resource[] {
      resources ??= guard(() => readResources(root, context.stack));
      return resources;
    },
    outputs: new LazyMap(names, (name) => guard(() => root.output(name).value)),
    outputReferences: new LazyMap(names, (name) => guard(() => root.output(name).references)),
    get blindSpots(): readonly string[] {
      resources ??= guard(() => readResources(root, context.stack));
      return [...expansion.blindSpots].sort();
    },
    get unmodelled(): readonly UnmodelledBlock[] {
      resources ??= guard(() => readResources(root, context.stack));
      return [...expansion.unmodelled.values()];
    },
  };
}

function readResources(root: ModuleInstance, stack: string): readonly Resource[] {
  const resources = resourcesBelow(root).map(([instance, module]) => toResource(instance, module, stack));
  refuseCycles(resources);
  return resources;
}

function toResource(instance: ResourceInstance, module: ModuleInstance, stack: string): Resource {
  const { block, address } = instance;
  const { values, references } = instance.read();
  const description = describeResource(block);
  // Field by field: spreading costs a third of the whole expansion.
  return {
    id: `${stack}/${address}`,
    stack,
    address,
    previousAddress: null,
    type: instance.type,
    mode: block.mode,
    actions: block.mode === 'data' ? dataActions : managedActions,
    replacePaths: none,
    values,
    before: null,
    references,
    undeclared: none,
    provider: module.providers.get(providerKeyOf(block.type, block.body)),
    lifecycle: description.lifecycle,
    provisioners: description.provisioners,
    inlineWaivers: description.inlineWaivers,
    location: description.location ?? module.location,
    createdBy: description.createdBy,
    constructPath: description.constructPath,
    ...(description.overrides.length === 0 ? {} : { overrides: description.overrides }),
  };
}

const none: readonly string[] = [];
const managedActions: Resource['actions'] = ['create'];
const dataActions: Resource['actions'] = ['read'];

/** Turns what the expression reader throws, and an exhausted stack, into an error that a person can mend. */
function guard<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpressionError) throw expressionInvalid(error, undefined);
    if (!(error instanceof RangeError)) throw error;
    throw new SekishoError({
      code: 'CONFIGURATION_TOO_DEEP',
      what: 'the configuration is nested too deeply to be computed',
      got: error.message,
      expected: 'expressions and references that a person can follow',
      fix: 'look for a generated expression that contains itself many times',
      cause: error,
    });
  }
}
