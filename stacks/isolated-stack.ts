import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import {
  ClosedNetwork,
  ClusterBackup,
  DataKey,
  dailyAccessReasons,
  GoogleBetaProvider,
  ImagePolicy,
  ImageRegistry,
  LockedLogBucket,
  maintenanceExclusionsOf,
  NodeReservation,
  PrivateCluster,
  PrivateNodePool,
  RawRecordBucket,
  RestrictedApiDns,
  serviceAgent,
  WorkBucket,
  WorkloadIdentity,
} from '../constructs/index.ts';
import type { ControlSettings } from './control-settings.ts';
import type { Environment, IsolatedSettings } from './environments.ts';
import { keepState } from './keep-state.ts';
import { pascalCase } from './pascal-case.ts';

/** Who works inside; each runs in a namespace of its own name, but the server of Argo Workflows. */
interface Accounts {
  readonly reception: ServiceAccount;
  readonly extraction: ServiceAccount;
  readonly workflows: ServiceAccount;
  readonly argoServer: ServiceAccount;
}

/** What everything inside shares. */
interface Inside extends Accounts {
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  readonly labels: Readonly<Record<string, string>>;
}

/** What lies inside the isolated project: closed network, key, books, records, images, and the cluster that generates products. */
export class IsolatedStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, isolated, control }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { projectId: project, region } = isolated;
    const labels = { environment: name, data_class: 'remote-sensing' };
    new GoogleProvider(this, 'Google', { project, region });

    const network = new ClosedNetwork(this, 'ClosedNetwork', { ...isolated, project, name: 'rs-isolated' });
    new RestrictedApiDns(this, 'RestrictedApiDns', { project, name: 'rs-isolated', network: network.network });
    const key = this.#declareKey(isolated);
    new LockedLogBucket(this, 'LockedLogBucket', {
      project,
      location: region,
      bucketId: 'rs-books',
      key,
      isLocked: true,
    });
    const accounts = this.#declareAccounts(project);
    this.#declareRecords(isolated, { network, key, labels, ...accounts });
    this.#declareWork(isolated, control, { network, key, labels, ...accounts });
    const registry = new ImageRegistry(this, 'ImageRegistry', {
      project,
      location: region,
      repositoryId: 'images',
      key,
      pusher: isolated.imagePusher,
      labels,
    });
    new ImagePolicy(this, 'ImagePolicy', { project, repositories: [registry.path] });
    this.#declareCluster(isolated, { network, key, labels, ...accounts });
  }

  #declareKey({ projectId: project, projectNumber, region, hasKeyJustifications }: IsolatedSettings): DataKey {
    // In this stack and not in one of its own: what the key encrypts is proven by referring to it.
    const provider = hasKeyJustifications ? new GoogleBetaProvider(this, 'GoogleBeta', { project, region }) : undefined;
    return new DataKey(this, 'DataKey', {
      ...(provider === undefined ? {} : { justifications: { provider, allowedReasons: dailyAccessReasons } }),
      project,
      location: region,
      keyRingName: 'rs-records',
      name: 'rs-records',
      users: [
        serviceAgent('storage', projectNumber),
        serviceAgent('compute', projectNumber),
        serviceAgent('container', projectNumber),
        serviceAgent('logging', projectNumber),
        serviceAgent('artifactRegistry', projectNumber),
        serviceAgent('gkeBackup', projectNumber),
      ],
    });
  }

  #declareAccounts(project: string): Accounts {
    const account = (id: string, displayName: string, accountId = id.toLowerCase()) =>
      new ServiceAccount(this, id, { project, accountId, displayName });
    return {
      reception: account('Reception', 'Takes observation data from the ground station: creates records, reads none'),
      extraction: account('Extraction', 'Extracts and decrypts records: reads, never writes'),
      workflows: account('Workflows', 'Runs the steps of image generation: works on artifacts, reads no record'),
      // It shows logs and artifacts as itself, whoever looks at them: read only.
      argoServer: account('ArgoServer', 'Shows workflows, their logs and artifacts: reads artifacts', 'argo-server'),
    };
  }

  #declareRecords(
    { projectId: project, region, handlers, roomNetworks, recordClass }: IsolatedSettings,
    { network, key, labels, reception, extraction }: Inside,
  ): void {
    new RawRecordBucket(this, 'RawRecordBucket', {
      project,
      name: `${project}-raw-records`,
      location: region.toUpperCase(),
      key,
      recordClass,
      handlers,
      readers: [extraction],
      writers: [reception],
      isRetentionLocked: true,
      network,
      roomNetworks,
      labels,
    });
  }

  #declareWork(
    { projectId: project, region, groundStation, release }: IsolatedSettings,
    control: ControlSettings,
    { network, key, labels, reception, extraction, workflows, argoServer }: Inside,
  ): void {
    const common = { project, location: region.toUpperCase(), key, network, labels };
    new WorkBucket(this, 'LandingBucket', {
      ...common,
      name: `${project}-landing`,
      deleteAfterDays: 7,
      creators: [groundStation],
      editors: [reception],
      // The ground station's data comes through satellite control.
      otherNetworks: [
        {
          network: `projects/${control.projectId}/global/networks/${control.networkName}`,
          ranges: [control.nodeRange, control.podRange],
        },
      ],
    });
    new WorkBucket(this, 'WorkflowArtifacts', {
      ...common,
      name: `${project}-workflows`,
      deleteAfterDays: 30,
      editors: [extraction, workflows],
      readers: [argoServer],
    });
    if (release === undefined) return;
    new WorkBucket(this, 'ReleaseStaging', {
      ...common,
      name: `${project}-release`,
      deleteAfterDays: 7,
      editors: [workflows],
      readerAccountIds: ['release'],
    });
  }

  #declareCluster(isolated: IsolatedSettings, { network, key, labels, argoServer, ...accounts }: Inside): void {
    const { projectId: project, region } = isolated;
    const cluster = new PrivateCluster(this, 'PrivateCluster', {
      project,
      region,
      name: 'rs-isolated',
      nodeLocations: isolated.zones,
      network,
      key,
      authorizedNetworks: {},
      maintenanceWindow: isolated.maintenanceWindow,
      maintenanceExclusions: maintenanceExclusionsOf(isolated.maintenanceWindow, isolated.flights),
      autoProvisioning: isolated.autoProvisioning,
      labels,
    });
    new PrivateNodePool(this, 'SystemPool', {
      cluster,
      name: 'system',
      machineType: 'n2d-standard-4',
      totalMinNodeCount: 3,
      totalMaxNodeCount: 6,
    });
    this.#declareImageGeneration(isolated, cluster);
    new ClusterBackup(this, 'ClusterBackup', { cluster, name: 'rs-isolated-daily', cronSchedule: '0 18 * * *' });
    for (const [namespace, account] of Object.entries(accounts)) {
      const id = `${pascalCase(namespace)}Identity`;
      new WorkloadIdentity(this, id, { cluster, account, namespace, kubernetesServiceAccount: namespace });
    }
    new WorkloadIdentity(this, 'ArgoServerIdentity', {
      cluster,
      account: argoServer,
      namespace: 'argo',
      kubernetesServiceAccount: 'argo-server',
    });
  }

  /** Nodes that hold the largest step of a workflow: none while nothing runs, the kept ones first. */
  #declareImageGeneration({ projectId: project, imageGeneration }: IsolatedSettings, cluster: PrivateCluster): void {
    const { reserved, imageCache, ...pool } = imageGeneration;
    const reservation = new NodeReservation(this, 'ImageGenerationReservation', {
      project,
      name: 'image-generation',
      machineType: pool.machineType,
      localSsdCount: pool.localSsdCount,
      ...reserved,
    });
    new PrivateNodePool(this, 'ImageGenerationPool', {
      cluster,
      name: 'image-generation',
      ...pool,
      reservation,
      ...(imageCache === undefined ? {} : { imageCache: `projects/${project}/global/images/${imageCache}` }),
      taints: [{ key: 'workload', value: 'image-generation', effect: 'NO_SCHEDULE' }],
      nodeLabels: { workload: 'image-generation' },
    });
  }
}
