import type { Picture, PictureEdge, PictureNode } from '../../../../src/report/graph/graph.ts';
import type { Language } from '../../../../src/report/renderer.ts';
import { registeredReceivers } from '../../../../stacks/receivers.ts';
import { type DeclaredEstate, ofEnvironment, type PlacedResource, textOf } from './declared-estate.ts';
import { diagramWords } from './diagram-words.ts';

/**
 * The system diagram that an application for a licence includes (Regulation 41/2017 Art.4(3)(iii), Art.23(3)(iii)): how control equipment, receivers,
 * facilities that handle records and devices for handling them from afar relate, and where each is. Drawn from what is declared; people sign it.
 */
export function systemDiagram(estate: DeclaredEstate, environment: string, language: Language): Picture {
  const say = diagramWords[language];
  const resources = ofEnvironment(estate, environment);
  const stations = ofType(resources, 'google_compute_external_vpn_gateway').map(({ resource }) =>
    textOf(resource.values['name']).replace(/-peer$/u, ''),
  );
  return {
    title: say.title(environment),
    description: say.description,
    direction: 'LR',
    groups: [
      { id: 'receivers', label: say.receivers, tone: 'outside' },
      { id: 'control', label: say.control, tone: 'quiet' },
      { id: 'records', label: say.records, tone: 'warning' },
      { id: 'remote', label: say.remote, tone: 'good' },
    ],
    nodes: [
      { id: 'satellites', lines: [say.satellites, ...satellitesOf(resources)], tone: 'plain' },
      ...stations.map(
        (name): PictureNode => ({
          id: `station ${name}`,
          lines: [name, say.licence(registeredReceivers[name] ?? say.none)],
          tone: 'plain',
          group: 'receivers',
        }),
      ),
      ...equipment(resources, say),
      ...rooms(estate, environment, say),
    ],
    edges: [...stations.flatMap((name) => stationEdges(name, say)), ...edgesInside(say)],
  };
}

type Words = (typeof diagramWords)[Language];

function ofType(resources: readonly PlacedResource[], type: string): readonly PlacedResource[] {
  return resources.filter(({ resource }) => resource.type === type);
}

/** Each satellite has a key of its own that signs its commands. */
function satellitesOf(resources: readonly PlacedResource[]): readonly string[] {
  return ofType(resources, 'google_kms_crypto_key')
    .filter(({ resource }) => resource.values['purpose'] === 'ASYMMETRIC_SIGN')
    .map(({ resource }) => textOf(resource.values['name']));
}

/** The parts of control equipment and of the facility for records, each with its project and place. */
function equipment(resources: readonly PlacedResource[], say: Words): readonly PictureNode[] {
  const inZone = (prefix: string): readonly PlacedResource[] =>
    resources.filter(({ zone }) => zone?.startsWith(prefix) === true);
  const [ttc, records] = [inZone('satellite-control-'), inZone('remote-sensing-')];
  const node = (id: string, group: string, head: string, members: readonly PlacedResource[]): PictureNode => {
    if (members.length === 0)
      throw new Error(`the system diagram has nothing to show for ${id}: see the types that it looks for`);
    return { id, group, lines: [head, ...namesOf(members), ...placesOf(members, say)], tone: 'plain' };
  };
  const signing = ofType(ttc, 'google_kms_crypto_key').filter(
    ({ resource }) => resource.values['purpose'] === 'ASYMMETRIC_SIGN',
  );
  return [
    node('controllers', 'control', say.controllers, [
      ...ofType(ttc, 'google_container_cluster'),
      ...ofType(ttc, 'google_compute_region_instance_group_manager'),
    ]),
    node('keys', 'control', say.commandKeys, signing),
    node('gateways', 'control', say.gateways, ofType(ttc, 'google_compute_ha_vpn_gateway')),
    node('cluster', 'records', say.processing, ofType(records, 'google_container_cluster')),
    node('stores', 'records', say.stores, ofType(records, 'google_storage_bucket')),
    node('books', 'records', say.books, ofType(records, 'google_logging_project_bucket_config')),
  ];
}

function namesOf(members: readonly PlacedResource[]): readonly string[] {
  const names = members.map(({ resource: { values } }) => values['name'] ?? values['bucket_id']);
  return [...new Set(names.filter((name) => typeof name === 'string'))].sort();
}

function placesOf(members: readonly PlacedResource[], say: Words): readonly string[] {
  const places = members.map(({ resource: { values } }) => values['location'] ?? values['region']);
  const known = [
    ...new Set(places.filter((place) => typeof place === 'string').map((place) => place.toLowerCase())),
  ].sort();
  const projects = [...new Set(members.flatMap(({ project }) => (project === null ? [] : [project])))].sort();
  return [...projects.map(say.project), ...known.map(say.place)];
}

function rooms({ configuration }: DeclaredEstate, environment: string, say: Words): readonly PictureNode[] {
  const zone = configuration.zones.find(({ name }) => name === `remote-sensing-${environment}`);
  const networks = zone?.roomNetworks ?? [];
  const lines = [say.room, ...networks, say.handlers(zone?.handlers.length ?? 0)];
  return [{ id: 'room', lines, tone: 'plain', group: 'remote' }];
}

function stationEdges(name: string, say: Words): readonly PictureEdge[] {
  return [
    { from: 'satellites', to: `station ${name}`, label: say.radio, tone: 'outside' },
    { from: `station ${name}`, to: 'gateways', label: say.tunnel, tone: 'plain' },
  ];
}

function edgesInside(say: Words): readonly PictureEdge[] {
  return [
    { from: 'gateways', to: 'controllers', tone: 'quiet' },
    { from: 'controllers', to: 'keys', label: say.signs, tone: 'plain' },
    { from: 'controllers', to: 'stores', label: say.brings, tone: 'plain' },
    { from: 'room', to: 'cluster', label: say.handles, tone: 'good' },
    { from: 'cluster', to: 'stores', tone: 'quiet' },
    { from: 'cluster', to: 'books', label: say.writes, tone: 'quiet' },
  ];
}
