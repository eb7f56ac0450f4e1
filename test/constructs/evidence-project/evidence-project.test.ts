import { describe, expect, it } from 'vitest';
import { EvidenceProject, type EvidenceProjectProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<EvidenceProjectProps> = {}) {
  return synthesize((stack) => {
    new EvidenceProject(stack, 'EvidenceProject', {
      projectId: 'evidence-test',
      projectNumber: '310000000059',
      folderId: '410000000009',
      billingAccount: '01A2B3-C4D5E6-F7A8B9',
      services: ['logging.googleapis.com', 'monitoring.googleapis.com'],
      accessPolicy: '987654321',
      roomNetworks: ['203.0.113.16/28'],
      auditors: ['user:auditor.one@example.jp'],
      logParents: [
        { kind: 'folder', id: '410000000009' },
        { kind: 'organization', id: '123456789012' },
      ],
      ...changes,
    });
  });
}

describe('the evidence project', () => {
  it('lets auditors in from the room, entries in from aggregated sinks, and nothing out', () => {
    const { status } = declare().only('google_access_context_manager_service_perimeter') as {
      readonly status: Readonly<Record<string, unknown>>;
    };
    const resources = ['projects/${google_project.EvidenceProject_4FD9D008.number}'];
    const all = ['logging.googleapis.com', 'monitoring.googleapis.com'];
    expect(status).toEqual({
      resources,
      access_levels: [],
      restricted_services: all,
      vpc_accessible_services: { enable_restriction: true, allowed_services: ['RESTRICTED-SERVICES'] },
      ingress_policies: [
        {
          title: 'Named auditors from the security room',
          ingress_from: {
            identities: ['user:auditor.one@example.jp'],
            sources: [
              {
                access_level:
                  '${google_access_context_manager_access_level.EvidenceProject_SecurityRoom_2C4AB84B.name}',
              },
            ],
          },
          ingress_to: {
            resources,
            operations: all.map((service_name) => ({ service_name, method_selectors: [{ method: '*' }] })),
          },
        },
        {
          title: 'Entries from aggregated sinks',
          ingress_from: {
            identities: [
              'serviceAccount:service-folder-410000000009@gcp-sa-logging.iam.gserviceaccount.com',
              'serviceAccount:service-org-123456789012@gcp-sa-logging.iam.gserviceaccount.com',
            ],
            sources: [{ access_level: '*' }],
          },
          ingress_to: {
            resources,
            operations: [
              {
                service_name: 'logging.googleapis.com',
                method_selectors: [{ method: 'LoggingServiceV2.WriteLogEntries' }],
              },
            ],
          },
        },
      ],
      egress_policies: [],
    });
  });

  it('gives auditors sight of everything and a hand on nothing', () => {
    const grants = Object.values(declare().all('google_project_iam_member'));
    expect(grants.map(({ role }) => String(role)).sort()).toEqual([
      'roles/logging.privateLogViewer',
      'roles/logging.viewAccessor',
      'roles/logging.viewer',
      'roles/monitoring.viewer',
    ]);
  });

  it('keeps traces of itself, and stands against deletion', () => {
    const declared = declare();
    expect(declared.only('google_project')).toMatchObject({
      labels: { data_class: 'evidence' },
      deletion_policy: 'PREVENT',
    });
    expect(declared.types).toEqual(
      expect.arrayContaining(['google_project_iam_audit_config', 'google_resource_manager_lien']),
    );
  });

  it.each([
    ['without a log', { logParents: [] }, 'no log comes in'],
    ['without an auditor', { auditors: [] }, 'nobody could read the books'],
    ['read by a group', { auditors: ['group:auditors@example.jp'] }, 'an auditor is not a named person'],
    [
      'that watches nothing',
      { services: ['logging.googleapis.com'] as const },
      'the project could keep or watch nothing',
    ],
    ['without a room', { roomNetworks: [] }, 'the room has no network'],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
