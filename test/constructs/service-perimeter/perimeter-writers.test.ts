import { describe, expect, it } from 'vitest';
import { IsolatedProject, type PerimeterWriter } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const writer: PerimeterWriter = {
  title: 'Observation data',
  identity: 'serviceAccount:ground-station@satellite-control-test.iam.gserviceaccount.com',
  sourceProjectNumber: '310000000013',
  service: 'storage.googleapis.com',
  methods: ['google.storage.objects.create'],
};

function declare(writers: readonly PerimeterWriter[]) {
  return synthesize((stack) => {
    new IsolatedProject(stack, 'IsolatedProject', {
      projectId: 'rs-isolated-test',
      projectNumber: '310000000003',
      folderId: '410000000003',
      billingAccount: '01A2B3-C4D5E6-F7A8B9',
      services: ['storage.googleapis.com'],
      accessPolicy: '987654321',
      roomNetworks: ['203.0.113.16/28'],
      handlers: ['user:handler.one@example.jp'],
      domains: ['example.jp'],
      writers,
    });
  });
}

describe('a writer of a perimeter', () => {
  it('brings something in from its own project by one method', () => {
    const { status } = declare([writer]).only('google_access_context_manager_service_perimeter') as {
      readonly status: { readonly ingress_policies: readonly unknown[] };
    };
    expect(status.ingress_policies.slice(1)).toEqual([
      {
        title: 'Observation data',
        ingress_from: { identities: [writer.identity], sources: [{ resource: 'projects/310000000013' }] },
        ingress_to: {
          resources: ['projects/${google_project.IsolatedProject_4265ADD3.number}'],
          operations: [
            { service_name: 'storage.googleapis.com', method_selectors: [{ method: 'google.storage.objects.create' }] },
          ],
        },
      },
    ]);
  });

  it.each([
    ['a person', { identity: 'user:somebody@example.jp' }, 'is not one service account'],
    ['any account', { identity: 'serviceAccount:*@x.iam.gserviceaccount.com' }, 'is not one service account'],
    ['a writer from anywhere', { sourceProjectNumber: '*' }, 'writer Observation data comes from no project'],
    ['a writer that reads', { methods: ['google.storage.objects.get'] }, 'can do more than create objects'],
    ['a writer of every method', { methods: ['*'] }, 'writer Observation data can do more than create objects'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare([{ ...writer, ...changes }])).toThrow(message);
  });

  it('refuses two rules of one title', () => {
    expect(() => declare([writer, writer])).toThrow('`writers` has a title twice');
  });
});
