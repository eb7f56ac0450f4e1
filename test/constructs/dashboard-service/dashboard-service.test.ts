import { describe, expect, it } from 'vitest';
import { DashboardService, type DashboardServiceProps } from '../../../constructs/index.ts';
import { aClosedNetwork, aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const repository = 'asia-northeast1-docker.pkg.dev/rs-isolated-test/images/dashboard';
const image = `${repository}@sha256:${'0a'.repeat(32)}`;

function declare(changes: Partial<DashboardServiceProps> = {}) {
  return synthesize((stack) => {
    new DashboardService(stack, 'Dashboard', {
      project: 'rs-isolated-test',
      projectNumber: '310000000041',
      region: 'asia-northeast1',
      name: 'dashboard',
      image,
      serviceAccount: anAccount(stack, 'dashboard'),
      network: aClosedNetwork(stack),
      key: aDataKey(stack),
      maxInstanceCount: 4,
      ...changes,
    });
  });
}

const dashboard = declare();

describe('a dashboard', () => {
  it('is reached through the load balancer only and sends everything through the closed network', () => {
    expect(dashboard.only('google_cloud_run_v2_service')).toMatchObject({
      ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
      invoker_iam_disabled: false,
      binary_authorization: { use_default: true },
      template: {
        encryption_key: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
        vpc_access: { egress: 'ALL_TRAFFIC' },
        containers: [{ image }],
      },
    });
  });

  it('is called by Identity-Aware Proxy only', () => {
    expect(JSON.parse(String(dashboard.only('google_cloud_run_v2_service_iam_policy')['policy_data']))).toEqual({
      bindings: [
        {
          role: 'roles/run.invoker',
          members: ['serviceAccount:service-310000000041@gcp-sa-iap.iam.gserviceaccount.com'],
        },
      ],
    });
  });

  it.each([
    ['a tag', `${repository}:latest`],
    ['another registry', `docker.io/library/nginx@sha256:${'0a'.repeat(32)}`],
    ['another project', image.replace('rs-isolated-test', 'elsewhere')],
  ])('refuses an image by %s', (_, other) => {
    expect(() => declare({ image: other })).toThrow('`image` is not one image of the project itself');
  });
});
