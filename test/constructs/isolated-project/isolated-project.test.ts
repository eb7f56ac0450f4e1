import { describe, expect, it } from 'vitest';
import { IsolatedProject, type IsolatedProjectProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<IsolatedProjectProps> = {}) {
  return synthesize((stack) => {
    new IsolatedProject(stack, 'IsolatedProject', {
      projectId: 'rs-isolated-test',
      projectNumber: '310000000003',
      folderId: '410000000003',
      billingAccount: '01A2B3-C4D5E6-F7A8B9',
      services: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
      accessPolicy: '987654321',
      roomNetworks: ['203.0.113.16/28'],
      handlers: ['user:handler.one@example.jp'],
      domains: ['example.jp'],
      ...changes,
    });
  });
}

const isolated = declare();

describe('an isolated project', () => {
  it('can be deleted neither by Terraform nor by an owner, and says its class', () => {
    const { auto_create_network, deletion_policy, labels, lifecycle } = isolated.only('google_project');
    expect({ auto_create_network, deletion_policy, labels, lifecycle }).toEqual({
      auto_create_network: false,
      deletion_policy: 'PREVENT',
      labels: { data_class: 'remote-sensing' },
      lifecycle: {
        prevent_destroy: true,
        postcondition: [
          {
            condition: '${self.number == "310000000003"}',
            error_message:
              'the number of rs-isolated-test is not 310000000003: record the number that Google assigned as its projectNumber',
          },
        ],
      },
    });
    const { parent, restrictions } = isolated.only('google_resource_manager_lien');
    expect({ parent, restrictions }).toEqual({
      parent: 'projects/${google_project.IsolatedProject_4265ADD3.number}',
      restrictions: ['resourcemanager.projects.delete'],
    });
  });

  it('restricts exactly the services that it enables', () => {
    const enabled = Object.values(isolated.all('google_project_service')).map(({ service }) => service);
    const { status } = isolated.only('google_access_context_manager_service_perimeter') as {
      readonly status: { readonly restricted_services: readonly string[] };
    };
    expect(new Set(status.restricted_services)).toEqual(new Set(enabled));
    expect(enabled).toHaveLength(2);
  });

  it('records every access to data, of everybody', () => {
    const { service, audit_log_config } = isolated.only('google_project_iam_audit_config');
    expect({ service, audit_log_config }).toEqual({
      service: 'allServices',
      audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
    });
  });

  it('disables the default service accounts, which are editors', () => {
    expect(isolated.only('google_project_default_service_accounts')['action']).toBe('DISABLE');
  });

  it('is in its perimeter by reference, so that a plan proves it before Google gave the number', () => {
    const { status } = isolated.only('google_access_context_manager_service_perimeter') as {
      readonly status: { readonly resources: readonly string[] };
    };
    expect(status.resources).toEqual(['projects/${google_project.IsolatedProject_4265ADD3.number}']);
  });

  it('keeps the class label whatever labels are given', () => {
    const labels = { data_class: 'business', environment: 'dev' };
    expect(declare({ labels }).only('google_project')['labels']).toEqual({
      data_class: 'remote-sensing',
      environment: 'dev',
    });
  });

  it.each([
    ['without a folder', { folderId: '' }, '`folderId` is not the number of a folder'],
    ['of an impossible id', { projectId: 'RS' }, '`projectId` is not a valid project id'],
    ['of a number that is no number', { projectNumber: 'rs' }, '`projectNumber` is not a project number'],
    ['without a handler', { handlers: [] }, 'nobody may enter'],
    ['without a room', { roomNetworks: [] }, 'the room has no network'],
  ])('rejects a project %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
