import { describe, expect, it } from 'vitest';
import { SystemProject, type SystemProjectProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<SystemProjectProps> = {}) {
  return synthesize((stack) => {
    new SystemProject(stack, 'Planning', {
      projectId: 'planning-test',
      projectNumber: '310000000031',
      folderId: '410000000001',
      billingAccount: '01A2B3-C4D5E6-F7A8B9',
      dataClass: 'business',
      services: ['compute.googleapis.com', 'iam.googleapis.com'],
      ...changes,
    });
  });
}

describe('the project of a system', () => {
  it('can use only the services that it enables', () => {
    const declared = declare();
    const enabled = Object.values(declared.all('google_project_service')).map(({ service }) => service);
    expect([enabled, declared.only('google_org_policy_policy')['spec']]).toEqual([
      ['compute.googleapis.com', 'iam.googleapis.com'],
      { inherit_from_parent: false, rules: [{ values: { allowed_values: enabled } }] },
    ]);
  });

  it('records access, has no default accounts, and is held by a lien', () => {
    expect(declare().types).toEqual([
      'google_org_policy_policy',
      'google_project',
      'google_project_default_service_accounts',
      'google_project_iam_audit_config',
      'google_project_service',
      'google_resource_manager_lien',
    ]);
    expect(declare().only('google_project')).toMatchObject({
      labels: { data_class: 'business' },
      deletion_policy: 'PREVENT',
    });
  });

  it.each([
    ['regulated records', { dataClass: 'remote-sensing' as never }, 'the class of data needs a boundary'],
    ['no service', { services: [] }, 'the project could use no service'],
    ['a project id that Google refuses', { projectId: 'Planning' }, '`projectId` is not a valid project id'],
    ['no folder', { folderId: '' }, '`folderId` is not the number of a folder'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
