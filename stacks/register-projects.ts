import { DeclarationError, isPerimeterService } from '../constructs/index.ts';
import type { EnvironmentName, ProjectEntry, ProjectRegistry } from './projects.ts';

type Registry = Readonly<Record<EnvironmentName, ProjectRegistry>>;

/** Every entry of a registry, environment by environment. */
export function projectEntries(registry: Registry): readonly ProjectEntry[] {
  return Object.values(registry).flatMap(({ isolated, control, commandKeys, planning, analysis, evidence }) => [
    isolated,
    control,
    commandKeys,
    planning,
    analysis,
    evidence,
  ]);
}

/**
 * Takes a registry as it is written down.
 *
 * Throws `DeclarationError` when a project or number stands twice, a service stands twice in a project, or a project inside a perimeter
 * uses a service that no perimeter protects.
 */
export function registerProjects(registry: Registry): Registry {
  const entries = projectEntries(registry);
  refuseRepeated('id', entries);
  refuseRepeated('number', entries);
  for (const entry of entries) refuseServices(entry);
  return registry;
}

function refuseRepeated(property: 'id' | 'number', entries: readonly ProjectEntry[]): void {
  const values = entries.map((entry) => entry[property]);
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined) {
    throw new DeclarationError('projects', {
      what: `two projects have the same ${property}`,
      got: repeated,
      expected: `each ${property} once`,
      fix: 'register a project once: its zone decides what is judged in it',
    });
  }
}

function refuseServices({ id, dataClass, services }: ProjectEntry): void {
  const names: readonly string[] = services;
  const repeated = names.find((service, index) => names.indexOf(service) !== index);
  if (repeated !== undefined) {
    throw new DeclarationError(`projects/${id}`, {
      what: '`services` names a service twice',
      got: repeated,
      expected: 'each service once',
      fix: 'remove the repetition',
    });
  }
  const unprotected =
    dataClass === 'remote-sensing' || dataClass === 'evidence'
      ? names.find((service) => !isPerimeterService(service))
      : undefined;
  if (unprotected !== undefined) {
    throw new DeclarationError(`projects/${id}`, {
      what: 'the service can not be in a perimeter',
      got: unprotected,
      expected: 'a service that VPC Service Controls protects',
      fix: 'do without it in this project, or run it in a project without regulated records',
    });
  }
}
