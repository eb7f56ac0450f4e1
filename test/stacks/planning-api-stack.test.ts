import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the interface of planning of %s', (name) => {
  const api = findStack(stacks, `planning-api-${name}`);
  const planning = findStack(stacks, `planning-${name}`);
  const { gateway, project } = environments[name].planning;

  it('is the only stack with types of the beta provider', () => {
    const beta = Object.keys(stacks).filter((one) => 'google-beta' in findStack(stacks, one).json.provider);
    expect(beta.sort()).toEqual(['planning-api-dev', 'planning-api-prd', 'planning-api-stg']);
    expect(planning.text).not.toContain('google_api_gateway');
  });

  it('is entered through Cloud Armor and TLS, and enters planning through its Identity-Aware Proxy', () => {
    expect(resourcesOf(api, 'google_compute_global_forwarding_rule')).toMatchObject([{ port_range: '443' }]);
    expect(resourcesOf(api, 'google_compute_backend_service')).toMatchObject([
      { security_policy: expect.stringContaining('google_compute_security_policy') as string },
    ]);
    const [policy] = resourcesOf(planning, 'google_iap_web_backend_service_iam_policy');
    expect(policy?.['policy_data']).toContain(`planning-gateway@${project.id}.iam.gserviceaccount.com`);
    expect(resourcesOf(planning, 'google_service_account').map(({ account_id }) => account_id)).toContain(
      'planning-gateway',
    );
  });

  it('asks every caller for a token', () => {
    expect(gateway.operations.filter(({ callers }) => callers.length === 0)).toEqual([]);
    expect(gateway.callers.map(({ audiences }) => audiences)).toEqual(
      gateway.callers.map(() => [`https://${gateway.domain}`]),
    );
  });

  it('stands after planning', () => {
    expect(api.dependencies).toEqual([`planning-${name}`]);
  });
});
