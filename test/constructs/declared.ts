import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import type { TerraformStack } from 'cdktf';
import {
  AlertChannels,
  ClosedNetwork,
  type ClosedNetworkProps,
  DataKey,
  type EdgeListener,
  type EdgeNetworkAttributes,
  LockedLogBucket,
  PrivateCluster,
  type PrivateClusterProps,
  RawRecordBucket,
  type RawRecordBucketProps,
} from '../../constructs/index.ts';

const project = 'rs-isolated-test';

const closedNetworkProps: ClosedNetworkProps = {
  project,
  region: 'asia-northeast1',
  name: 'closed',
  nodeRange: '10.64.0.0/22',
  podRange: '10.68.0.0/18',
  serviceRange: '10.69.0.0/22',
  controlPlaneRange: '172.16.0.0/28',
};

/** A closed network, with what a test changes. */
export function aClosedNetwork(stack: TerraformStack, changes: Partial<ClosedNetworkProps> = {}): ClosedNetwork {
  return new ClosedNetwork(stack, 'ClosedNetwork', { ...closedNetworkProps, ...changes });
}

/** A key that the storage agent may use. */
export function aDataKey(stack: TerraformStack): DataKey {
  return new DataKey(stack, 'DataKey', {
    project,
    location: 'asia-northeast1',
    keyRingName: 'ring',
    name: 'key',
    users: ['serviceAccount:service-310000000003@gs-project-accounts.iam.gserviceaccount.com'],
  });
}

/** A service account of the isolated project, or of another. */
export function anAccount(stack: TerraformStack, accountId: string, owner = project): ServiceAccount {
  return new ServiceAccount(stack, accountId, { project: owner, accountId });
}

/** The bucket of raw records, with what a test changes. */
export function aRawRecordBucket(stack: TerraformStack, changes: Partial<RawRecordBucketProps> = {}): RawRecordBucket {
  return new RawRecordBucket(stack, 'RawRecordBucket', {
    project,
    name: 'rs-isolated-test-raw-records',
    location: 'ASIA-NORTHEAST1',
    key: aDataKey(stack),
    recordClass: 'sar-raw',
    handlers: ['user:handler.one@example.jp'],
    readers: [anAccount(stack, 'extraction')],
    writers: [anAccount(stack, 'reception')],
    isRetentionLocked: true,
    network: aClosedNetwork(stack),
    roomNetworks: ['203.0.113.16/28'],
    ...changes,
  });
}

/** A private cluster, with what a test changes. */
export function aPrivateCluster(stack: TerraformStack, changes: Partial<PrivateClusterProps> = {}): PrivateCluster {
  return new PrivateCluster(stack, 'PrivateCluster', {
    project,
    name: 'closed',
    region: 'asia-northeast1',
    nodeLocations: ['asia-northeast1-a', 'asia-northeast1-b'],
    network: aClosedNetwork(stack),
    key: aDataKey(stack),
    authorizedNetworks: {},
    maintenanceWindow: {
      startTime: '2026-01-03T17:00:00Z',
      endTime: '2026-01-04T01:00:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA',
    },
    ...changes,
  });
}

/** A VPC that somebody else created. */
export const givenNetwork: EdgeNetworkAttributes = {
  vpcId: 'vpc-0a1b2c3d',
  cidrBlock: '10.80.0.0/20',
  subnetIds: ['subnet-a', 'subnet-c'],
  routeTableIds: ['rtb-0a1b2c3d'],
};

export const httpsListener: EdgeListener = {
  port: 443,
  memberPort: 8443,
  protocol: 'TCP',
  members: ['10.200.0.11', '10.200.0.12'],
};

/** A locked bucket that aggregated sinks fill. */
export function aLockedLogBucket(stack: TerraformStack): LockedLogBucket {
  return new LockedLogBucket(stack, 'Books', {
    project: 'evidence-test',
    location: 'asia-northeast1',
    bucketId: 'books',
    key: aDataKey(stack),
    isLocked: true,
    source: 'aggregated',
  });
}

/** One address of ours. */
export function anAlertChannel(stack: TerraformStack): AlertChannels {
  return new AlertChannels(stack, 'Duty', {
    project: 'evidence-test',
    domain: 'example.jp',
    recipients: [{ kind: 'email', name: 'duty', address: 'duty@example.jp' }],
  });
}
