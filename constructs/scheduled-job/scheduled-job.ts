import { CloudRunV2Job } from '@cdktf/provider-google/lib/cloud-run-v2-job/index.js';
import { CloudRunV2JobIamPolicy } from '@cdktf/provider-google/lib/cloud-run-v2-job-iam-policy/index.js';
import { CloudSchedulerJob } from '@cdktf/provider-google/lib/cloud-scheduler-job/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import { requireOwnImage } from '../dashboard-service/index.ts';
import type { DataKey } from '../data-key/index.ts';
import { requireMatch } from '../declaration/index.ts';

export interface ScheduledJobProps {
  readonly project: string;
  readonly region: string;
  readonly name: string;
  /** When to run, as a cron expression in Japan's time. */
  readonly schedule: string;
  /** Image of the project's own registry, by digest. */
  readonly image: string;
  readonly serviceAccount: ServiceAccount;
  readonly network: ClosedNetwork;
  readonly key: DataKey;
  /** Seconds after which a run is ended. @default 3600 */
  readonly timeoutSeconds?: number;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A Cloud Run job that Cloud Scheduler starts with an account of its own, which can do nothing else; the job sends everything through a
 * closed network.
 *
 * @example
 * new ScheduledJob(stack, 'Trends', {
 *   project: 'analysis-dev', region: 'asia-northeast1', name: 'trends', schedule: '0 3 * * *',
 *   image: 'asia-northeast1-docker.pkg.dev/analysis-dev/images/trends@sha256:<digest>', serviceAccount, network, key,
 * });
 */
export class ScheduledJob extends Construct {
  readonly job: CloudRunV2Job;

  /** Throws `DeclarationError` for an image from elsewhere, a schedule that is no cron expression, or too long a name. */
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    this.#validate(props);
    this.job = this.#declareJob(props);
    this.#declareSchedule(props);
  }

  #declareJob(props: ScheduledJobProps): CloudRunV2Job {
    const { project, region, name, network, key, timeoutSeconds = 3600 } = props;
    return new CloudRunV2Job(this, 'Resource', {
      project,
      location: region,
      name,
      deletionProtection: true,
      binaryAuthorization: { useDefault: true },
      labels: { ...props.labels },
      template: {
        template: {
          serviceAccount: props.serviceAccount.email,
          encryptionKey: key.key.id,
          maxRetries: 1,
          timeout: `${timeoutSeconds}s`,
          vpcAccess: {
            egress: 'ALL_TRAFFIC',
            networkInterfaces: [{ network: network.network.id, subnetwork: network.subnetwork.id }],
          },
          containers: [{ image: props.image, resources: { limits: { cpu: '2', memory: '4Gi' } } }],
        },
      },
      dependsOn: [key.policy],
    });
  }

  #declareSchedule({ project, region, name, schedule }: ScheduledJobProps): void {
    const starter = new ServiceAccount(this, 'Starter', {
      project,
      accountId: `${name}-starter`,
      displayName: `Starts ${name}, and nothing else`,
      disabled: false,
    });
    new CloudRunV2JobIamPolicy(this, 'Starters', {
      project,
      location: region,
      name: this.job.name,
      policyData: JSON.stringify({
        bindings: [
          {
            role: 'roles/run.invoker',
            members: [`serviceAccount:${name}-starter@${project}.iam.gserviceaccount.com`],
          },
        ],
      }),
      dependsOn: [starter],
    });
    new CloudSchedulerJob(this, 'Schedule', {
      project,
      region,
      name,
      schedule,
      timeZone: 'Asia/Tokyo',
      attemptDeadline: '180s',
      retryConfig: { retryCount: 3 },
      httpTarget: {
        httpMethod: 'POST',
        uri: `https://run.googleapis.com/v2/projects/${project}/locations/${region}/jobs/${name}:run`,
        oauthToken: { serviceAccountEmail: starter.email, scope: 'https://www.googleapis.com/auth/cloud-platform' },
      },
    });
  }

  #validate({ project, name, schedule, image }: ScheduledJobProps): void {
    requireOwnImage(this, project, image);
    requireMatch(this, name, /^[a-z][a-z0-9-]{4,20}[a-z0-9]$/, {
      what: '`name` is not usable',
      expected: '6 to 22 lower-case letters, digits or hyphens',
      fix: 'shorten it: the account that starts it is called `<name>-starter`, at most 30 characters',
    });
    requireMatch(this, schedule, /^(\S+ ){4}\S+$/, {
      what: '`schedule` is not a cron expression',
      expected: 'five fields such as 0 3 * * *',
      fix: 'write minute, hour, day, month and weekday in the time of Japan',
    });
  }
}
