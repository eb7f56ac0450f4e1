import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

import {
  AggregatedSink,
  AlertChannels,
  controlWatches,
  DataKey,
  EvidenceProject,
  GuardrailAlerts,
  keptLogsFilter,
  LockedLogBucket,
  type LogParent,
  serviceAgent,
} from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import type { EvidenceSettings } from './evidence-settings.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';

/** What changes guards of every environment, in the organisation's own log: it lies in no folder. */
const organisationFilter = [
  'log_id("cloudaudit.googleapis.com/activity")',
  'protoPayload.serviceName=("accesscontextmanager.googleapis.com" OR "orgpolicy.googleapis.com" OR "iam.googleapis.com" OR "logging.googleapis.com" OR "cloudresourcemanager.googleapis.com")',
].join(' AND ');

/**
 * Evidence of one environment: a project of its own behind a perimeter of its own, the books of five years that every project of the
 * environment fills through one sink of the folder, and alerts to the security team. Applied by that team's identity alone.
 */
export class EvidenceStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, evidence, control }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { id: project, number: projectNumber, folderId, services } = evidence.project;
    const { region, billingAccount, accessPolicy } = organisation;
    new GoogleProvider(this, 'Google', { project, region });
    const parents = {
      FolderSink: { kind: 'folder', id: evidence.folder },
      OrganisationSink: { kind: 'organization', id: organisation.number },
    } as const satisfies Readonly<Record<string, LogParent>>;
    new EvidenceProject(this, 'EvidenceProject', {
      projectId: project,
      projectNumber,
      folderId,
      billingAccount,
      services,
      accessPolicy,
      roomNetworks: evidence.roomNetworks,
      auditors: evidence.auditors,
      logParents: Object.values(parents),
      labels: { environment: name },
    });
    const bucket = this.#declareBooks(evidence);
    const common = { name: `evidence-${name}`, bucket };
    new AggregatedSink(this, 'FolderSink', { ...common, parent: parents.FolderSink, filter: keptLogsFilter });
    new AggregatedSink(this, 'OrganisationSink', {
      ...common,
      parent: parents.OrganisationSink,
      filter: organisationFilter,
    });
    new GuardrailAlerts(this, 'GuardrailAlerts', {
      bucket,
      channels: this.#declareChannels(evidence),
      watches: controlWatches({
        project: control.projectId,
        keyProject: control.keyProject.id,
        signer: `command-signer@${control.projectId}.iam.gserviceaccount.com`,
      }),
    });
  }

  #declareBooks({ project: { id: project, number }, isLocked }: EvidenceSettings): LockedLogBucket {
    const location = organisation.region;
    const key = new DataKey(this, 'DataKey', {
      project,
      location,
      keyRingName: 'evidence',
      name: 'evidence',
      users: [serviceAgent('logging', number)],
    });
    return new LockedLogBucket(this, 'Books', {
      project,
      location,
      bucketId: 'books',
      key,
      isLocked,
      source: 'aggregated',
    });
  }

  #declareChannels({ project: { id: project }, securityTeam }: EvidenceSettings): AlertChannels {
    const serviceKey = new TerraformVariable(this, 'PagerKey', {
      type: 'string',
      sensitive: true,
      nullable: false,
      description: 'Key of the pager service of the security team',
    });
    return new AlertChannels(this, 'SecurityTeam', {
      project,
      domain: organisation.domains[0],
      recipients: [
        ...Object.entries(securityTeam).map(([name, address]) => ({ kind: 'email' as const, name, address })),
        { kind: 'pager', name: 'security-pager', serviceKey: serviceKey.stringValue },
      ],
    });
  }
}
