import type { Resource } from '../../../estate/estate.ts';
import { isValueArray, Unknown, type Value } from '../../../estate/value.ts';
import { knownText } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';

/** Projects as the boundary names them: those of the zone by their resource, others as they are written. */
export class ProjectNames {
  /** Projects of the zone; null for one that nobody declares. */
  readonly owners: readonly (Resource | null)[];
  readonly zone: readonly string[];
  private readonly world: ZoneWorld;

  constructor(world: ZoneWorld) {
    this.world = world;
    this.owners = world.projects.resources.length === 0 ? [null] : world.projects.resources;
    this.zone = this.owners.map((owner) => this.keyOf(owner));
  }

  keyOf(project: Resource | null): string {
    return project?.id ?? `zones.${this.world.zone.name}`;
  }

  /** The members of a list that are surely, or in the possible model perhaps, no projects of the zone. */
  strangers(members: Value | undefined, unseen: Unseen): readonly string[] {
    if (!isValueArray(members)) return [];
    return members.flatMap((member) => {
      if (typeof member === 'string') return this.isOwn(member) ? [] : this.named(member, unseen);
      if (!(member instanceof Unknown)) return [];
      const named = this.world.projects.namedBy(member);
      if (named === null) return unseen.isOpen ? ['projects/?'] : [];
      return named.filter((project) => !this.world.projects.has(project)).map((project) => nameOf(project));
    });
  }

  /** The zone's projects that a list of an ingress rule names. */
  own(members: readonly Value[]): readonly string[] {
    return members.flatMap((member) => {
      if (typeof member === 'string') {
        const exact = this.owners
          .filter((owner) => owner !== null && isNamed(owner, member))
          .map((owner) => this.keyOf(owner));
        return exact.length > 0 ? exact : this.isOwn(member) ? this.zone : [];
      }
      const named = member instanceof Unknown ? this.world.projects.namedBy(member) : null;
      return (named ?? []).filter((project) => this.world.projects.has(project)).map((project) => this.keyOf(project));
    });
  }

  /** The zone that a project lies in, as a place where data may get to. */
  placeOf(project: string): string {
    const name = project.replace(/^projects\//u, '');
    const zone = this.world.input.configuration.zones.find(({ select }) => select.projects.includes(name));
    return zone === undefined || zone.name === this.world.zone.name ? `outside:${project}` : `zone:${zone.name}`;
  }

  private isOwn(member: string): boolean {
    return this.world.projects.isNamedIn(member);
  }

  /** While no number of the zone is known, a number may be that of a project of the zone. */
  private named(member: string, unseen: Unseen): readonly string[] {
    const known = [...this.world.projects.names].some((name) => /^\d+$/u.test(name));
    const project = /projects\/([^/]+)/u.exec(member)?.[1] ?? member;
    return known || unseen.isOpen ? [`projects/${project}`] : [];
  }
}

function isNamed(project: Resource, member: string): boolean {
  const names = [knownText(project.values, 'project_id'), knownText(project.values, 'number')];
  return names.some((name) => name !== null && member === `projects/${name}`);
}

function nameOf(project: Resource): string {
  return `projects/${knownText(project.values, 'project_id') ?? project.address}`;
}
