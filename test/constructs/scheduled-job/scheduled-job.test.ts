import { describe, expect, it } from 'vitest';
import { ScheduledJob, type ScheduledJobProps } from '../../../constructs/index.ts';
import { aClosedNetwork, aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<ScheduledJobProps> = {}) {
  return synthesize((stack) => {
    new ScheduledJob(stack, 'Trends', {
      project: 'rs-isolated-test',
      region: 'asia-northeast1',
      name: 'trends',
      schedule: '0 3 * * *',
      image: `asia-northeast1-docker.pkg.dev/rs-isolated-test/images/trends@sha256:${'0b'.repeat(32)}`,
      serviceAccount: anAccount(stack, 'trends'),
      network: aClosedNetwork(stack),
      key: aDataKey(stack),
      ...changes,
    });
  });
}

const scheduled = declare();

describe('a job on a schedule', () => {
  it('sends everything through the closed network, under our key', () => {
    expect(scheduled.only('google_cloud_run_v2_job')).toMatchObject({
      template: {
        template: {
          encryption_key: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
          vpc_access: { egress: 'ALL_TRAFFIC' },
          timeout: '3600s',
        },
      },
    });
  });

  it('is started in the time of Japan by an account that can do nothing else', () => {
    const { schedule, time_zone, http_target } = scheduled.only('google_cloud_scheduler_job');
    expect({ schedule, time_zone, http_target }).toEqual({
      schedule: '0 3 * * *',
      time_zone: 'Asia/Tokyo',
      http_target: {
        http_method: 'POST',
        uri: 'https://run.googleapis.com/v2/projects/rs-isolated-test/locations/asia-northeast1/jobs/trends:run',
        oauth_token: {
          service_account_email: expect.stringMatching(
            /^\$\{google_service_account\.Trends_Starter_\w+\.email\}$/,
          ) as string,
          scope: 'https://www.googleapis.com/auth/cloud-platform',
        },
      },
    });
    expect(JSON.parse(String(scheduled.only('google_cloud_run_v2_job_iam_policy')['policy_data']))).toEqual({
      bindings: [
        {
          role: 'roles/run.invoker',
          members: ['serviceAccount:trends-starter@rs-isolated-test.iam.gserviceaccount.com'],
        },
      ],
    });
  });

  it.each([
    ['a word as schedule', { schedule: 'nightly' }, '`schedule` is not a cron expression'],
    ['too long a name', { name: 'a'.repeat(30) }, '`name` is not usable'],
    ['an image from elsewhere', { image: 'nginx' }, '`image` is not one image of the project itself'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
