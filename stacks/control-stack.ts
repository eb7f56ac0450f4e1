import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

import {
  AlertChannels,
  ClosedNetwork,
  ClusterBackup,
  ControlAlerts,
  ControllerGroup,
  DataKey,
  ImagePolicy,
  ImageRegistry,
  maintenanceExclusionsOf,
  PrivateCluster,
  PrivateDatabase,
  PrivateNodePool,
  RestrictedApiDns,
  StationLink,
  serviceAgent,
  WorkloadIdentity,
} from '../constructs/index.ts';
import type { ControlSettings } from './control-settings.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';

/** Who works here: pods in a namespace of their own name, or machines. */
interface Accounts {
  readonly scheduler: ServiceAccount;
  readonly commandSigner: ServiceAccount;
  readonly groundStation: ServiceAccount;
  readonly controllers: ServiceAccount;
}

/** What everything inside shares. */
interface Inside extends Accounts {
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  readonly labels: Readonly<Record<string, string>>;
}

/** Satellite control: the cluster, the machines of special-purpose software, the database, and the links to ground stations. */
export class ControlStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, control, isolated }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { region } = organisation;
    const { projectId: project, networkName } = control;
    new GoogleProvider(this, 'Google', { project, region });
    const labels = { environment: name, data_class: 'ttc' };
    const network = new ClosedNetwork(this, 'ClosedNetwork', { ...control, project, region, name: networkName });
    new RestrictedApiDns(this, 'RestrictedApiDns', { project, name: networkName, network: network.network });
    const key = this.#declareKey(control);
    const inside = { network, key, labels, ...this.#declareAccounts(project) };
    const registry = new ImageRegistry(this, 'ImageRegistry', {
      project,
      location: region,
      repositoryId: 'images',
      key,
      pusher: isolated.imagePusher,
      labels,
    });
    new ImagePolicy(this, 'ImagePolicy', { project, repositories: [registry.path] });
    this.#declareCluster(control, inside);
    this.#declareMachines(control, inside);
    this.#declareLinks(control, inside);
    this.#declareAlerts(control);
  }

  #declareKey({ project: { id: project, number } }: ControlSettings): DataKey {
    return new DataKey(this, 'DataKey', {
      project,
      location: organisation.region,
      keyRingName: 'satellite-control',
      name: 'satellite-control',
      users: [
        serviceAgent('storage', number),
        serviceAgent('compute', number),
        serviceAgent('container', number),
        serviceAgent('artifactRegistry', number),
        serviceAgent('gkeBackup', number),
        serviceAgent('cloudSql', number),
      ],
    });
  }

  #declareAccounts(project: string): Accounts {
    const account = (id: string, accountId: string, displayName: string) =>
      new ServiceAccount(this, id, { project, accountId, displayName, disabled: false });
    return {
      scheduler: account('Scheduler', 'scheduler', 'Schedules passes and hands commands to their signing'),
      commandSigner: account('CommandSigner', 'command-signer', 'Checks, signs and records commands'),
      groundStation: account('GroundStation', 'ground-station', 'Brings observation data into the isolated project'),
      controllers: account('Controllers', 'controllers', 'Machines that speak with satellites'),
    };
  }

  #declareCluster(control: ControlSettings, { network, key, labels, ...accounts }: Inside): void {
    const { scheduler, commandSigner, groundStation } = accounts;
    const { projectId: project, flights, autoProvisioning } = control;
    const cluster = new PrivateCluster(this, 'PrivateCluster', {
      project,
      region: organisation.region,
      name: 'satellite-control',
      nodeLocations: organisation.zones,
      network,
      key,
      authorizedNetworks: {},
      maintenanceWindow: organisation.maintenanceWindow,
      maintenanceExclusions: maintenanceExclusionsOf(organisation.maintenanceWindow, flights),
      autoProvisioning,
      labels,
    });
    new PrivateNodePool(this, 'SystemPool', {
      cluster,
      name: 'system',
      machineType: 'n2d-standard-4',
      totalMinNodeCount: 3,
      totalMaxNodeCount: 9,
    });
    new ClusterBackup(this, 'ClusterBackup', { cluster, name: 'satellite-control-daily', cronSchedule: '0 18 * * *' });
    for (const [id, account] of Object.entries({ scheduler, commandSigner, groundStation })) {
      const namespace = account.accountIdInput ?? account.node.id;
      new WorkloadIdentity(this, `${pascalCase(id)}Identity`, {
        cluster,
        account,
        namespace,
        kubernetesServiceAccount: namespace,
      });
    }
  }

  #declareMachines(control: ControlSettings, { network, key, labels, scheduler, controllers }: Inside): void {
    const { projectId: project } = control;
    const { region, zones } = organisation;
    new ControllerGroup(this, 'ControllerGroup', {
      project,
      region,
      zones: zones.slice(0, Math.max(2, control.controllerCount)),
      name: 'controllers',
      network,
      sourceImage: `projects/${project}/global/images/family/controller`,
      machineType: control.controllerMachineType,
      machineCount: control.controllerCount,
      serviceAccount: controllers,
      key,
      healthPort: 8080,
      labels,
    });
    new PrivateDatabase(this, 'Database', {
      project,
      region,
      name: 'satellite-control',
      databaseName: 'control',
      network,
      range: control.databaseRange,
      tier: control.databaseTier,
      key,
      users: [scheduler, controllers],
      labels,
    });
  }

  #declareLinks({ projectId: project, bgpAsn, stations }: ControlSettings, { network, labels }: Inside): void {
    for (const provider of stations) {
      const id = pascalCase(provider.name);
      new StationLink(this, id, {
        project,
        region: organisation.region,
        network,
        provider,
        bgpAsn,
        sharedSecrets: [this.#declareSecret(`${id}First`), this.#declareSecret(`${id}Second`)],
        labels,
      });
    }
  }

  /** To whoever is on duty: what happens to links, clocks, services and backups. Who uses keys and logs in is watched from outside. */
  #declareAlerts({ projectId: project, controllerCount, duty }: ControlSettings): void {
    const channels = new AlertChannels(this, 'Duty', {
      project,
      domain: organisation.domains[0],
      recipients: Object.entries(duty).map(([name, address]) => ({ kind: 'email' as const, name, address })),
    });
    new ControlAlerts(this, 'ControlAlerts', {
      project,
      channels,
      namespaces: ['scheduler', 'command-signer', 'ground-station'],
      controllerCount,
    });
  }

  /** Given at apply; provider 6 has no write-only secret, so the state holds it: the state's bucket is as closed as this project. */
  #declareSecret(id: string): string {
    const variable = new TerraformVariable(this, `${id}Secret`, {
      type: 'string',
      sensitive: true,
      nullable: false,
      description: 'Shared secret of a tunnel, agreed with the provider of the ground station',
    });
    return variable.stringValue;
  }
}
