import type { Configuration } from '../../../../src/configuration/configuration.ts';
import { readConfiguration } from '../../../../src/configuration/read-configuration.ts';
import { buildEstate } from '../../../../src/estate/build-estate.ts';
import type { Resource } from '../../../../src/estate/estate.ts';
import { Placement } from '../../../../src/estate/placement.ts';
import { isValueArray, type Value } from '../../../../src/estate/value.ts';
import { collectApp } from '../../../../src/gate/collect.ts';
import { findModules } from '../../../../src/sources/find-modules.ts';
import { loadSources } from '../../../../src/sources/load-sources.ts';

/** A resource with where it is. */
export interface PlacedResource {
  readonly resource: Resource;
  /** Name of its zone; null for what stands above zones. */
  readonly zone: string | null;
  /** Id of its project, or `AWS account N`; null for what belongs to none. */
  readonly project: string | null;
}

/** All that is declared, and what sekisho.yaml says of it. */
export interface DeclaredEstate {
  readonly resources: readonly PlacedResource[];
  readonly configuration: Configuration;
}

/** Runs the app of the project and reads all that it declares. Throws like `sekisho check` for what can't be read. */
export async function readDeclaredEstate(projectRoot: string): Promise<DeclaredEstate> {
  const configuration = readConfiguration(`${projectRoot}/sekisho.yaml`);
  const sources = await collectApp(projectRoot, ({ directory, nonce }) =>
    loadSources(findModules([directory], { collected: nonce })),
  );
  const { estate, index } = buildEstate(sources);
  const placement = new Placement(configuration.zones, estate.resources, index, null);
  const resources = estate.resources.map((resource) => ({
    resource,
    zone: placement.zoneOf(resource)?.name ?? null,
    project: projectOf(resource),
  }));
  return { resources, configuration };
}

/** The part of an estate that is one environment's: its own stacks, without those that all environments share. */
export function ofEnvironment({ resources }: DeclaredEstate, name: string): readonly PlacedResource[] {
  return resources.filter(({ resource: { stack, mode } }) => stack.endsWith(`-${name}`) && mode === 'managed');
}

function projectOf({ type, values, provider }: Resource): string | null {
  const own = type === 'google_project' ? values['project_id'] : (values['project'] ?? provider.values['project']);
  if (typeof own === 'string') return own;
  const accounts = provider.values['allowed_account_ids'];
  const account = isValueArray(accounts) ? accounts[0] : undefined;
  return typeof account === 'string' ? `AWS account ${account}` : null;
}

/** A value as text: a name, an id; empty when it is no text. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
