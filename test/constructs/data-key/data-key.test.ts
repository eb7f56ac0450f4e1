import { Token } from 'cdktf';
import { describe, expect, it } from 'vitest';
import {
  type AccessReason,
  DataKey,
  type DataKeyProps,
  dailyAccessReasons,
  GoogleBetaProvider,
  serviceAgent,
} from '../../../constructs/index.ts';
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

describe('a data key with access justifications', () => {
  function declareJustified(allowedReasons: readonly AccessReason[]) {
    return synthesize((stack) => {
      const provider = new GoogleBetaProvider(stack, 'GoogleBeta', {
        project: 'rs-isolated-test',
        region: 'asia-northeast1',
      });
      new DataKey(stack, 'DataKey', { ...props, justifications: { provider, allowedReasons } });
    });
  }

  it('is used for our own requests and the upkeep of what is stored only, by the provider that knows the argument', () => {
    const { provider, key_access_justifications_policy, version_template } =
      declareJustified(dailyAccessReasons).only('google_kms_crypto_key');
    expect({ provider, key_access_justifications_policy, version_template }).toEqual({
      provider: 'google-beta',
      key_access_justifications_policy: {
        allowed_access_reasons: [
          'CUSTOMER_INITIATED_ACCESS',
          'GOOGLE_INITIATED_SYSTEM_OPERATION',
          'MODIFIED_CUSTOMER_INITIATED_ACCESS',
          'MODIFIED_GOOGLE_INITIATED_SYSTEM_OPERATION',
        ],
      },
      version_template: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protection_level: 'HSM' },
    });
  });

  it('is left to the general provider without them', () => {
    expect(Object.keys(declare().only('google_kms_crypto_key'))).not.toContain('provider');
  });

  it.each([
    ['no reason', [], 'nobody could use the key for any reason'],
    [
      'a reason twice',
      ['CUSTOMER_INITIATED_ACCESS', 'CUSTOMER_INITIATED_ACCESS'] as const,
      '`allowedReasons` names a reason twice',
    ],
  ])('is refused with %s', (_, reasons, message) => {
    expect(() => declareJustified(reasons)).toThrow(message);
  });
});
