import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import {
  AnalysisDataset,
  ClosedNetwork,
  DashboardService,
  DataKey,
  ImagePolicy,
  ImageRegistry,
  RestrictedApiDns,
  ScheduledJob,
  serviceAgent,
  WebEntry,
  WorkBucket,
} from '../constructs/index.ts';
import type { AnalysisSettings } from './analysis-settings.ts';
import type { ControlSettings } from './control-settings.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';

/** Who works here. */
interface Accounts {
  readonly dashboard: ServiceAccount;
  readonly trends: ServiceAccount;
}

/** What everything inside shares. */
interface Inside extends Accounts {
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  readonly labels: Readonly<Record<string, string>>;
  /** Path of the registry of images. */
  readonly images: string;
}

/** Analysis: telemetry handed over by satellite control, its trends in BigQuery, a dashboard, and jobs on a schedule. */
export class AnalysisStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, analysis, control, isolated }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { region } = organisation;
    const project = analysis.project.id;
    new GoogleProvider(this, 'Google', { project, region });
    const labels = { environment: name, data_class: 'business' };
    const network = new ClosedNetwork(this, 'ClosedNetwork', { ...analysis, project, region, name: 'analysis' });
    new RestrictedApiDns(this, 'RestrictedApiDns', { project, name: 'analysis', network: network.network });
    const key = this.#declareKey(analysis);
    const registry = new ImageRegistry(this, 'ImageRegistry', {
      project,
      location: region,
      repositoryId: 'images',
      key,
      pusher: isolated.imagePusher,
      labels,
    });
    new ImagePolicy(this, 'ImagePolicy', { project, repositories: [registry.path] });
    const inside = { network, key, labels, images: registry.path, ...this.#declareAccounts(project) };
    this.#declareData(analysis, control, inside);
    this.#declareServices(analysis, inside);
  }

  #declareKey({ project: { id: project, number } }: AnalysisSettings): DataKey {
    return new DataKey(this, 'DataKey', {
      project,
      location: organisation.region,
      keyRingName: 'analysis',
      name: 'analysis',
      users: [
        serviceAgent('storage', number),
        serviceAgent('bigQuery', number),
        serviceAgent('cloudRun', number),
        serviceAgent('artifactRegistry', number),
      ],
    });
  }

  #declareAccounts(project: string): Accounts {
    const account = (accountId: string, displayName: string) =>
      new ServiceAccount(this, pascalCase(accountId), { project, accountId, displayName, disabled: false });
    return {
      dashboard: account('dashboard', 'Shows trends: reads the dataset'),
      trends: account('trends', 'Loads telemetry and computes its trends'),
    };
  }

  #declareData(
    analysis: AnalysisSettings,
    control: ControlSettings,
    { network, key, labels, ...accounts }: Inside,
  ): void {
    const project = analysis.project.id;
    // Satellite control hands telemetry over by creating objects; it can't read what lies here.
    new WorkBucket(this, 'TelemetryLanding', {
      project,
      name: `${project}-telemetry`,
      location: organisation.region.toUpperCase(),
      key,
      network,
      deleteAfterDays: 30,
      creators: [`serviceAccount:scheduler@${control.projectId}.iam.gserviceaccount.com`],
      editors: [accounts.trends],
      otherNetworks: [
        {
          network: `projects/${control.projectId}/global/networks/${control.networkName}`,
          ranges: [control.nodeRange, control.podRange],
        },
      ],
      labels,
    });
    new AnalysisDataset(this, 'Telemetry', {
      project,
      location: organisation.region,
      datasetId: 'telemetry',
      key,
      ownerGroup: analysis.ownerGroup,
      editors: [accounts.trends],
      readers: [accounts.dashboard],
      restrictedReaders: [
        'group:satellite-operators@example.jp',
        `serviceAccount:trends@${project}.iam.gserviceaccount.com`,
      ],
      tables: [
        {
          name: 'samples',
          partitionField: 'time',
          clusteringFields: ['satellite', 'channel'],
          fields: [
            { name: 'time', type: 'TIMESTAMP', mode: 'REQUIRED' },
            { name: 'satellite', type: 'STRING', mode: 'REQUIRED' },
            { name: 'channel', type: 'STRING', mode: 'REQUIRED' },
            { name: 'value', type: 'FLOAT64', mode: 'NULLABLE' },
            // Which command preceded a sample says how the satellite is commanded.
            { name: 'command', type: 'STRING', mode: 'NULLABLE', isRestricted: true },
          ],
        },
      ],
      labels,
    });
  }

  #declareServices(analysis: AnalysisSettings, { network, key, labels, images, dashboard, trends }: Inside): void {
    const { id: project, number: projectNumber } = analysis.project;
    const { region } = organisation;
    const common = { project, region, network, key, labels };
    const service = new DashboardService(this, 'DashboardService', {
      ...common,
      projectNumber,
      name: 'dashboard',
      image: `${images}/dashboard@${analysis.digests.dashboard}`,
      serviceAccount: dashboard,
      maxInstanceCount: analysis.maxInstanceCount,
    });
    new WebEntry(this, 'WebEntry', {
      project,
      name: 'dashboard',
      domain: analysis.domain,
      backend: { kind: 'serverless', group: service.endpointGroup.id },
      operators: analysis.operators,
    });
    new ScheduledJob(this, 'TrendsJob', {
      ...common,
      name: 'trends',
      schedule: '0 3 * * *',
      image: `${images}/trends@${analysis.digests.trends}`,
      serviceAccount: trends,
    });
  }
}
