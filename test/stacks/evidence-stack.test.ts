import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { organisation } from '../../stacks/organisation.ts';
import { projects } from '../../stacks/projects.ts';
import { findStack, resourcesOf, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

describe.each(environmentNames)('the evidence of %s', (name) => {
  const stack = findStack(stacks, `evidence-${name}`);
  const { evidence } = environments[name];

  it('keeps the log of the whole environment for five years in a locked bucket of another project', () => {
    expect(resourcesOf(stack, 'google_logging_project_bucket_config')).toMatchObject([
      { project: `evidence-${name}`, locked: true, retention_days: 1827 },
    ]);
    expect(resourcesOf(stack, 'google_logging_folder_sink')).toMatchObject([
      { folder: evidence.folder, include_children: true },
    ]);
    const { evidence: own, isolated } = projects[name];
    expect(own.folderId).toBe(evidence.folder);
    expect(isolated.id).not.toBe(own.id);
  });

  it('sends entries to that bucket and nowhere else, in no stack', () => {
    const all = Object.values(stacks).flatMap((one) =>
      ['google_logging_folder_sink', 'google_logging_organization_sink', 'google_logging_project_sink'].flatMap(
        (type) => resourcesOf(one, type),
      ),
    );
    const places = new Set(all.map(({ destination }) => String(destination).replace(/-(dev|stg|prd)\//, '/')));
    expect([...places].sort()).toEqual([
      'logging.googleapis.com/projects/evidence/locations/asia-northeast1/buckets/books',
      'logging.googleapis.com/projects/rs-isolated/locations/asia-northeast1/buckets/rs-books',
    ]);
  });

  it('also keeps changes of guards that lie in no folder', () => {
    const [sink] = resourcesOf(stack, 'google_logging_organization_sink');
    expect(sink).toMatchObject({ org_id: organisation.number, include_children: false });
    expect(sink?.['filter']).toContain('accesscontextmanager.googleapis.com');
  });

  it('has a perimeter of its own, which no other project shares', () => {
    const [perimeter] = resourcesOf(stack, 'google_access_context_manager_service_perimeter') as readonly {
      readonly status: { readonly resources: readonly string[]; readonly egress_policies: readonly unknown[] };
    }[];
    expect(perimeter?.status).toMatchObject({
      resources: [expect.stringMatching(/^projects\/\$\{google_project\.\w+\.number\}$/)],
      egress_policies: [],
    });
  });

  it('tells people of our own domain, and no machine', () => {
    const channels = resourcesOf(stack, 'google_monitoring_notification_channel');
    expect(channels.map(({ type }) => type).sort()).toEqual(['email', 'email', 'pagerduty']);
    const addresses = channels.flatMap(({ labels }) => Object.values((labels ?? {}) as Record<string, string>));
    expect(addresses.filter((address) => !address.endsWith(`@${organisation.domains[0]}`))).toEqual([]);
    expect(stack.json.resource['google_pubsub_topic']).toBeUndefined();
  });

  it('stands before the projects that it tells about', () => {
    for (const system of ['foundation', 'control-projects', 'ground-projects']) {
      expect(findStack(stacks, `${system}-${name}`).dependencies).toContain(`evidence-${name}`);
    }
  });
});
