import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js';
import { KmsCryptoKeyIamPolicy } from '@cdktf/provider-google/lib/kms-crypto-key-iam-policy/index.js';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import type { GoogleBetaProvider } from '../google-beta/index.ts';
import type { AccessReason } from './access-reason.ts';

/** 90 days: CIS Google Cloud 4.0, 1.10. */
const rotationPeriod = '7776000s';
/** 30 days in which a destroyed version can still be restored. */
const destroyScheduledDuration = '2592000s';

/** Key Access Justifications: whoever asks to use the key says why, and Cloud KMS refuses what isn't allowed. */
export interface KeyJustifications {
  /** The argument is in hashicorp/google-beta only. */
  readonly provider: GoogleBetaProvider;
  /** At least one; what Google would do by order of somebody else can't be named. */
  readonly allowedReasons: readonly AccessReason[];
}

export interface DataKeyProps {
  readonly project: string;
  /** Region of the key ring: where the data is. Never `global` or a multi-region. */
  readonly location: string;
  /** Name of the key ring. */
  readonly keyRingName: string;
  /** Name of the key. */
  readonly name: string;
  /** The only members that may use the key: service agents of the same project, as `serviceAccount:` members. */
  readonly users: readonly string[];
  /**
   * For projects in a folder of Assured Workloads that is enrolled, such as the Japan data boundary: elsewhere Google refuses it.
   * @default every reason
   */
  readonly justifications?: KeyJustifications;
}

/**
 * A key in a hardware security module, in one region, rotated every 90 days. Its policy is authoritative: whoever is not in `users`
 * can't decrypt a copy of the data, wherever the copy went.
 *
 * @example
 * new DataKey(stack, 'DataKey', {
 *   project: 'rs-isolated-dev', location: 'asia-northeast1', keyRingName: 'rs-records', name: 'rs-records',
 *   users: [serviceAgent('storage', '310000000001'), serviceAgent('compute', '310000000001')],
 * });
 */
export class DataKey extends Construct {
  readonly key: KmsCryptoKey;
  /** Whatever is encrypted with the key depends on this grant. */
  readonly policy: KmsCryptoKeyIamPolicy;

  constructor(scope: Construct, id: string, props: DataKeyProps) {
    super(scope, id);
    this.#validate(props);
    const keyRing = new KmsKeyRing(this, 'KeyRing', {
      project: props.project,
      name: props.keyRingName,
      location: props.location,
      lifecycle: { preventDestroy: true },
    });
    this.key = new KmsCryptoKey(this, 'Resource', {
      name: props.name,
      keyRing: keyRing.id,
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod,
      destroyScheduledDuration,
      importOnly: false,
      versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'HSM' },
      lifecycle: { preventDestroy: true },
      ...(props.justifications === undefined ? {} : { provider: props.justifications.provider }),
    });
    if (props.justifications !== undefined) this.#justify(props.justifications);
    this.policy = new KmsCryptoKeyIamPolicy(this, 'Policy', {
      cryptoKeyId: this.key.id,
      policyData: JSON.stringify({
        bindings: [{ role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter', members: [...props.users].sort() }],
      }),
    });
  }

  #justify({ allowedReasons }: KeyJustifications): void {
    requireSome(this, allowedReasons, {
      what: 'nobody could use the key for any reason',
      expected: 'at least one reason',
      fix: 'allow what our own requests and the upkeep of stored data need: dailyAccessReasons',
    });
    requireDistinct(this, allowedReasons, '`allowedReasons` names a reason twice');
    // hashicorp/google 6 has no such argument; the beta provider that the key uses has.
    this.key.addOverride('key_access_justifications_policy', { allowed_access_reasons: allowedReasons.toSorted() });
  }

  #validate({ location, users }: DataKeyProps): void {
    requireMatch(this, location, /^[a-z]+-[a-z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region such as asia-northeast1',
      fix: 'name the region of the data; a global or multi-region key leaves the country',
    });
    requireSome(this, users, {
      what: 'nobody may use the key',
      expected: 'at least one service agent',
      fix: 'name the agents of the services whose data it encrypts',
    });
    requireDistinct(this, users, '`users` names a member twice');
    for (const user of users) {
      requireMatch(this, user, /^serviceAccount:[^\s@]+@[^\s@]+\.iam\.gserviceaccount\.com$/, {
        what: 'a user of the key is not a service agent',
        expected: '`serviceAccount:` and the address of a service account',
        fix: 'people and groups read data through a service, never with the key itself',
      });
    }
  }
}
