import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../stacks/environments.ts';
import { folders } from '../../stacks/folders.ts';
import { projects } from '../../stacks/projects.ts';
import { projectEntries } from '../../stacks/register-projects.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the organisation policies of all other systems of %s', (name) => {
  const policies = resourcesOf(findStack(stacks, `ground-guardrails-${name}`), 'google_org_policy_policy');
  const { environment, records } = folders[name];

  it('hold for every project of the environment that is not in the folder of the records', () => {
    expect(new Set(policies.map(({ parent }) => parent))).toEqual(new Set([`folders/${environment}`]));
    const elsewhere = projectEntries({ ...projects }).filter(
      ({ id, folderId }) => id.endsWith(`-${name}`) && folderId !== environment,
    );
    expect(elsewhere.map(({ folderId }) => folderId)).toEqual([records]);
  });

  it('are off, with a reason in the JSON, only where operators and databases would be cut off', () => {
    const exempt = policies.flatMap((policy) => {
      const { organization_policy: said } = policy['//'] as {
        readonly organization_policy?: { readonly stance: string; readonly reason: string };
      };
      return said?.stance === 'exempt' ? [[String(policy['name']).split('/').at(-1), said.reason.length > 20]] : [];
    });
    expect(exempt).toEqual([
      ['cloudscheduler.allowedTargetTypes', true],
      ['compute.disableGlobalLoadBalancing', true],
      ['compute.restrictLoadBalancerCreationForTypes', true],
      ['compute.restrictVpcPeering', true],
      ['iap.requireGlobalIapWebDisabled', true],
      ['run.allowedIngress', true],
    ]);
  });

  it('allow the services of the registry, and no other', () => {
    const policy = policies.find((one) => one['name'] === `folders/${environment}/policies/gcp.restrictServiceUsage`);
    const services = projectEntries(projects)
      .filter(({ id }) => id.endsWith(`-${name}`))
      .flatMap((entry): readonly string[] => entry.services);
    expect(policy?.['spec']).toEqual({
      inherit_from_parent: false,
      rules: [{ values: { allowed_values: [...new Set(services)].sort() } }],
    });
  });
});
