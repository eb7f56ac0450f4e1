import { resolve } from 'node:path';
import { SekishoError } from '../errors.ts';
import type { Source, Sources } from '../sources/source.ts';
import type { Estate, Resource, Stack, Stage } from './estate.ts';
import { indexNames, literalReferences, type NameIndex } from './literal-references.ts';
import { type ExpandedModule, expandConfiguration } from './module/expand-configuration.ts';
import { type PlanDocument, readPlanDocument } from './plan/plan-document.ts';
import { planResources } from './plan/plan-resources.ts';
import { refuseForeignPlan } from './plan/refuse-foreign-plan.ts';
import { ResourceIndex } from './resource-index.ts';
import { sourcesByStack } from './sources-by-stack.ts';
import type { Reference, Value } from './value.ts';

export interface BuiltEstate {
  readonly estate: Estate;
  readonly index: ResourceIndex;
  /** Resources by source, for the report's inputs. */
  readonly counts: ReadonlyMap<Source, number>;
}

/**
 * Builds one estate from everything that was read: configurations are expanded, plans joined with the configuration beside them, outputs
 * followed from stack to stack. Throws a SekishoError for cycles, duplicate addresses, plans that can't be believed, and when nothing is declared.
 */
export function buildEstate(sources: Sources): BuiltEstate {
  const expanded = expandAll(sources);
  const counts = new Map<Source, number>();
  const stacks: Stack[] = [];
  const resources: Resource[] = [];
  for (const source of sources.sources) {
    const own = resourcesOf(source, expanded.get(source), sources);
    counts.set(source, own.resources.length);
    resources.push(...own.resources);
    stacks.push(own.stack);
  }
  refuseEmpty(resources, sources);
  const named = withLiteralReferences(resources);
  named.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { estate: { stage: stageOf(sources), stacks, resources: named }, index: new ResourceIndex(named), counts };
}

function expandAll(sources: Sources): ReadonlyMap<Source, ExpandedModule> {
  const expanded = new Map<Source, ExpandedModule>();
  const byStack = sourcesByStack(sources);
  const remoteOutput = (stack: string, output: string): Value | undefined => {
    const producer = byStack.get(stack);
    return producer === undefined ? undefined : expanded.get(producer)?.outputs.get(output);
  };
  const remoteReferences = (stack: string, output: string): readonly Reference[] => {
    const producer = byStack.get(stack);
    return producer === undefined ? [] : (expanded.get(producer)?.outputReferences.get(output) ?? []);
  };
  for (const source of byStack.values()) {
    if (source.configuration.length === 0) continue;
    expanded.set(
      source,
      expandConfiguration(
        { files: source.configuration },
        {
          stack: source.stack,
          directory: source.directory,
          loadModule: (path, from) => {
            const files = sources.localModules.get(resolve(from, path));
            return files === undefined ? null : { files };
          },
          remoteOutput,
          remoteReferences,
        },
      ),
    );
  }
  return expanded;
}

function resourcesOf(
  source: Source,
  expanded: ExpandedModule | undefined,
  sources: Sources,
): { readonly resources: readonly Resource[]; readonly stack: Stack } {
  const declared = expanded?.resources ?? [];
  const stack = {
    name: source.stack,
    path: source.path,
    outputs: expanded?.outputs ?? new Map<string, Value>(),
    unmodelled: expanded?.unmodelled ?? [],
  };
  const seen = [...source.blindSpots, ...(expanded?.blindSpots ?? [])];
  if (source.plan === null)
    return { resources: declared, stack: { ...stack, stage: stageOf(sources), blindSpots: seen } };
  const plan = readPlanDocument(source.plan.document, source.plan.path);
  const resources = planResources(plan, {
    stack: source.stack,
    path: source.plan.path,
    declared: new Map(declared.map((resource) => [resource.address, resource])),
  });
  if (expanded !== undefined) {
    const wholeConfiguration = expanded.blindSpots.length === 0;
    refuseForeignPlan({ path: source.plan.path, declared, planned: resources, wholeConfiguration });
  }
  const blindSpots = [...seen, ...planBlindSpots(source, plan)];
  return { resources, stack: { ...stack, stage: 'plan', blindSpots } };
}

function planBlindSpots(source: Source, plan: PlanDocument): string[] {
  const spots: string[] = [];
  if (source.configuration.length === 0) {
    spots.push(
      `${source.stack}: a plan without its configuration shows no ignore_changes, prevent_destroy, provisioners, inline waivers or source lines`,
    );
  }
  if (!plan.completeIsKnown)
    spots.push(
      `${source.stack}: the plan does not say whether it is complete; -target and -exclude leave no mark in it`,
    );
  for (const failed of plan.failedChecks)
    spots.push(`${source.stack}: the plan's own ${failed}; Terraform only warns of it`);
  return spots;
}

/** One plan makes the run a plan's: what is unknown then blocks, also in stacks that could not be planned yet. */
function stageOf(sources: Sources): Stage {
  return sources.sources.some((source) => source.plan !== null) ? 'plan' : 'synth';
}

/** With the references that resources hold as plain text. */
export function withLiteralReferences(resources: readonly Resource[]): Resource[] {
  const names = indexNames(resources);
  return resources.map((resource) => withOwnLiterals(resource, names));
}

function withOwnLiterals(resource: Resource, names: NameIndex): Resource {
  const found = literalReferences(resource, names);
  if (found.length === 0) return resource;
  const references = new Map(resource.references);
  for (const [attribute, reference] of found) {
    const known = references.get(attribute) ?? [];
    const isKnown = known.some(({ address, stack }) => address === reference.address && stack === reference.stack);
    if (!isKnown) references.set(attribute, [...known, reference]);
  }
  return { ...resource, references };
}

function refuseEmpty(resources: readonly Resource[], sources: Sources): void {
  if (resources.length > 0) return;
  throw new SekishoError({
    code: 'NOTHING_TO_JUDGE',
    what: 'nothing is declared: there is no resource to judge',
    got: sources.sources.map((source) => source.path).join(', '),
    expected: 'at least one resource in a configuration or plan',
    fix: 'check that these are the right paths; a run that judges nothing is no pass',
    ja: {
      what: '何も宣言されておらず、判定するリソースがない',
      expected: '構成又は plan に一つ以上のリソース',
      fix: 'パスが正しいか確かめる（何も判定しないことは合格ではない）',
    },
  });
}
