import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js';
import { KmsCryptoKeyIamPolicy } from '@cdktf/provider-google/lib/kms-crypto-key-iam-policy/index.js';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

/** 120 days, the longest that Cloud KMS takes: a satellite may need an old key again. */
const destroyScheduledDuration = '10368000s';

export interface CommandKeyProps {
  /** A project for command keys and nothing else. */
  readonly project: string;
  readonly location: string;
  /** Name of the key, one per satellite. */
  readonly name: string;
  /** Accounts that sign commands, as `serviceAccount:` members; nobody else may use the key. */
  readonly signers: readonly string[];
}

/**
 * The key with which commands to one satellite are signed: in a hardware security module, in a project that holds nothing else, usable
 * by the signing service only. Its private part exists nowhere outside the module.
 *
 * @example
 * new CommandKey(stack, 'Satellite1', {
 *   project: 'command-keys-dev', location: 'asia-northeast1', name: 'satellite-1',
 *   signers: ['serviceAccount:command-signer@satellite-control-dev.iam.gserviceaccount.com'],
 * });
 */
export class CommandKey extends Construct {
  readonly key: KmsCryptoKey;

  /** Throws `DeclarationError` when the place is not one region, or a signer is a person, a group or nobody. */
  constructor(scope: Construct, id: string, { project, location, name, signers }: CommandKeyProps) {
    super(scope, id);
    this.#validate(project, location, signers);
    const keyRing = new KmsKeyRing(this, 'KeyRing', {
      project,
      name: `command-${name}`,
      location,
      lifecycle: { preventDestroy: true },
    });
    this.key = new KmsCryptoKey(this, 'Resource', {
      name,
      keyRing: keyRing.id,
      purpose: 'ASYMMETRIC_SIGN',
      destroyScheduledDuration,
      importOnly: false,
      versionTemplate: { algorithm: 'EC_SIGN_P384_SHA384', protectionLevel: 'HSM' },
      lifecycle: { preventDestroy: true },
    });
    new KmsCryptoKeyIamPolicy(this, 'Policy', {
      cryptoKeyId: this.key.id,
      policyData: JSON.stringify({
        bindings: [{ role: 'roles/cloudkms.signerVerifier', members: signers.toSorted() }],
      }),
    });
  }

  #validate(project: string, location: string, signers: readonly string[]): void {
    requireMatch(this, location, /^[a-z]+-[a-z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region such as asia-northeast1',
      fix: 'name the region of satellite control',
    });
    requireSome(this, signers, {
      what: 'nobody could sign a command',
      expected: 'at least one service account',
      fix: 'name the signing service',
    });
    requireDistinct(this, signers, '`signers` names an account twice');
    for (const signer of signers) {
      requireMatch(
        this,
        signer,
        new RegExp(`^serviceAccount:[^\\s@]+@(?!${project}\\.)[^\\s@]+\\.iam\\.gserviceaccount\\.com$`),
        {
          what: 'a signer is not a service of satellite control',
          expected: '`serviceAccount:` and the address of an account of another project',
          fix: 'people command through the signing service, which checks and records; nothing runs beside the keys',
        },
      );
    }
  }
}
