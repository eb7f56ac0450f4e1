import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address/index.js';
import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection/index.js';
import { ServiceNetworkingVpcServiceControls } from '@cdktf/provider-google/lib/service-networking-vpc-service-controls/index.js';
import { SqlDatabase } from '@cdktf/provider-google/lib/sql-database/index.js';
import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance/index.js';
import { SqlUser } from '@cdktf/provider-google/lib/sql-user/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import type { DataKey } from '../data-key/index.ts';
import { requireDisjoint, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import { databaseFlags, databaseSettings } from './database-defaults.ts';

export interface PrivateDatabaseProps {
  readonly project: string;
  readonly region: string;
  /** Name of the instance. */
  readonly name: string;
  /** Name of the database in it. */
  readonly databaseName: string;
  readonly network: ClosedNetwork;
  /** Range that Google takes for managed databases, a /24 that nothing else uses. */
  readonly range: string;
  /** Shape of the machine, such as `db-custom-4-16384`. */
  readonly tier: string;
  readonly key: DataKey;
  /** The only users, by their Google identity: there is no password. */
  readonly users: readonly ServiceAccount[];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * PostgreSQL in Cloud SQL, in two zones of a region, with a private address only: any second of the last seven days can be restored,
 * data and backups are under the customer's key, users sign in with their Google identity over TLS, and statements are recorded.
 *
 * @example
 * new PrivateDatabase(stack, 'Database', {
 *   project: 'planning-dev', region: 'asia-northeast1', name: 'planning', databaseName: 'planning', network,
 *   range: '10.99.0.0/24', tier: 'db-custom-2-8192', key, users: [api],
 * });
 */
export class PrivateDatabase extends Construct {
  readonly instance: SqlDatabaseInstance;

  /** Throws `DeclarationError` for a range that overlaps the network or has another size, nobody who may sign in, or a zone as region. */
  constructor(scope: Construct, id: string, props: PrivateDatabaseProps) {
    super(scope, id);
    this.#validate(props);
    const { project, name, key } = props;
    const connection = this.#connect(props);
    this.instance = new SqlDatabaseInstance(this, 'Resource', {
      project,
      name,
      region: props.region,
      databaseVersion: 'POSTGRES_17',
      instanceType: 'CLOUD_SQL_INSTANCE',
      encryptionKeyName: key.key.id,
      deletionProtection: true,
      settings: {
        ...databaseSettings,
        tier: props.tier,
        backupConfiguration: {
          enabled: true,
          pointInTimeRecoveryEnabled: true,
          location: props.region,
          startTime: '17:00',
          transactionLogRetentionDays: 7,
          backupRetentionSettings: { retainedBackups: 30, retentionUnit: 'COUNT' },
        },
        ipConfiguration: {
          ipv4Enabled: false,
          privateNetwork: props.network.network.id,
          allocatedIpRange: `${name}-database`,
          enablePrivatePathForGoogleCloudServices: false,
          sslMode: 'ENCRYPTED_ONLY',
          serverCaMode: 'GOOGLE_MANAGED_CAS_CA',
        },
        databaseFlags: [...databaseFlags],
        userLabels: { ...props.labels },
      },
      lifecycle: { preventDestroy: true },
      dependsOn: [connection, key.policy],
    });
    new SqlDatabase(this, 'Database', {
      project,
      name: props.databaseName,
      instance: this.instance.name,
      deletionPolicy: 'ABANDON',
    });
    for (const user of props.users) this.#declareUser(project, user);
  }

  #connect({ project, name, network, range }: PrivateDatabaseProps): ServiceNetworkingVpcServiceControls {
    const [address = '', prefixLength = ''] = range.split('/');
    const allocated = new ComputeGlobalAddress(this, 'Range', {
      project,
      name: `${name}-database`,
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      ipVersion: 'IPV4',
      address,
      prefixLength: Number(prefixLength),
      network: network.network.id,
    });
    const connection = new ServiceNetworkingConnection(this, 'Connection', {
      network: network.network.id,
      service: 'servicenetworking.googleapis.com',
      reservedPeeringRanges: [allocated.name],
      // Google still holds the range for days after the last instance: deleting it fails.
      deletionPolicy: 'ABANDON',
    });
    new ComputeFirewall(this, 'AllowEgress', {
      project,
      name: `${name}-allow-database`,
      network: network.network.id,
      direction: 'EGRESS',
      priority: 1400,
      disabled: false,
      destinationRanges: [range],
      // 3307 is the port of the Cloud SQL connectors.
      allow: [{ protocol: 'tcp', ports: ['3307', '5432'] }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    });
    // Takes the default route out of Google's side of the peering as well.
    return new ServiceNetworkingVpcServiceControls(this, 'NoRouteOut', {
      project,
      network: network.network.name,
      service: 'servicenetworking.googleapis.com',
      enabled: true,
      dependsOn: [connection],
    });
  }

  #declareUser(project: string, user: ServiceAccount): void {
    const accountId = user.accountIdInput ?? user.node.id;
    const id = `${accountId.slice(0, 1).toUpperCase()}${accountId.slice(1)}User`;
    new SqlUser(this, id, {
      project,
      instance: this.instance.name,
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      // Cloud SQL drops the ending: PostgreSQL's names have at most 63 characters.
      name: `${accountId}@${user.projectInput ?? project}.iam`,
      deletionPolicy: 'ABANDON',
      dependsOn: [user],
    });
  }

  #validate({ region, name, network, range, tier, users }: PrivateDatabaseProps): void {
    requireMatch(this, region, /^[a-z]+-[a-z]+\d+$/, {
      what: '`region` is not a region',
      expected: 'a region such as asia-northeast1, so that a second zone can take over',
      fix: 'name the region of the network',
    });
    requireMatch(this, name, /^[a-z][a-z0-9-]{0,49}$/, {
      what: '`name` is not usable',
      expected: 'a lower-case letter, then at most 49 lower-case letters, digits or hyphens',
      fix: 'choose another name',
    });
    requireMatch(this, tier, /^db-(custom-\d+-\d+|perf-optimized-N-\d+)$/, {
      what: '`tier` has no second zone',
      expected: 'db-custom-<vCPUs>-<MiB> or db-perf-optimized-N-<vCPUs>',
      fix: 'shared-core tiers have no service level: take a custom one',
    });
    requireSome(this, users, {
      what: 'nobody may sign in',
      expected: 'at least one service account',
      fix: 'name the workloads that use the database',
    });
    requireDistinct(
      this,
      users.map((user) => user.accountIdInput ?? user.node.id),
      '`users` names an account twice',
    );
    requireMatch(this, range, /\/24$/, {
      what: '`range` has the wrong size',
      expected: 'a /24',
      fix: 'Google takes a whole /24 for managed databases of a network',
    });
    const { nodeRange, podRange, controlPlaneRange } = network;
    requireDisjoint(this, { range, nodeRange, podRange, controlPlaneRange });
  }
}
