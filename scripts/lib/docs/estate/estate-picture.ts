import type { Zone } from '../../../../src/configuration/configuration.ts';
import type { Picture, PictureEdge, PictureGroup, PictureNode } from '../../../../src/report/graph/graph.ts';
import type { DeclaredEstate, PlacedResource } from './declared-estate.ts';
import { ofEnvironment } from './declared-estate.ts';
import { estateFlows, type Flow, type FlowEnd } from './estate-flows.ts';
import { linesOfPart, type Part, parts } from './parts-of-project.ts';

/** The estate of one environment by zones: projects, what is in them, the perimeters around them, and what flows between systems. */
export function estatePicture(estate: DeclaredEstate, environment: string): Picture {
  const resources = ofEnvironment(estate, environment);
  const projects = projectsOf(resources);
  const flows = [...estateFlows(resources), ...roomFlows(estate, resources)];
  const zones = estate.configuration.zones.filter(({ name }) => [...projects.values()].includes(name));
  const nodes = [...projects.keys()].flatMap((project) => projectNodes(project, resources));
  const drawn = new Set(nodes.map(({ id }) => id));
  const outside = new Map(
    flows
      .flatMap(({ from, to }) => [from, to])
      .flatMap((end): readonly (readonly [string, string])[] =>
        end.kind === 'outside' ? [[endId(end), end.name]] : [],
      ),
  );
  return {
    title: `The estate of ${environment} by zones`,
    description: `Zones of the checkpoint, the projects in them, the perimeters around projects, and the flows that the declaration of ${environment} allows between systems. Drawn from the synthesized code.`,
    direction: 'LR',
    groups: [
      ...zones.map(zoneGroup),
      ...[...projects].flatMap(([project, zone]) => projectGroups(project, zone, resources)),
    ],
    nodes: [
      ...[...outside].sort().map(([id, name]): PictureNode => ({ id, lines: linesOf(name), tone: 'outside' })),
      ...nodes,
    ],
    edges: [...insideEdges([...projects.keys()], drawn), ...flows.map(flowEdge)].filter(
      ({ from, to }) => isDrawn(from, drawn) && isDrawn(to, drawn),
    ),
  };
}

function isDrawn(id: string, drawn: ReadonlySet<string>): boolean {
  return id.startsWith('outside ') || drawn.has(id);
}

/** A name with an explanation in brackets takes two lines. */
function linesOf(name: string): readonly string[] {
  return name.replace(' (', '\n(').split('\n');
}

/** Projects with something to draw, and the zone of each. */
function projectsOf(resources: readonly PlacedResource[]): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  for (const { project, zone } of resources) {
    if (project !== null && zone !== null && projectNodes(project, resources).length > 0) projects.set(project, zone);
  }
  return projects;
}

function zoneGroup({ name, dataClass }: Zone): PictureGroup {
  const tone = dataClass === 'remote-sensing' ? 'warning' : 'quiet';
  return { id: `zone ${name}`, label: `zone ${name} (${dataClass})`, tone };
}

function projectGroups(project: string, zone: string, resources: readonly PlacedResource[]): readonly PictureGroup[] {
  const label = project.startsWith('AWS') ? project : `project ${project}`;
  const number = resources.find(({ resource, project: id }) => resource.type === 'google_project' && id === project);
  const perimeter = number === undefined ? undefined : perimeterAround(number, resources);
  const own: PictureGroup = { id: `project ${project}`, label, tone: 'plain' };
  if (perimeter === undefined) return [{ ...own, parent: `zone ${zone}` }];
  const wall: PictureGroup = {
    id: `perimeter ${project}`,
    label: `perimeter ${perimeter} (enforced)`,
    tone: 'good',
    parent: `zone ${zone}`,
  };
  return [wall, { ...own, parent: wall.id }];
}

/** The perimeter of the stack that makes the project, when it is enforced. */
function perimeterAround({ resource }: PlacedResource, resources: readonly PlacedResource[]): string | undefined {
  const found = resources.find(
    ({ resource: one }) =>
      one.type === 'google_access_context_manager_service_perimeter' &&
      one.stack === resource.stack &&
      one.values['status'] !== undefined,
  );
  const title = found?.resource.values['title'];
  return typeof title === 'string' ? title : undefined;
}

function projectNodes(project: string, resources: readonly PlacedResource[]): readonly PictureNode[] {
  const own = resources.filter((one) => one.project === project);
  const heads: Readonly<Record<Part, string>> = { entry: 'Ways in', work: 'Runs', data: 'Keeps' };
  return parts.flatMap((part) => {
    const lines = linesOfPart(own, part);
    return lines.length === 0
      ? []
      : [
          {
            id: `${part} ${project}`,
            lines: [heads[part], ...lines],
            tone: 'plain' as const,
            group: `project ${project}`,
          },
        ];
  });
}

function insideEdges(projects: readonly string[], drawn: ReadonlySet<string>): readonly PictureEdge[] {
  return projects.flatMap((project) => {
    const there = parts.map((part) => `${part} ${project}`).filter((id) => drawn.has(id));
    return there.slice(1).map((to, at): PictureEdge => ({ from: there[at] ?? to, to, tone: 'quiet' }));
  });
}

function flowEdge({ from, to, label }: Flow): PictureEdge {
  return { from: endId(from), to: endId(to), label, tone: from.kind === 'outside' ? 'outside' : 'plain' };
}

function endId(end: FlowEnd): string {
  return end.kind === 'outside' ? `outside ${end.name} ${end.beside ?? ''}`.trim() : `${end.part} ${end.project}`;
}

/** Handlers reach records from the room only: one rule of the perimeter names both. */
function roomFlows({ configuration }: DeclaredEstate, resources: readonly PlacedResource[]): readonly Flow[] {
  return configuration.zones
    .filter(({ dataClass }) => dataClass === 'remote-sensing')
    .flatMap((zone): readonly Flow[] => {
      const project = resources.find(
        (one) => one.zone === zone.name && one.resource.type === 'google_project',
      )?.project;
      if (project === undefined || project === null) return [];
      const name = `security room (${zone.roomNetworks.join(', ')})`;
      const to: FlowEnd = { kind: 'project', project, part: 'work' };
      return [
        {
          from: { kind: 'outside', name },
          to,
          label: `${String(zone.handlers.length)} handlers, by name and from the room`,
        },
      ];
    });
}
