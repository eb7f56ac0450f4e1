import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { projects } from '../../stacks/projects.ts';
import { projectEntries } from '../../stacks/register-projects.ts';
import { readText } from '../support/repository.ts';
import { findStack, synthesizeEstate } from './synthesize-estate.ts';

interface ZoneEntry {
  readonly name: string;
  readonly data_class: string;
  readonly select: { readonly projects: string[]; readonly accounts: string[]; readonly stacks: string[] };
  readonly allowed_places: readonly string[];
  readonly allowed_resource_types?: readonly string[];
  readonly handlers: readonly string[];
  readonly room_networks: readonly string[];
}

const { zones } = parse(readText('sekisho.yaml')) as { readonly zones: readonly ZoneEntry[] };
const stacks = synthesizeEstate();

/** Guards of the organisation: in no zone. */
const guards = [
  'google_org_policy_policy',
  'google_access_context_manager_access_level',
  'google_access_context_manager_service_perimeter',
  'google_tags_tag_binding',
];

function findZone(name: string): ZoneEntry {
  const zone = zones.find((entry) => entry.name === name);
  if (zone === undefined)
    throw new Error(`expected a zone ${name}, got ${zones.map((entry) => entry.name).join(', ')}`);
  return zone;
}

describe('the zones of the checkpoint', () => {
  it.each(environmentNames)('hold what is declared for %s: project, people, room, place', (name) => {
    const { isolated } = environments[name];
    const zone = findZone(`remote-sensing-${name}`);
    const { data_class, select, allowed_places, handlers, room_networks } = zone;
    expect({ data_class, projects: select.projects, allowed_places, handlers, room_networks }).toEqual({
      data_class: 'remote-sensing',
      projects: [isolated.projectId, isolated.projectNumber],
      allowed_places: [isolated.region],
      handlers: isolated.handlers,
      room_networks: isolated.roomNetworks,
    });
  });

  it.each(environmentNames)('allow in %s exactly the types that exist there', (name) => {
    const declared = ['foundation', 'isolated'].flatMap((stack) =>
      Object.keys(findStack(stacks, `${stack}-${name}`).json.resource),
    );
    const inZone = new Set(declared.filter((type) => !guards.includes(type)));
    expect(new Set(findZone(`remote-sensing-${name}`).allowed_resource_types)).toEqual(inZone);
  });

  it('hold every project of the registry, by id and number, in its zone and class', () => {
    const entries = projectEntries(projects);
    const named = zones
      .filter(({ select }) => select.projects.length > 0)
      .map(({ name, data_class, select }) => ({ name, data_class, projects: new Set(select.projects) }));
    const registered = [...new Set(entries.map(({ zone }) => zone))].map((name) => {
      const inZone = entries.filter(({ zone }) => zone === name);
      return {
        name,
        data_class: inZone[0]?.dataClass,
        projects: new Set(inZone.flatMap(({ id, number }) => [id, number])),
      };
    });
    const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
      list.toSorted((left, right) => left.name.localeCompare(right.name));
    expect(byName(registered)).toEqual(byName(named));
  });

  it.each(environmentNames)('allow in satellite control of %s exactly the types that exist in production', (name) => {
    const declared = ['control', 'command-keys', 'control-projects'].flatMap((stack) =>
      Object.keys(findStack(stacks, `${stack}-prd`).json.resource),
    );
    expect(new Set(findZone(`satellite-control-${name}`).allowed_resource_types)).toEqual(
      new Set(declared.filter((type) => !guards.includes(type))),
    );
  });

  it.each(environmentNames)('hold the evidence of %s: its auditors, its room, and exactly its types', (name) => {
    const { evidence } = environments[name];
    const { handlers, room_networks, allowed_resource_types } = findZone(`evidence-${name}`);
    expect({ handlers, room_networks }).toEqual({
      handlers: evidence.auditors,
      room_networks: evidence.roomNetworks,
    });
    const declared = Object.keys(findStack(stacks, `evidence-${name}`).json.resource);
    expect(new Set(allowed_resource_types)).toEqual(new Set(declared.filter((type) => !guards.includes(type))));
  });

  it('hold every account of the edge', () => {
    expect(new Set(findZone('edge').select.accounts)).toEqual(
      new Set(environmentNames.map((name) => environments[name].edge.accountId)),
    );
  });
});
