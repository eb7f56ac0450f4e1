import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster/index.js';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import { ClosedNetwork } from '../closed-network/index.ts';
import type { DataKey } from '../data-key/index.ts';
import {
  isPrivate,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';
import { type AutoProvisioning, autoscalingOf, requireLimits } from './auto-provisioning.ts';
import { closedAddons, hardenedAccess, hardenedNode, observability } from './cluster-defaults.ts';
import { type MaintenanceExclusion, requireExclusions } from './maintenance-exclusion.ts';
import { type MaintenanceWindow, requireWindow } from './maintenance-window.ts';

const nodeRoles = {
  LogWriter: 'roles/logging.logWriter',
  MetricWriter: 'roles/monitoring.metricWriter',
  MetadataWriter: 'roles/stackdriver.resourceMetadata.writer',
  ArtifactReader: 'roles/artifactregistry.reader',
} as const;

export interface PrivateClusterProps {
  readonly project: string;
  readonly name: string;
  readonly region: string;
  /** Zones of the nodes. */
  readonly nodeLocations: readonly string[];
  readonly network: ClosedNetwork;
  /** Encrypts secrets in etcd and the nodes' boot disks. */
  readonly key: DataKey;
  /** Private networks that may reach the control plane, beside the nodes, by name. */
  readonly authorizedNetworks: Readonly<Record<string, string>>;
  readonly maintenanceWindow: MaintenanceWindow;
  /** When Google leaves the cluster alone: around launches and passes. @default never */
  readonly maintenanceExclusions?: readonly MaintenanceExclusion[];
  /** Lets GKE add pools by itself, within these limits of the whole cluster. @default it adds none */
  readonly autoProvisioning?: AutoProvisioning;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A regional GKE cluster without a public address: private nodes, private control plane, secrets and disks under the customer's key,
 * only admitted images, confidential and shielded nodes with an identity of their own. Every security attribute that Google would
 * fill in is written down.
 *
 * @example
 * new PrivateCluster(stack, 'PrivateCluster', {
 *   project: 'rs-isolated-dev', region: 'asia-northeast1', name: 'rs-isolated',
 *   nodeLocations: ['asia-northeast1-a', 'asia-northeast1-b', 'asia-northeast1-c'], network, key, authorizedNetworks: {},
 *   maintenanceWindow: { startTime: '2026-01-03T16:00:00Z', endTime: '2026-01-03T22:00:00Z', recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU' },
 * });
 */
export class PrivateCluster extends Construct {
  readonly cluster: ContainerCluster;
  readonly nodeServiceAccount: ServiceAccount;
  readonly project: string;
  readonly region: string;
  readonly key: DataKey;

  constructor(scope: Construct, id: string, props: PrivateClusterProps) {
    super(scope, id);
    this.#validate(props);
    this.project = props.project;
    this.region = props.region;
    this.key = props.key;
    this.nodeServiceAccount = this.#declareNodeIdentity(props);
    this.cluster = new ContainerCluster(this, 'Resource', {
      ...this.#placement(props),
      ...this.#controlPlane(props),
      ...hardenedAccess,
      ...observability,
      clusterAutoscaling: autoscalingOf(props.autoProvisioning, {
        serviceAccount: this.nodeServiceAccount.email,
        bootDiskKmsKey: props.key.key.id,
        zones: props.nodeLocations,
      }),
      addonsConfig: closedAddons,
      // Google creates a first node before the pool is removed: it obeys the same rules. See `ignoreChanges` below.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: {
        ...hardenedNode,
        machineType: 'n2d-standard-2',
        serviceAccount: this.nodeServiceAccount.email,
        bootDiskKmsKey: props.key.key.id,
      },
      lifecycle: {
        preventDestroy: true,
        // The removed pool reads back as empty, which would replace the cluster on every apply (provider issue 12070).
        ignoreChanges: ['node_config'],
      },
      dependsOn: [props.key.policy],
    });
  }

  #declareNodeIdentity({ project, name }: PrivateClusterProps): ServiceAccount {
    const account = new ServiceAccount(this, 'NodeServiceAccount', {
      project,
      accountId: `${name}-nodes`,
      displayName: `Nodes of ${name}: logs, metrics, images`,
      disabled: false,
    });
    for (const [id, role] of Object.entries(nodeRoles)) {
      new ProjectIamMember(this, `Node${id}`, { project, role, member: account.member });
    }
    return account;
  }

  #placement({ project, name, region, network, labels, ...props }: PrivateClusterProps) {
    return {
      project,
      name,
      location: region,
      nodeLocations: [...props.nodeLocations],
      network: network.network.id,
      subnetwork: network.subnetwork.id,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: {
        clusterSecondaryRangeName: ClosedNetwork.podRangeName,
        servicesSecondaryRangeName: ClosedNetwork.serviceRangeName,
        stackType: 'IPV4',
      },
      resourceLabels: { ...labels },
      deletionProtection: true,
      releaseChannel: { channel: 'REGULAR' },
      maintenancePolicy: {
        recurringWindow: props.maintenanceWindow,
        maintenanceExclusion: (props.maintenanceExclusions ?? []).map(({ name: exclusionName, scope, ...times }) => ({
          exclusionName,
          ...times,
          exclusionOptions: { scope },
        })),
      },
    };
  }

  #controlPlane({ project, network, authorizedNetworks, key }: PrivateClusterProps) {
    const networks = { ...authorizedNetworks, nodes: network.nodeRange };
    return {
      privateClusterConfig: {
        enablePrivateNodes: true,
        enablePrivateEndpoint: true,
        masterIpv4CidrBlock: network.controlPlaneRange,
        masterGlobalAccessConfig: { enabled: false },
      },
      masterAuthorizedNetworksConfig: {
        cidrBlocks: Object.entries(networks).map(([displayName, cidrBlock]) => ({ displayName, cidrBlock })),
        gcpPublicCidrsAccessEnabled: false,
        privateEndpointEnforcementEnabled: true,
      },
      databaseEncryption: { state: 'ENCRYPTED', keyName: key.key.id },
      workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
    };
  }

  #validate({ name, nodeLocations, region, authorizedNetworks, ...props }: PrivateClusterProps): void {
    requireMatch(this, name, /^[a-z][a-z0-9-]{3,23}$/, {
      what: '`name` is not usable',
      expected: '4 to 24 lower-case letters, digits or hyphens',
      fix: 'shorten it: the account of its nodes is called `<name>-nodes`, at most 30 characters',
    });
    requireMatch(this, region, /^[a-z]+-[a-z]+\d+$/, {
      what: '`region` is not a region',
      expected: 'a region such as asia-northeast1, so that the control plane has three replicas',
      fix: 'a zone such as asia-northeast1-a would make the cluster zonal',
    });
    requireSome(this, nodeLocations, {
      what: '`nodeLocations` is empty, which leaves the zones to Google',
      expected: 'zones of the region',
      fix: 'name them',
    });
    requireDistinct(this, nodeLocations, '`nodeLocations` names a zone twice');
    for (const zone of nodeLocations) {
      requireMatch(this, zone, new RegExp(`^${region}-[a-z]$`), {
        what: 'a zone is not in the region',
        expected: `a zone of ${region}`,
        fix: 'nodes can only be in the region of their control plane',
      });
    }
    this.#validateAuthorizedNetworks(authorizedNetworks);
    requireWindow(this, props.maintenanceWindow);
    requireExclusions(this, props.maintenanceWindow, props.maintenanceExclusions ?? []);
    requireLimits(this, props.autoProvisioning);
  }

  #validateAuthorizedNetworks(authorizedNetworks: Readonly<Record<string, string>>): void {
    for (const [label, text] of Object.entries(authorizedNetworks)) {
      const network = requireIpv4Network(this, `authorizedNetworks.${label}`, text);
      if (network !== undefined && !isPrivate(network)) {
        refuse(this, {
          what: 'an authorised network is not private',
          got: text,
          expected: 'a network within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
          fix: 'the control plane has a private address only: name the network behind the private link',
        });
      }
    }
  }
}
