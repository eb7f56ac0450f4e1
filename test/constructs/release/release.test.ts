import { describe, expect, it } from 'vitest';
import { IsolatedProject, type ReleaseDeclaration } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const one = 'user:handler.one@example.jp';
const two = 'user:handler.two@example.jp';
const release: ReleaseDeclaration = {
  recordClass: 'sar-l1',
  recipients: [{ name: 'Example Mapping', certificate: 'RS-C-0012', projectNumber: '510000000001' }],
  approval: { reference: 'RS-2026-014', approvers: [one, two] },
};

const project = {
  projectId: 'rs-isolated-test',
  projectNumber: '310000000003',
  folderId: '410000000003',
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
  services: ['storage.googleapis.com'],
  accessPolicy: '987654321',
  roomNetworks: ['203.0.113.16/28'],
  handlers: [one, two],
  domains: ['example.jp'],
} as const;

function declare(changes?: Partial<ReleaseDeclaration>) {
  return synthesize((stack) => {
    new IsolatedProject(stack, 'IsolatedProject', {
      ...project,
      ...(changes === undefined ? {} : { release: { ...release, ...changes } }),
    });
  });
}

/** The enforced egress rules. */
function egress(declared: ReturnType<typeof declare>): unknown {
  const { status } = declared.only('google_access_context_manager_service_perimeter') as {
    readonly status: { readonly egress_policies?: unknown };
  };
  return status.egress_policies ?? [];
}

describe('a release', () => {
  it('is closed in a lockdown', () => {
    const closed = synthesize((stack) => {
      new IsolatedProject(stack, 'IsolatedProject', { ...project, release, lockdown: { incident: 'INC-2026-003' } });
    });
    expect([egress(declare({})), egress(closed)]).toEqual([[expect.anything()], []]);
  });

  it('is closed unless it is declared', () => {
    const closed = declare();
    expect([egress(closed), closed.types.includes('google_service_account')]).toEqual([[], false]);
  });

  it('lets one account create objects in the projects of certified recipients, and nothing else', () => {
    expect(egress(declare({}))).toEqual([
      {
        title: 'Release sar-l1, RS-2026-014',
        egress_from: {
          identities: ['serviceAccount:release@rs-isolated-test.iam.gserviceaccount.com'],
          source_restriction: 'SOURCE_RESTRICTION_ENABLED',
          sources: [{ resource: 'projects/${google_project.IsolatedProject_4265ADD3.number}' }],
        },
        egress_to: {
          resources: ['projects/510000000001'],
          operations: [
            { service_name: 'storage.googleapis.com', method_selectors: [{ method: 'google.storage.objects.create' }] },
          ],
        },
      },
    ]);
  });

  it.each([
    ['raw records', { recordClass: 'sar-raw' }, '`recordClass` can not be released: got "sar-raw"'],
    ['nobody', { recipients: [] }, 'the release has no recipient'],
    [
      'a recipient without certificate',
      { recipients: [{ name: 'Someone', certificate: '', projectNumber: '510000000001' }] },
      'recipient Someone has no certificate',
    ],
    [
      'every project',
      { recipients: [{ name: 'Someone', certificate: 'RS-C-0012', projectNumber: '*' }] },
      'the project of recipient Someone is not named by number',
    ],
    ['one approver', { approval: { reference: 'RS-1', approvers: [one] } }, 'not approved by two handlers'],
    [
      'an approver who is no handler',
      { approval: { reference: 'RS-1', approvers: [one, 'user:director@example.jp'] } },
      'the release is not approved by two handlers',
    ],
    ['no record of the decision', { approval: { reference: '', approvers: [one, two] } }, 'has no reference'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
