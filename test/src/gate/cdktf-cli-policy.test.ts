import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { repositoryRoot } from '../../support/repository.ts';
import { screen, synthesize } from './support/cdktf-cli.ts';
import { readTree, sourceFile, temporaryProject } from './support/temporary-project.ts';

// Each runs real programs, which on a busy machine of two cores take ten times as long as on an idle one.
vi.setConfig({ testTimeout: 180_000 });

/** The repository's own stacks, of which the policy has nothing to say; changed by line 9 of `stacks/change.ts`. */
const main = (options: string): string => `import { CheckedApp } from ${sourceFile('src/index.ts')};
import { declareEstate } from ${sourceFile('stacks/declare-estate.ts')};
import { change } from './stacks/change.ts';
const app = new CheckedApp(${options});
declareEstate(app);
change(app);
app.synth();
`;
const changeOf = (
  line: string,
): string => `import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router/index.js';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member/index.js';
import { Annotations, type App, TerraformStack } from 'cdktf';
export function change(app: App): void {
  const stack = app.node.findChild('isolated-prd') as TerraformStack;
  const bucket = stack.node.findAll().find((node): node is StorageBucket => node instanceof StorageBucket) as StorageBucket;
  ${line}
  void [ComputeRouter, ComputeRouterNat, StorageBucketIamMember, Annotations, bucket];
}
`;

function projectWith(line: string, options = ''): string {
  return temporaryProject({
    'cdktf.json': JSON.stringify({
      language: 'typescript',
      app: 'node --import tsx main.ts',
      sendCrashReports: 'false',
    }),
    'main.ts': main(options),
    'stacks/change.ts': changeOf(line),
    'sekisho.yaml': readFileSync(join(repositoryRoot, 'sekisho.yaml'), 'utf8'),
  });
}

const outputOf = (project: string): readonly string[] =>
  Object.keys(readTree(project)).filter((name) => name.startsWith('cdktf.out'));
const publicMember =
  "new StorageBucketIamMember(stack, 'Public', { bucket: bucket.name, role: 'roles/storage.objectViewer', member: 'allUsers' });";

const translation = `new ComputeRouterNat(stack, 'Nat', {
    project: 'rs-isolated-prd', region: 'asia-northeast1', name: 'nat', natIpAllocateOption: 'AUTO_ONLY',
    sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    router: new ComputeRouter(stack, 'Router', { project: 'rs-isolated-prd', region: 'asia-northeast1', name: 'r', network: 'n' }).name,
  });`;
const opening =
  "stack.addOverride('resource.google_storage_bucket.' + bucket.friendlyUniqueId + '.public_access_prevention', 'inherited');";
/** The line that asked for what is refused. */
const changed = /^ +stacks\/change\.ts:9 /m;

describe('the real cdktf synth of the repository’s stacks with the embedded policy', () => {
  it('writes them as they are', async () => {
    const project = projectWith('');
    const result = await synthesize(project);
    expect([result.exitCode, result.stderr]).toEqual([0, '']);
    expect(outputOf(project)).toContain('cdktf.out/stacks/isolated-prd/cdk.tf.json');
  });

  it.each([
    {
      what: 'a public bucket member',
      line: publicMember,
      address: 'google_storage_bucket_iam_member.Public',
      place: changed,
    },
    {
      what: 'a public bucket member under skipValidation',
      line: publicMember,
      options: '{ skipValidation: true }',
      address: 'google_storage_bucket_iam_member.Public',
      place: changed,
    },
    {
      what: 'address translation in the isolated project',
      line: translation,
      address: 'google_compute_router_nat.Nat',
      place: changed,
    },
    {
      what: 'an override on the stack that opens a bucket',
      line: opening,
      address: 'isolated-prd/google_storage_bucket.',
      place: changed,
    },
  ])('refuses $what, with article, line and fix, and writes nothing', async ({ line, options, address, place }) => {
    const project = projectWith(line, options);
    const result = await synthesize(project);
    const lines = screen(result);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('sekisho: synth refused, nothing was written');
    expect(result.stderr).toContain(address);
    expect(result.stderr).toMatch(place);
    expect(result.stderr).toMatch(/^ +law \S/m);
    expect(result.stderr).toMatch(/^ +fix \S/m);
    expect(lines.filter((text) => /^\s*at /.test(text))).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(outputOf(project)).toEqual([]);
  });

  it('refuses an error Annotation', async () => {
    const project = projectWith("Annotations.of(bucket).addError('this is forbidden');", '{ skipValidation: true }');
    const result = await synthesize(project);
    expect([result.exitCode, outputOf(project)]).toEqual([1, []]);
    expect(result.stderr).toContain('this is forbidden');
  });
});
