import { describe, expect, it } from 'vitest';
import { CommandKey, type CommandKeyProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const signer = 'serviceAccount:command-signer@satellite-control-test.iam.gserviceaccount.com';

function declare(changes: Partial<CommandKeyProps> = {}) {
  return synthesize((stack) => {
    new CommandKey(stack, 'Satellite1', {
      project: 'command-keys-test',
      location: 'asia-northeast1',
      name: 'satellite-1',
      signers: [signer],
      ...changes,
    });
  });
}

describe('a command key', () => {
  it('signs in a hardware security module and can be used by the signing service only', () => {
    const declared = declare();
    const { purpose, version_template, import_only, lifecycle } = declared.only('google_kms_crypto_key');
    expect({ purpose, version_template, import_only, lifecycle }).toEqual({
      purpose: 'ASYMMETRIC_SIGN',
      version_template: { algorithm: 'EC_SIGN_P384_SHA384', protection_level: 'HSM' },
      import_only: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(JSON.parse(String(declared.only('google_kms_crypto_key_iam_policy')['policy_data']))).toEqual({
      bindings: [{ role: 'roles/cloudkms.signerVerifier', members: [signer] }],
    });
  });

  it.each([
    ['everywhere', { location: 'global' }, '`location` is not one region'],
    ['nobody', { signers: [] }, 'nobody could sign a command'],
    ['a person', { signers: ['user:operator@example.jp'] }, 'a signer is not a service of satellite control'],
    [
      'an account beside the keys',
      { signers: ['serviceAccount:x@command-keys-test.iam.gserviceaccount.com'] },
      'a signer is not a service of satellite control',
    ],
    ['an account twice', { signers: [signer, signer] }, '`signers` names an account twice'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
