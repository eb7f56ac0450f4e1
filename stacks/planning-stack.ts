import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import {
  ClosedNetwork,
  ClusterBackup,
  DataKey,
  ImagePolicy,
  ImageRegistry,
  InternalEntry,
  maintenanceExclusionsOf,
  PrivateCluster,
  PrivateDatabase,
  PrivateNodePool,
  RestrictedApiDns,
  serviceAgent,
  WebEntry,
  WorkloadIdentity,
} from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';
import type { PlanningSettings } from './planning-settings.ts';

/** What everything inside shares. */
interface Inside {
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  readonly labels: Readonly<Record<string, string>>;
  readonly api: ServiceAccount;
  readonly prediction: ServiceAccount;
}

/** Planning and prediction: a cluster for the web application and scheduled predictions, a database, and two ways in. */
export class PlanningStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, planning, isolated }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { region } = organisation;
    const project = planning.project.id;
    new GoogleProvider(this, 'Google', { project, region });
    const labels = { environment: name, data_class: 'business' };
    const network = new ClosedNetwork(this, 'ClosedNetwork', { ...planning, project, region, name: 'planning' });
    new RestrictedApiDns(this, 'RestrictedApiDns', { project, name: 'planning', network: network.network });
    const key = this.#declareKey(planning);
    const account = (accountId: string, displayName: string) =>
      new ServiceAccount(this, pascalCase(accountId), { project, accountId, displayName, disabled: false });
    const inside = {
      network,
      key,
      labels,
      api: account('planning-api', 'Web application and interface of planning'),
      prediction: account('prediction', 'Scheduled predictions of orbits and passes'),
    };
    const registry = new ImageRegistry(this, 'ImageRegistry', {
      project,
      location: region,
      repositoryId: 'images',
      key,
      pusher: isolated.imagePusher,
      labels,
    });
    new ImagePolicy(this, 'ImagePolicy', { project, repositories: [registry.path] });
    this.#declareCluster(planning, inside);
    // The gateway lies in a stack of its own: its types are in Google's beta provider only.
    account('planning-gateway', 'Gateway of the interface: enters as operators do, and nothing else');
    this.#declareEntries(planning, network);
  }

  #declareKey({ project: { id: project, number } }: PlanningSettings): DataKey {
    return new DataKey(this, 'DataKey', {
      project,
      location: organisation.region,
      keyRingName: 'planning',
      name: 'planning',
      users: [
        serviceAgent('compute', number),
        serviceAgent('container', number),
        serviceAgent('artifactRegistry', number),
        serviceAgent('gkeBackup', number),
        serviceAgent('cloudSql', number),
      ],
    });
  }

  #declareCluster(planning: PlanningSettings, { network, key, labels, api, prediction }: Inside): void {
    const project = planning.project.id;
    const { region } = organisation;
    const cluster = new PrivateCluster(this, 'PrivateCluster', {
      project,
      region,
      name: 'planning',
      nodeLocations: organisation.zones,
      network,
      key,
      authorizedNetworks: {},
      maintenanceWindow: organisation.maintenanceWindow,
      maintenanceExclusions: maintenanceExclusionsOf(organisation.maintenanceWindow, planning.flights),
      autoProvisioning: planning.autoProvisioning,
      labels,
    });
    new PrivateNodePool(this, 'SystemPool', {
      cluster,
      name: 'system',
      machineType: 'n2d-standard-4',
      totalMinNodeCount: 3,
      totalMaxNodeCount: 9,
    });
    new PrivateNodePool(this, 'PredictionPool', {
      cluster,
      name: 'prediction',
      machineType: 'n2d-standard-16',
      totalMinNodeCount: 0,
      totalMaxNodeCount: planning.batchMaxNodeCount,
      largestPod: { vcpu: 15, memoryGib: 50 },
      taints: [{ key: 'workload', value: 'prediction', effect: 'NO_SCHEDULE' }],
      nodeLabels: { workload: 'prediction' },
    });
    new ClusterBackup(this, 'ClusterBackup', { cluster, name: 'planning-daily', cronSchedule: '0 18 * * *' });
    for (const [namespace, account] of Object.entries({ 'planning-api': api, prediction })) {
      const id = `${pascalCase(namespace)}Identity`;
      new WorkloadIdentity(this, id, { cluster, account, namespace, kubernetesServiceAccount: namespace });
    }
    new PrivateDatabase(this, 'Database', {
      project,
      region,
      name: 'planning',
      databaseName: 'planning',
      network,
      range: planning.databaseRange,
      tier: planning.databaseTier,
      key,
      users: [api, prediction],
      labels,
    });
  }

  /** GKE makes the groups when it meets the annotated Kubernetes services: the first apply of this part comes after theirs. */
  #declareEntries(planning: PlanningSettings, network: ClosedNetwork): void {
    const project = planning.project.id;
    const { region, zones } = organisation;
    const groupsOf = (service: string) =>
      zones.map((zone) => `projects/${project}/zones/${zone}/networkEndpointGroups/${service}`);
    new WebEntry(this, 'WebEntry', {
      project,
      name: 'planning',
      domain: planning.domain,
      backend: { kind: 'endpoints', groups: groupsOf('planning-web'), healthPath: '/healthz' },
      operators: planning.operators,
      machines: {
        accounts: [`serviceAccount:planning-gateway@${project}.iam.gserviceaccount.com`],
        clientId: planning.gateway.clientId,
      },
    });
    new InternalEntry(this, 'InternalEntry', {
      project,
      region,
      name: 'planning-internal',
      network,
      proxyRange: planning.proxyRange,
      groups: groupsOf('planning-api'),
      port: 8080,
      healthPath: '/healthz',
      certificate: `projects/${project}/locations/${region}/certificates/planning-internal`,
    });
  }
}
