import { describe, expect, it } from 'vitest';
import { projects } from '../../stacks/projects.ts';
import { registerProjects } from '../../stacks/register-projects.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const { dev } = projects;

/** The registry with another isolated project in development. */
function withIsolated(changes: Readonly<Record<string, unknown>>) {
  return () => registerProjects({ ...projects, dev: { ...dev, isolated: { ...dev.isolated, ...changes } } });
}

describe('the registry of projects', () => {
  it.each([
    ['a project twice', { id: 'rs-isolated-prd' }, 'two projects have the same id: got "rs-isolated-prd"'],
    ['a number twice', { number: '310000000003' }, 'two projects have the same number: got "310000000003"'],
    ['a service twice', { services: ['storage.googleapis.com', 'storage.googleapis.com'] }, 'names a service twice'],
    [
      'a service that no perimeter protects',
      { services: ['cloudshell.googleapis.com'] },
      'projects/rs-isolated-dev: the service can not be in a perimeter: got "cloudshell.googleapis.com"',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(withIsolated(changes)).toThrow(message);
  });

  it('is where enabled, allowed and restricted services come from', () => {
    const foundation = findStack(synthesizeEstate(), 'foundation-prd');
    const sorted = projects.prd.isolated.services.toSorted();
    const [perimeter] = resourcesOf(foundation, 'google_access_context_manager_service_perimeter');
    const [allowed] = resourcesOf(foundation, 'google_org_policy_policy');
    expect(
      resourcesOf(foundation, 'google_project_service')
        .map(({ service }) => service)
        .sort(),
    ).toEqual(sorted);
    expect(perimeter?.['status']).toMatchObject({ restricted_services: [...projects.prd.isolated.services] });
    expect(allowed?.['spec']).toMatchObject({ rules: [{ values: { allowed_values: sorted } }] });
  });
});
