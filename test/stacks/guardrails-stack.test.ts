import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { folders } from '../../stacks/folders.ts';
import { projects } from '../../stacks/projects.ts';
import { projectEntries } from '../../stacks/register-projects.ts';
import { dataClassTags, tagsOf, zoneTags } from '../../stacks/tags.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the guards of %s', (name) => {
  const stack = findStack(stacks, `guardrails-${name}`);
  const { records, environment } = folders[name];

  it('stand before the project that they guard, after what the organisation declares once', () => {
    expect(stack.dependencies).toEqual(['organisation']);
    expect(findStack(stacks, `foundation-${name}`).dependencies).toContain(`guardrails-${name}`);
  });

  it('hold for a folder in which nothing but the isolated project lies', () => {
    const inside = projectEntries(projects).filter(({ folderId }) => folderId === records);
    expect(inside.map(({ id }) => id)).toEqual([environments[name].isolated.projectId]);
    const parents = resourcesOf(stack, 'google_org_policy_policy').map(({ parent }) => parent);
    expect(new Set(parents)).toEqual(new Set([`folders/${records}`]));
  });

  it('allow the services of the registry, and no other', () => {
    const policy = resourcesOf(stack, 'google_org_policy_policy').find(
      (one) => one['name'] === `folders/${records}/policies/gcp.restrictServiceUsage`,
    );
    expect(policy?.['spec']).toEqual({
      inherit_from_parent: false,
      rules: [{ values: { allowed_values: projects[name].isolated.services.toSorted() } }],
    });
  });

  it('enforce every custom constraint that the organisation declares', () => {
    const declared = resourcesOf(findStack(stacks, 'organisation'), 'google_org_policy_custom_constraint');
    const enforced = resourcesOf(stack, 'google_org_policy_policy')
      .map((policy) => /custom\.\w+$/.exec(String(policy['name']))?.[0])
      .filter((found) => found !== undefined);
    expect(enforced.sort()).toEqual(declared.map((constraint) => constraint['name']).sort());
  });

  it('lie in the package for Japan in production, and beside it elsewhere', () => {
    const [folder] = resourcesOf(stack, 'google_folder');
    const isAssured = resourcesOf(stack, 'google_assured_workloads_workload').length === 1;
    expect({ isAssured, isDirect: folder?.['parent'] === `folders/${environment}` }).toEqual({
      isAssured: name === 'prd',
      isDirect: name !== 'prd',
    });
  });

  it('can not be destroyed by Terraform, none of them', () => {
    const loose = Object.entries(stack.json.resource).flatMap(([type, resources]) =>
      Object.values(resources)
        .filter(({ lifecycle }) => (lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy !== true)
        .map(() => type),
    );
    expect(loose).toEqual([]);
  });

  it('bind the handlers of the zone', () => {
    const [binding] = resourcesOf(stack, 'google_iam_organizations_policy_binding');
    const { expression } = binding?.['condition'] as { readonly expression: string };
    expect([...expression.matchAll(/'([^']+)'/g)].map((match) => `user:${match[1] ?? ''}`)).toEqual(
      environments[name].isolated.handlers,
    );
  });
});

describe('tags', () => {
  it('have a value for every class and zone of the registry, each with a number of its own', () => {
    for (const { dataClass, zone } of projectEntries(projects)) {
      expect(tagsOf(dataClass, zone)).toEqual({ dataClass: dataClassTags[dataClass], zone: zoneTags[zone] });
    }
    const numbers = [...Object.values(dataClassTags), ...Object.values(zoneTags)];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are refused for a zone that has no value', () => {
    expect(() => tagsOf('business', 'unheard-of')).toThrow('the zone has no tag value: got "unheard-of"');
  });
});
