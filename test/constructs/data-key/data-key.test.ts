import { Token } from 'cdktf';
import { describe, expect, it } from 'vitest';
import { DataKey, type DataKeyProps, serviceAgent } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const props: DataKeyProps = {
  project: 'rs-isolated-test',
  location: 'asia-northeast1',
  keyRingName: 'ring',
  name: 'key',
  users: [serviceAgent('storage', '310000000003'), serviceAgent('compute', '310000000003')],
};

function declare(changes: Partial<DataKeyProps> = {}) {
  return synthesize((stack) => {
    new DataKey(stack, 'DataKey', { ...props, ...changes });
  });
}

describe('a data key', () => {
  it('is in a hardware security module, rotated every 90 days, never destroyed by Terraform', () => {
    const { version_template, rotation_period, purpose, lifecycle } = declare().only('google_kms_crypto_key');
    expect({ version_template, rotation_period, purpose, lifecycle }).toEqual({
      version_template: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protection_level: 'HSM' },
      rotation_period: '7776000s',
      purpose: 'ENCRYPT_DECRYPT',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is usable by exactly the named service agents', () => {
    const { policy_data } = declare().only('google_kms_crypto_key_iam_policy');
    expect(JSON.parse(String(policy_data))).toEqual({
      bindings: [
        {
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          members: [
            'serviceAccount:service-310000000003@compute-system.iam.gserviceaccount.com',
            'serviceAccount:service-310000000003@gs-project-accounts.iam.gserviceaccount.com',
          ],
        },
      ],
    });
  });

  it.each([
    ['global', { location: 'global' }, '`location` is not one region'],
    ['in a multi-region', { location: 'asia' }, '`location` is not one region'],
    ['for nobody', { users: [] }, 'nobody may use the key'],
    ['for a person', { users: ['user:handler.one@example.jp'] }, 'a user of the key is not a service agent'],
    ['for the public', { users: ['allUsers'] }, 'a user of the key is not a service agent'],
    ['twice for one', { users: [...props.users, ...props.users] }, '`users` names a member twice'],
  ])('rejects a key %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it('does not judge a location that Terraform still has to compute', () => {
    const location = Token.asString({ resolve: () => '${var.region}' });
    expect(declare({ location }).only('google_kms_key_ring')['location']).toBe('${var.region}');
  });
});
