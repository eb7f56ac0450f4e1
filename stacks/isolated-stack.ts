import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import {
  ClosedNetwork,
  DataKey,
  ImagePolicy,
  LockedLogBucket,
  PrivateCluster,
  PrivateNodePool,
  RawRecordBucket,
  RestrictedApiDns,
  serviceAgent,
} from '../constructs/index.ts';
import type { Environment, IsolatedSettings } from './environments.ts';
import { keepState } from './keep-state.ts';

/** What lies inside the isolated project: closed network, key, books, raw records, and the cluster that generates images. */
export class IsolatedStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, isolated }: Environment) {
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
    this.#declareRecords(isolated, network, key, labels);

    new ImagePolicy(this, 'ImagePolicy', { project, repositories: [`${region}-docker.pkg.dev/${project}/images`] });
    const cluster = new PrivateCluster(this, 'PrivateCluster', {
      project,
      region,
      name: 'rs-isolated',
      nodeLocations: isolated.zones,
      network,
      key,
      authorizedNetworks: {},
      maintenanceWindow: isolated.maintenanceWindow,
      labels,
    });
    new PrivateNodePool(this, 'SystemPool', {
      cluster,
      name: 'system',
      machineType: 'n2d-standard-4',
      totalMinNodeCount: 3,
      totalMaxNodeCount: 6,
    });
    new PrivateNodePool(this, 'ImageGenerationPool', {
      cluster,
      name: 'image-generation',
      ...isolated.imageGeneration,
      taints: [{ key: 'workload', value: 'image-generation', effect: 'NO_SCHEDULE' }],
      nodeLabels: { workload: 'image-generation' },
    });
  }

  #declareKey({ projectId: project, projectNumber, region }: IsolatedSettings): DataKey {
    return new DataKey(this, 'DataKey', {
      project,
      location: region,
      keyRingName: 'rs-records',
      name: 'rs-records',
      users: [
        serviceAgent('storage', projectNumber),
        serviceAgent('compute', projectNumber),
        serviceAgent('container', projectNumber),
        serviceAgent('logging', projectNumber),
      ],
    });
  }

  #declareRecords(
    { projectId: project, region, handlers, roomNetworks, recordClass }: IsolatedSettings,
    network: ClosedNetwork,
    key: DataKey,
    labels: Readonly<Record<string, string>>,
  ): void {
    const reception = new ServiceAccount(this, 'Reception', {
      project,
      accountId: 'reception',
      displayName: 'Takes observation data from the ground station: creates records, reads none',
    });
    const extraction = new ServiceAccount(this, 'Extraction', {
      project,
      accountId: 'extraction',
      displayName: 'Extracts and decrypts records: reads, never writes',
    });
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
}
