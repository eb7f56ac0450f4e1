import { Project } from '@cdktf/provider-google/lib/project/index.js';
import type { TerraformStack } from 'cdktf';
import { describe, expect, it } from 'vitest';
import {
  type PerimeterService,
  type PerimeterWriter,
  SecurityRoom,
  ServicePerimeter,
  type ServicePerimeterProps,
} from '../../../constructs/index.ts';
import { type Attributes, synthesize } from '../synthesize.ts';

const handlers = ['user:handler.one@example.jp', 'user:handler.two@example.jp'];

const writer: PerimeterWriter = {
  title: 'Observation data',
  identity: 'serviceAccount:ground-station@satellite-control-test.iam.gserviceaccount.com',
  sourceProjectNumber: '310000000013',
  service: 'storage.googleapis.com',
  methods: ['google.storage.objects.create'],
};

function aRoom(stack: TerraformStack): SecurityRoom {
  return new SecurityRoom(stack, 'Room', { accessPolicy: '987654321', name: 'room', networks: ['203.0.113.16/28'] });
}

function declare(changes: Partial<ServicePerimeterProps> = {}) {
  return synthesize((stack) => {
    new ServicePerimeter(stack, 'Perimeter', {
      accessPolicy: '987654321',
      name: 'rs_isolated',
      projectNumbers: ['310000000003'],
      services: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
      handlers,
      domains: ['example.jp'],
      room: aRoom(stack),
      ...changes,
    });
  });
}

describe('the service perimeter', () => {
  it('is enforced, and its only way in asks for a named handler AND the room', () => {
    const { status, spec, use_explicit_dry_run_spec } = declare().only(
      'google_access_context_manager_service_perimeter',
    );
    expect({ status, spec, use_explicit_dry_run_spec }).toEqual({
      use_explicit_dry_run_spec: false,
      spec: undefined,
      status: {
        resources: ['projects/310000000003'],
        access_levels: [],
        restricted_services: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
        vpc_accessible_services: { enable_restriction: true, allowed_services: ['RESTRICTED-SERVICES'] },
        ingress_policies: [
          {
            title: 'Named handlers from the security room',
            ingress_from: {
              identities: handlers,
              sources: [{ access_level: '${google_access_context_manager_access_level.Room_4AB29A70.name}' }],
            },
            ingress_to: {
              resources: ['projects/310000000003'],
              operations: [
                { service_name: 'storage.googleapis.com', method_selectors: [{ method: '*' }] },
                { service_name: 'cloudkms.googleapis.com', method_selectors: [{ method: '*' }] },
              ],
            },
          },
        ],
        egress_policies: [],
      },
    });
  });

  it('shuts out the room in a lockdown, while machines still bring in what would be lost', () => {
    const { status, description } = declare({ lockdown: { incident: 'INC-2026-003' }, writers: [writer] }).only(
      'google_access_context_manager_service_perimeter',
    ) as { readonly status: Attributes; readonly description: string };
    const rules = status['ingress_policies'] as readonly Attributes[];
    expect({ description, titles: rules.map(({ title }) => title), egress: status['egress_policies'] }).toEqual({
      description: 'Locked down by incident INC-2026-003: nobody in, nothing out',
      titles: ['Observation data'],
      egress: [],
    });
  });

  it('tries out another boundary beside the one in force, around the same projects', () => {
    const plain = declare().only('google_access_context_manager_service_perimeter');
    const { status, spec, use_explicit_dry_run_spec } = declare({
      dryRun: { services: ['storage.googleapis.com'], handlers: ['user:handler.one@example.jp'] },
    }).only('google_access_context_manager_service_perimeter');
    expect({ status, use_explicit_dry_run_spec }).toEqual({
      status: plain['status'],
      use_explicit_dry_run_spec: true,
    });
    const tried = declare({ services: ['storage.googleapis.com'], handlers: ['user:handler.one@example.jp'] });
    expect(spec).toEqual(tried.only('google_access_context_manager_service_perimeter')['status']);
  });

  it('tries out a lockdown', () => {
    const { status, spec } = declare({ dryRun: { lockdown: { incident: 'DRILL-2026' } } }).only(
      'google_access_context_manager_service_perimeter',
    ) as { readonly status: Attributes; readonly spec: Attributes };
    expect([status['ingress_policies'], spec['ingress_policies'] ?? []]).toEqual([[expect.anything()], []]);
  });

  it('ignores no change of itself', () => {
    expect(declare().only('google_access_context_manager_service_perimeter')['lifecycle']).toEqual({
      prevent_destroy: true,
    });
  });

  it.each([
    ['without a project', { projectNumbers: [] }, 'the perimeter protects no project'],
    ['of a project id', { projectNumbers: ['rs-isolated'] }, '`projectNumbers` holds something else than a number'],
    ['of a project twice', { projectNumbers: ['1', '1'] }, '`projectNumbers` names a project twice'],
    ['without a service', { services: [] }, 'the perimeter restricts no service'],
    ['without a handler', { handlers: [] }, 'nobody may enter'],
    ['for a group', { handlers: ['group:handlers@example.jp'] }, 'a handler is not a named person'],
    [
      'for a service account',
      { handlers: ['serviceAccount:ci@x.iam.gserviceaccount.com'] },
      'a handler is not a named',
    ],
    ['for any identity', { handlers: ['*'] }, 'a handler is not a named person'],
    ['for a stranger', { handlers: ['user:someone@example.com'] }, 'a handler has no address of ours'],
    ['locked down for no reason', { lockdown: { incident: '' } }, 'the lockdown names no incident'],
    ['that tries out a stranger', { dryRun: { handlers: ['user:a@example.com'] } }, 'a handler has no address of ours'],
    ['that tries out no service', { dryRun: { services: [] } }, 'the perimeter restricts no service'],
    ['with a hyphen in its name', { name: 'rs-isolated' }, '`name` is not a valid perimeter name'],
  ])('rejects a perimeter %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it('rejects a service that no perimeter protects, also where types are not checked', () => {
    const services = ['storage.googleapis.com', 'drive.googleapis.com'] as unknown as readonly PerimeterService[];
    expect(() => declare({ services })).toThrow(
      'the service is not known to be protected by VPC Service Controls: got "drive.googleapis.com"',
    );
  });

  it('rejects literals beside a number that is known only after apply, since it would hide them in a plan', () => {
    const mixed = () =>
      synthesize((stack) => {
        const project = new Project(stack, 'Project', { name: 'p', projectId: 'rs-isolated' });
        new ServicePerimeter(stack, 'Perimeter', {
          accessPolicy: '987654321',
          name: 'rs_isolated',
          projectNumbers: [project.number, '310000000003'],
          services: ['storage.googleapis.com'],
          handlers,
          domains: ['example.jp'],
          room: aRoom(stack),
        });
      });
    expect(mixed).toThrow('literal project numbers stand beside references');
  });
});
