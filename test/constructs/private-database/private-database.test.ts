import { describe, expect, it } from 'vitest';
import { PrivateDatabase, type PrivateDatabaseProps } from '../../../constructs/index.ts';
import { aClosedNetwork, aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<PrivateDatabaseProps> = {}) {
  return synthesize((stack) => {
    new PrivateDatabase(stack, 'Database', {
      project: 'rs-isolated-test',
      region: 'asia-northeast1',
      name: 'control',
      databaseName: 'control',
      network: aClosedNetwork(stack),
      range: '10.99.0.0/24',
      tier: 'db-custom-2-8192',
      key: aDataKey(stack),
      users: [anAccount(stack, 'scheduler')],
      ...changes,
    });
  });
}

const database = declare();
const instance = database.only('google_sql_database_instance');

describe('a private database', () => {
  it('has a private address only, speaks TLS, and stands in two zones', () => {
    expect(instance['settings']).toMatchObject({
      availability_type: 'REGIONAL',
      connector_enforcement: 'REQUIRED',
      ip_configuration: {
        ipv4_enabled: false,
        private_network: '${google_compute_network.ClosedNetwork_AD875D20.id}',
        ssl_mode: 'ENCRYPTED_ONLY',
      },
    });
  });

  it('can be restored to any second of a week, in its region, under our key, and can not be deleted', () => {
    expect(instance).toMatchObject({
      encryption_key_name: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
      settings: {
        deletion_protection_enabled: true,
        backup_configuration: {
          enabled: true,
          point_in_time_recovery_enabled: true,
          location: 'asia-northeast1',
          transaction_log_retention_days: 7,
        },
      },
    });
  });

  it('takes the way out from the other side of the peering', () => {
    expect(database.only('google_service_networking_vpc_service_controls')).toMatchObject({ enabled: true });
    expect(database.only('google_compute_global_address')).toMatchObject({
      address_type: 'INTERNAL',
      address: '10.99.0.0',
      prefix_length: 24,
    });
  });

  it('has users without passwords', () => {
    const { name, type, password } = database.only('google_sql_user');
    expect({ name, type, password }).toEqual({
      name: 'scheduler@rs-isolated-test.iam',
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      password: undefined,
    });
  });

  it.each([
    ['a zone', { region: 'asia-northeast1-a' }, '`region` is not a region'],
    ['a bad name', { name: 'Control' }, '`name` is not usable'],
    ['a shared core', { tier: 'db-f1-micro' }, '`tier` has no second zone'],
    ['nobody', { users: [] }, 'nobody may sign in'],
    ['a range that is too small', { range: '10.99.0.0/28' }, '`range` has the wrong size'],
    ['a range of the nodes', { range: '10.64.1.0/24' }, '`range` and `nodeRange` overlap'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
