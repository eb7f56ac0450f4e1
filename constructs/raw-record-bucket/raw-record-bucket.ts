import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { StorageBucketIamPolicy } from '@cdktf/provider-google/lib/storage-bucket-iam-policy/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import type { DataKey } from '../data-key/index.ts';
import {
  isKnown,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';

const secondsPerDay = 86_400;
/** Five years of which two may be leap years. */
const fiveYearsInDays = 1827;
const weekInSeconds = 604_800;

export interface RawRecordBucketProps {
  readonly project: string;
  /** Globally unique name. */
  readonly name: string;
  /** Region, in capitals as Cloud Storage writes it: `ASIA-NORTHEAST1`. */
  readonly location: string;
  readonly key: DataKey;
  /** Label `record_class`: sensor and processing level, such as `sar-raw`. */
  readonly recordClass: string;
  /** Persons who may read objects, as `user:` members. */
  readonly handlers: readonly string[];
  /** Service accounts of the same project that may read objects. */
  readonly readers: readonly ServiceAccount[];
  /** Service accounts of the same project that may create objects, but neither read nor overwrite them. */
  readonly writers: readonly ServiceAccount[];
  /** True makes the retention irrevocable, also for the organisation's owner; no default, since it can't be undone. */
  readonly isRetentionLocked: boolean;
  /**
   * Days for which no object can be deleted or overwritten.
   * @default 1827, five years
   */
  readonly retentionDays?: number;
  /** Requests are taken from this network only, and from `roomNetworks`. */
  readonly network: ClosedNetwork;
  /** Public networks of the security room. */
  readonly roomNetworks: readonly string[];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The store of raw remote-sensing records: one region, the customer's key, no public access, no access lists per object, kept for five
 * years, reachable from the closed network and the room only. Every attribute that Google would fill in is written down, because an
 * omitted one can't be told from an unknown one in a plan.
 *
 * @example
 * new RawRecordBucket(stack, 'RawRecordBucket', {
 *   project: 'rs-isolated-dev', name: 'rs-isolated-dev-raw-records', location: 'ASIA-NORTHEAST1', key, network, recordClass: 'sar-raw',
 *   handlers: ['user:handler.one@example.jp'], readers: [extraction], writers: [reception], isRetentionLocked: true,
 *   roomNetworks: ['203.0.113.16/28'],
 * });
 */
export class RawRecordBucket extends Construct {
  readonly bucket: StorageBucket;

  constructor(scope: Construct, id: string, props: RawRecordBucketProps) {
    super(scope, id);
    this.#validate(props);
    this.bucket = new StorageBucket(this, 'Resource', {
      project: props.project,
      name: props.name,
      location: props.location,
      storageClass: 'STANDARD',
      publicAccessPrevention: 'enforced',
      uniformBucketLevelAccess: true,
      forceDestroy: false,
      requesterPays: false,
      defaultEventBasedHold: false,
      enableObjectRetention: false,
      autoclass: { enabled: false },
      hierarchicalNamespace: { enabled: false },
      // Cloud Storage refuses versions beside a retention policy, which already forbids to overwrite or delete.
      versioning: { enabled: false },
      softDeletePolicy: { retentionDurationSeconds: weekInSeconds },
      encryption: { defaultKmsKeyName: props.key.key.id },
      retentionPolicy: {
        retentionPeriod: (props.retentionDays ?? fiveYearsInDays) * secondsPerDay,
        isLocked: props.isRetentionLocked,
      },
      ipFilter: {
        mode: 'Enabled',
        allowAllServiceAgentAccess: false,
        allowCrossOrgVpcs: false,
        publicNetworkSource: { allowedIpCidrRanges: [...props.roomNetworks] },
        vpcNetworkSources: [
          {
            network: props.network.network.id,
            allowedIpCidrRanges: [props.network.nodeRange, props.network.podRange],
          },
        ],
      },
      labels: { ...props.labels, data_class: 'remote-sensing', record_class: props.recordClass },
      lifecycle: { preventDestroy: true },
      // Without the grant, Cloud Storage refuses the key.
      dependsOn: [props.key.policy],
    });
    this.#grantAccess(props);
  }

  #grantAccess({ project, handlers, readers, writers }: RawRecordBucketProps): void {
    // Addresses are written out, since a policy with a value that is known only later can't be judged before; hence `dependsOn`.
    const member = (account: ServiceAccount) =>
      `serviceAccount:${account.accountIdInput}@${project}.iam.gserviceaccount.com`;
    new StorageBucketIamPolicy(this, 'Policy', {
      bucket: this.bucket.name,
      policyData: JSON.stringify({
        bindings: [
          { role: 'roles/storage.objectCreator', members: writers.map(member).sort() },
          { role: 'roles/storage.objectViewer', members: [...handlers, ...readers.map(member)].sort() },
        ],
      }),
      dependsOn: [...readers, ...writers],
    });
  }

  #validate(props: RawRecordBucketProps): void {
    requireMatch(this, props.location, /^[A-Z]+-[A-Z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region in capitals such as ASIA-NORTHEAST1',
      fix: 'name one region; a dual-region or multi-region copies records elsewhere',
    });
    requireMatch(this, props.recordClass, /^[a-z][a-z0-9_-]{0,62}$/, {
      what: '`recordClass` is not a label value',
      expected: 'lower-case letters, digits, hyphens or underscores',
      fix: 'name sensor and processing level, such as sar-raw',
    });
    this.#validateRetention(props.retentionDays);
    this.#validateAccess(props);
    requireSome(this, props.roomNetworks, {
      what: 'the room has no network',
      expected: 'at least one public network',
      fix: "pass the room's networks",
    });
    for (const network of props.roomNetworks) requireIpv4Network(this, 'roomNetworks', network);
  }

  #validateRetention(days: number | undefined): void {
    if (days !== undefined && isKnown(days) && (!Number.isInteger(days) || days < fiveYearsInDays)) {
      refuse(this, {
        what: '`retentionDays` is shorter than five years',
        got: days,
        expected: `a whole number of at least ${fiveYearsInDays}`,
        fix: 'leave it out, or keep records for longer',
      });
    }
  }

  #validateAccess({ project, handlers, readers, writers }: RawRecordBucketProps): void {
    requireSome(this, writers, {
      what: 'nobody may create records',
      expected: 'at least one service account',
      fix: 'name the one that receives observation data in `writers`',
    });
    requireSome(this, handlers, {
      what: 'nobody may read records',
      expected: 'at least one handler',
      fix: 'name the persons who handle them',
    });
    requireDistinct(this, handlers, '`handlers` names a person twice');
    for (const handler of handlers) {
      requireMatch(this, handler, /^user:[^\s@]+@[^\s@]+$/, {
        what: 'a handler is not a named person',
        expected: '`user:` and an address',
        fix: 'name each person; a group, a domain or the public changes without this code',
      });
    }
    const foreign = [...readers, ...writers].find((account) => account.projectInput !== project);
    if (foreign !== undefined) {
      refuse(this, {
        what: 'a service account belongs to another project',
        got: foreign.projectInput,
        expected: project,
        fix: 'use an account of the isolated project; one from outside takes records with it',
      });
    }
  }
}
