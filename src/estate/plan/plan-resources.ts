import type { ProviderConfiguration, Resource } from '../estate.ts';
import type { Reference, Value, ValueObject } from '../value.ts';
import {
  type ConfigurationIndex,
  type ConfiguredModule,
  type ConfiguredResource,
  follow,
  fullReferences,
  indexConfiguration,
  withoutKeys,
} from './configuration-index.ts';
import {
  isJsonArray,
  isRecord,
  type Json,
  type JsonRecord,
  type PlanDocument,
  type ResourceChange,
  recordAt,
} from './plan-document.ts';
import { isLeaf } from './plan-expression.ts';
import { plannedValues, valuesBefore } from './plan-values.ts';

export interface PlanContext {
  readonly stack: string;
  readonly path: string;
  /** Resources of the configuration that the plan was made from, by address; empty when only the plan is there. */
  readonly declared: ReadonlyMap<string, Resource>;
}

/** Turns a plan into resources. Values come from the plan; references, lifecycle, lines and waivers from the configuration beside it. */
export function planResources(plan: PlanDocument, context: PlanContext): Resource[] {
  const index = indexConfiguration(plan.configuration);
  const providers = new ProviderReader(plan);
  const changed = plan.resourceChanges.map((change) => changedResource(change, index, providers, context));
  const seen = new Set(changed.map((resource) => resource.address));
  const read = [...context.declared.values()].filter(
    (resource) => resource.mode === 'data' && !seen.has(resource.address),
  );
  return [...changed, ...read, ...(context.declared.size === 0 ? readDataSources(plan, context, providers) : [])];
}

function changedResource(
  change: ResourceChange,
  index: ConfigurationIndex,
  providers: ProviderReader,
  context: PlanContext,
): Resource {
  const configured = index.get(configurationKey(change));
  const declared = declaredOf(change, context);
  const walk = configured === undefined ? null : walkOf(configured.module, change.moduleAddress, context.stack);
  const planned = plannedValues(change, {
    path: context.path,
    expressions: configured?.expressions ?? null,
    declared: declared?.values ?? null,
    follow: (references) => (walk === null ? { references: [], decided: false } : follow(references, walk)),
  });
  return {
    id: `${context.stack}/${change.address}`,
    stack: context.stack,
    address: change.address,
    previousAddress: change.previousAddress,
    type: change.mode === 'data' ? `data.${change.type}` : change.type,
    mode: change.mode,
    actions: change.actions,
    replacePaths: change.replacePaths,
    values: planned.values,
    before: losesSomething(change) ? valuesBefore(change.before, change.beforeSensitive, context.path) : null,
    ...(declared === undefined
      ? {
          references: referencesOf(configured, walk),
          undeclared: planned.undeclared,
          provider: providers.read(configured?.providerKey ?? ''),
          ...nothingWritten,
        }
      : writtenIn(declared)),
  };
}

/** What only a configuration says of a resource; a plan never carries it. */
const nothingWritten = {
  lifecycle: null,
  provisioners: [],
  inlineWaivers: [],
  location: null,
  createdBy: null,
  constructPath: null,
} as const;

/** What the configuration beside the plan knows better than the plan; it leaves nothing undeclared. */
type Written = Pick<Resource, keyof typeof nothingWritten | 'references' | 'undeclared' | 'provider' | 'overrides'>;

function writtenIn(declared: Resource): Written {
  const { references, provider, lifecycle, provisioners, inlineWaivers, location, createdBy, constructPath } = declared;
  return {
    references,
    undeclared: [],
    provider,
    lifecycle,
    provisioners,
    inlineWaivers,
    location,
    createdBy,
    constructPath,
    ...(declared.overrides === undefined ? {} : { overrides: declared.overrides }),
  };
}

type Walk = Parameters<typeof follow>[1];

function walkOf(module: ConfiguredModule, moduleAddress: string | null, stack: string): Walk {
  return { stack, module, moduleAddress, via: [] };
}

function configurationKey(change: ResourceChange): string {
  const own = `${change.mode === 'data' ? 'data.' : ''}${change.type}.${change.name}`;
  return change.moduleAddress === null ? own : `${withoutKeys(change.moduleAddress)}.${own}`;
}

/** A resource whose instance keys the configuration could not know was expanded as `[*]`. */
function declaredOf(change: ResourceChange, context: PlanContext): Resource | undefined {
  if (context.declared.size === 0) return undefined;
  return (
    context.declared.get(change.address) ??
    context.declared.get(change.address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '[*]'))
  );
}

function losesSomething(change: ResourceChange): boolean {
  return change.actions.includes('delete') || change.actions.includes('forget');
}

const noReferences: ReadonlyMap<string, readonly Reference[]> = new Map();

