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

const weekInSeconds = 604_800;

/** Part of a network from which requests are taken. */
export interface NetworkSource {
  /** `projects/<project>/global/networks/<name>`. */
  readonly network: string;
  readonly ranges: readonly string[];
}

export interface WorkBucketProps {
  readonly project: string;
  /** Globally unique name. */
  readonly name: string;
  /** Region, in capitals as Cloud Storage writes it: `ASIA-NORTHEAST1`. */
  readonly location: string;
  readonly key: DataKey;
  /** Days after which an object is deleted. */
  readonly deleteAfterDays: number;
  /** Service accounts of the same project that may create, read and delete objects. @default none */
  readonly editors?: readonly ServiceAccount[];
  /** Service accounts of the same project that may read objects. @default none */
  readonly readers?: readonly ServiceAccount[];
  /** Service accounts of the same project that another stack declares and that may read objects, by account id. @default none */
  readonly readerAccountIds?: readonly string[];
  /** Service accounts, of whichever project, that may create objects but neither read nor overwrite them; as `serviceAccount:` members. @default none */
  readonly creators?: readonly string[];
  /** Requests are taken from here. */
  readonly network: ClosedNetwork;
  /** Parts of other networks from which requests are taken too. @default none */
  readonly otherNetworks?: readonly NetworkSource[];
  /** Networks of the security room. @default none */
  readonly roomNetworks?: readonly string[];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A store for what is worked on and not kept: artifacts of workflows, data that has just come in, products that wait to go out. One
 * region, the customer's key, reachable from the named networks only, its access policy authoritative, emptied by age.
 *
 * @example
 * new WorkBucket(stack, 'WorkflowArtifacts', {
 *   project: 'rs-isolated-dev', name: 'rs-isolated-dev-workflows', location: 'ASIA-NORTHEAST1',
 *   key, network, deleteAfterDays: 14, editors: [workflows],
 * });
 */
export class WorkBucket extends Construct {
  readonly bucket: StorageBucket;

  /** Throws `DeclarationError` for several regions, no user, an account of another project that could read, or no age. */
  constructor(scope: Construct, id: string, props: WorkBucketProps) {
    super(scope, id);
    this.#validate(props);
    const { network, otherNetworks = [], roomNetworks = [] } = props;
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
      versioning: { enabled: false },
      softDeletePolicy: { retentionDurationSeconds: weekInSeconds },
      encryption: { defaultKmsKeyName: props.key.key.id },
      lifecycleRule: [{ action: { type: 'Delete' }, condition: { age: props.deleteAfterDays } }],
      ipFilter: {
        mode: 'Enabled',
        allowAllServiceAgentAccess: false,
        allowCrossOrgVpcs: false,
        ...(roomNetworks.length === 0 ? {} : { publicNetworkSource: { allowedIpCidrRanges: [...roomNetworks] } }),
        vpcNetworkSources: [
          { network: network.network.id, allowedIpCidrRanges: [network.nodeRange, network.podRange] },
          ...otherNetworks.map((source) => ({ network: source.network, allowedIpCidrRanges: [...source.ranges] })),
        ],
      },
      labels: { ...props.labels },
      lifecycle: { preventDestroy: true },
      dependsOn: [props.key.policy],
    });
    this.#grantAccess(props);
  }

  #grantAccess({ project, editors = [], readers = [], readerAccountIds = [], creators = [] }: WorkBucketProps): void {
    const member = (accountId: string) => `serviceAccount:${accountId}@${project}.iam.gserviceaccount.com`;
    const ids = (accounts: readonly ServiceAccount[]) =>
      accounts.map((account) => account.accountIdInput ?? account.node.id);
    const bindings = [
      { role: 'roles/storage.objectCreator', members: [...creators] },
      { role: 'roles/storage.objectUser', members: ids(editors).map(member) },
      { role: 'roles/storage.objectViewer', members: [...ids(readers), ...readerAccountIds].map(member) },
    ];
    new StorageBucketIamPolicy(this, 'Policy', {
      bucket: this.bucket.name,
      policyData: JSON.stringify({
        bindings: bindings
          .filter(({ members }) => members.length > 0)
          .map(({ role, members }) => ({ role, members: members.toSorted() })),
      }),
      dependsOn: [...editors, ...readers],
    });
  }

  #validate(props: WorkBucketProps): void {
    const { location, deleteAfterDays, editors = [], readers = [], readerAccountIds = [], creators = [] } = props;
    requireMatch(this, location, /^[A-Z]+-[A-Z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region in capitals such as ASIA-NORTHEAST1',
      fix: 'name one region; a dual-region or multi-region copies data elsewhere',
    });
    if (isKnown(deleteAfterDays) && (!Number.isInteger(deleteAfterDays) || deleteAfterDays < 1)) {
      refuse(this, {
        what: '`deleteAfterDays` is no number of days',
        got: deleteAfterDays,
        expected: 'a whole number of at least 1',
        fix: 'say how long an object is worked on; what has to be kept belongs in RawRecordBucket',
      });
    }
    requireSome(this, [...editors, ...readers, ...readerAccountIds, ...creators], {
      what: 'nobody may use the bucket',
      expected: 'at least one service account',
      fix: 'name it in `editors`, `readers` or `creators`',
    });
    this.#validateAccess(props);
  }

  #validateAccess(props: WorkBucketProps): void {
    const { project, editors = [], readers = [], creators = [] } = props;
    const foreign = [...editors, ...readers].find((account) => account.projectInput !== project);
    if (foreign !== undefined) {
      refuse(this, {
        what: 'a service account that could read belongs to another project',
        got: foreign.projectInput,
        expected: project,
        fix: 'use an account of this project; one from outside can only create',
      });
    }
    requireDistinct(this, creators, '`creators` names an account twice');
    for (const creator of creators) {
      requireMatch(this, creator, /^serviceAccount:[^\s@]+@[^\s@]+\.iam\.gserviceaccount\.com$/, {
        what: 'a creator is not a service account',
        expected: '`serviceAccount:` and its address',
        fix: 'let a service write; people enter through the room',
      });
    }
    const others = (props.otherNetworks ?? []).flatMap(({ ranges }) => ranges);
    for (const range of [...others, ...(props.roomNetworks ?? [])]) requireIpv4Network(this, 'networks', range);
  }
}
