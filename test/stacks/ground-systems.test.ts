import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { projects } from '../../stacks/projects.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the ground systems of %s', (name) => {
  const planning = findStack(stacks, `planning-${name}`);
  const analysis = findStack(stacks, `analysis-${name}`);

  it('are entered from the internet through Cloud Armor and Identity-Aware Proxy only', () => {
    for (const stack of [planning, analysis]) {
      const ways = resourcesOf(stack, 'google_compute_global_forwarding_rule');
      const backends = resourcesOf(stack, 'google_compute_backend_service');
      expect([ways, backends].map(({ length }) => length)).toEqual([1, 1]);
      expect(backends[0]).toMatchObject({
        iap: { enabled: true },
        security_policy: expect.stringMatching(/^\$\{google_compute_security_policy\.\w+\.id\}$/) as string,
      });
    }
  });

  it('keep data in private stores of one region under a key of their own', () => {
    const databases = resourcesOf(planning, 'google_sql_database_instance');
    expect(databases.map(({ region, encryption_key_name }) => [region, typeof encryption_key_name])).toEqual([
      ['asia-northeast1', 'string'],
    ]);
    expect(planning.text).not.toContain('"ipv4_enabled": true');
    const datasets = resourcesOf(analysis, 'google_bigquery_dataset');
    expect(datasets.map(({ location }) => location)).toEqual(['asia-northeast1']);
  });

  it('are handed telemetry by satellite control, which can create but not read', () => {
    const [policy] = resourcesOf(analysis, 'google_storage_bucket_iam_policy');
    const { bindings } = JSON.parse(String(policy?.['policy_data'])) as {
      readonly bindings: readonly { readonly role: string; readonly members: readonly string[] }[];
    };
    const fromControl = bindings.filter(({ members }) =>
      members.some((member) => member.includes(`@${environments[name].control.projectId}.`)),
    );
    expect(fromControl.map(({ role }) => role)).toEqual(['roles/storage.objectCreator']);
  });

  it('use exactly the services of the registry', () => {
    const enabled = resourcesOf(findStack(stacks, `ground-projects-${name}`), 'google_project_service').map(
      ({ service }) => service,
    );
    const { planning: one, analysis: two } = projects[name];
    expect(enabled.toSorted()).toEqual([...one.services, ...two.services].toSorted());
  });

  it('name no regulated project', () => {
    expect(`${planning.text}${analysis.text}`).not.toContain(environments[name].isolated.projectId);
  });
});