function referencesOf(
  configured: ConfiguredResource | undefined,
  walk: Walk | null,
): ReadonlyMap<string, readonly Reference[]> {
  if (configured === undefined || walk === null) return noReferences;
  const references = new Map<string, readonly Reference[]>();
  for (const [key, expression] of Object.entries(configured.expressions)) collect(expression, key, walk, references);
  return references.size === 0 ? noReferences : references;
}

function collect(expression: Json, path: string, walk: Walk, into: Map<string, readonly Reference[]>): void {
  if (isJsonArray(expression)) {
    expression.forEach((block, index) => {
      collect(block, `${path}.${String(index)}`, walk, into);
    });
    return;
  }
  if (!isRecord(expression)) return;
  if (isLeaf(expression)) {
    if (!('references' in expression)) return;
    const found = follow(fullReferences(expression['references']), walk).references;
    if (found.length > 0) into.set(path, found);
    return;
  }
  for (const [key, inner] of Object.entries(expression)) collect(inner, `${path}.${key}`, walk, into);
}

/** Data sources that were read while planning stand in the prior state only. */
function readDataSources(plan: PlanDocument, context: PlanContext, providers: ProviderReader): Resource[] {
  const found: Resource[] = [];
  const visit = (module: JsonRecord): void => {
    for (const entry of arrayAt(module, 'resources')) {
      if (!isRecord(entry) || entry['mode'] !== 'data' || typeof entry['address'] !== 'string') continue;
      found.push(dataSource(entry, entry['address'], context, providers));
    }
    for (const child of arrayAt(module, 'child_modules')) if (isRecord(child)) visit(child);
  };
  visit(recordAt(recordAt(plan.priorState, 'values'), 'root_module'));
  return found;
}

function dataSource(entry: JsonRecord, address: string, context: PlanContext, providers: ProviderReader): Resource {
  const type = entry['type'];
  return {
    id: `${context.stack}/${address}`,
    stack: context.stack,
    address,
    previousAddress: null,
    type: `data.${typeof type === 'string' ? type : 'undefined'}`,
    mode: 'data',
    actions: ['read'],
    replacePaths: [],
    values: valuesBefore(entry['values'] ?? null, entry['sensitive_values'] ?? false, context.path),
    before: null,
    references: noReferences,
    undeclared: [],
    provider: providers.read(''),
    ...nothingWritten,
  };
}

function arrayAt(record: JsonRecord, key: string): readonly Json[] {
  const member = record[key];
  return isJsonArray(member) ? member : [];
}

/** Only these settings of a provider are kept: others may be credentials, which a plan shows in plain text. */
const providerSettings = ['project', 'region', 'zone', 'allowed_account_ids', 'assume_role', 'billing_project'];

class ProviderReader {
  private readonly plan: PlanDocument;
  private readonly known = new Map<string, ProviderConfiguration>();

  constructor(plan: PlanDocument) {
    this.plan = plan;
  }

  read(key: string): ProviderConfiguration {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const expressions = recordAt(recordAt(recordAt(this.plan.configuration, 'provider_config'), key), 'expressions');
    const values = Object.fromEntries(
      providerSettings.flatMap((name): [string, Value][] => {
        const value = this.literal(expressions[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const provider = { key, values: values satisfies ValueObject };
    this.known.set(key, provider);
    return provider;
  }

  /** A literal, or a variable of the root module that has a value; anything else can't be seen in a plan. */
  private literal(expression: Json | undefined): Value | undefined {
    if (isJsonArray(expression)) return expression.map((block) => this.block(block));
    if (!isRecord(expression)) return undefined;
    const references = fullReferences(expression['references']);
    if (references.length === 0) return literalText(expression['constant_value']);
    const [first = ''] = references;
    if (references.length > 1 || !/^var\.[^.[]+$/.test(first)) return undefined;
    const name = first.slice('var.'.length);
    if (this.isSecret(name)) return undefined;
    const value = recordAt(this.plan.variables, name)['value'];
    return typeof value === 'string' ? value : undefined;
  }

  private isSecret(name: string): boolean {
    const { sensitive } = recordAt(recordAt(recordAt(this.plan.configuration, 'root_module'), 'variables'), name);
    return sensitive === true;
  }

  private block(block: Json): ValueObject {
    if (!isRecord(block)) return {};
    return Object.fromEntries(
      Object.entries(block).flatMap(([name, inner]): [string, Value][] => {
        const value = this.literal(inner);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
}

function literalText(value: Json | undefined): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.includes('${')) return undefined;
  if (isJsonArray(value)) return value.filter((member): member is string => typeof member === 'string');
  return typeof value === 'object' ? undefined : value;
}
