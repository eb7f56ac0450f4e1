import { describe, expect, it } from 'vitest';
import { ControllerGroup, type ControllerGroupProps } from '../../../constructs/index.ts';
import { aClosedNetwork, aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<ControllerGroupProps> = {}) {
  return synthesize((stack) => {
    new ControllerGroup(stack, 'Controllers', {
      project: 'rs-isolated-test',
      region: 'asia-northeast1',
      zones: ['asia-northeast1-a', 'asia-northeast1-b'],
      name: 'controllers',
      network: aClosedNetwork(stack),
      sourceImage: 'projects/rs-isolated-test/global/images/family/controller',
      machineType: 'n2d-standard-4',
      machineCount: 2,
      serviceAccount: anAccount(stack, 'controllers'),
      key: aDataKey(stack),
      healthPort: 8080,
      ...changes,
    });
  });
}

const group = declare();

describe('a group of controllers', () => {
  it('has machines without external address, with secure boot, encrypted memory and disk, and OS Login only', () => {
    expect(group.only('google_compute_region_instance_template')).toMatchObject({
      network_interface: [
        {
          subnetwork: '${google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D.id}',
          stack_type: 'IPV4_ONLY',
          nic_type: 'GVNIC',
        },
      ],
      shielded_instance_config: {
        enable_secure_boot: true,
        enable_vtpm: true,
        enable_integrity_monitoring: true,
      },
      confidential_instance_config: { enable_confidential_compute: true, confidential_instance_type: 'SEV' },
      disk: [{ disk_encryption_key: { kms_key_self_link: '${google_kms_crypto_key.DataKey_17AFBB84.id}' } }],
      metadata: { 'enable-oslogin': 'TRUE', 'block-project-ssh-keys': 'TRUE', 'serial-port-enable': 'FALSE' },
    });
    expect(JSON.stringify(group.only('google_compute_region_instance_template'))).not.toContain('access_config');
  });

  it('stands in several zones, is healed, and is never updated by itself', () => {
    expect(group.only('google_compute_region_instance_group_manager')).toMatchObject({
      distribution_policy_zones: ['asia-northeast1-a', 'asia-northeast1-b'],
      target_size: 2,
      update_policy: { type: 'OPPORTUNISTIC', max_unavailable_fixed: 0 },
      auto_healing_policies: { initial_delay_sec: 600 },
    });
  });

  it.each([
    ['one zone', { zones: ['asia-northeast1-a'] }, 'the machines would stand in one zone'],
    ['a foreign zone', { zones: ['asia-northeast1-a', 'us-central1-a'] }, 'or in another region'],
    ['a zone twice', { zones: ['asia-northeast1-a', 'asia-northeast1-a'] }, '`zones` names a zone twice'],
    ['one machine', { machineCount: 1 }, 'one zone less would leave no machine'],
    ['a short image name', { sourceImage: 'debian-12' }, '`sourceImage` is not an image by its full name'],
    ['open memory', { machineType: 'e2-standard-4' }, 'the machine type has no encrypted memory'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
