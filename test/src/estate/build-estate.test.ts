import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuiltEstate, buildEstate } from '../../../src/estate/build-estate.ts';
import { Unknown } from '../../../src/estate/value.ts';
import { findModules } from '../../../src/sources/find-modules.ts';
import { loadSources } from '../../../src/sources/load-sources.ts';
import { aChange, aPlan, fixtures } from '../../support/plan-fixtures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function estateOf(...paths: readonly string[]): Promise<BuiltEstate> {
  return buildEstate(await loadSources(findModules(paths)));
}

const stackNamed = (stackName: string, content: Record<string, unknown>): unknown => ({
  '//': { metadata: { stackName } },
  ...content,
});
const output = 'cross-stack-output-google_kms_crypto_keykeyid';
const producer = stackNamed('keys', {
  resource: { google_kms_crypto_key: { key: { name: 'k' } } },
  output: { [output]: { sensitive: true, value: '${google_kms_crypto_key.key.id}' } },
});
const remote = '${data.terraform_remote_state.cross-stack-reference-input-keys.outputs.' + output + '}';
const consumer = stackNamed('records', {
  data: { terraform_remote_state: { 'cross-stack-reference-input-keys': { backend: 'local' } } },
  resource: { google_storage_bucket: { b: { name: 'b', encryption: { default_kms_key_name: remote } } } },
});

describe('one estate from many sources', () => {
  it('3: keeps a set’s literals beside an unknown member when the plan is joined with its configuration', async () => {
    const { index } = await estateOf(join(fixtures, 'trap-unknown-set'));
    const perimeter = index.get('trap-unknown-set/google_access_context_manager_service_perimeter.perimeter');
    const status = perimeter?.values['status'] as readonly { resources: readonly unknown[] }[];
    const [project, literal] = status[0]?.resources ?? [];
    expect(project).toBeInstanceOf(Unknown);
    expect((project as Unknown).references.map((one) => [one.address, one.attribute])).toEqual([
      ['google_project.project', 'number'],
    ]);
    expect(literal).toBe('projects/210987654321');
  });

  it('4: drops what a plan shows as unknown and the configuration does not set', async () => {
    const { index } = await estateOf(join(fixtures, 'good-isolated'));
    const cluster = index.get('good-isolated/google_container_cluster.cluster');
    expect(cluster?.values['addons_config']).toBeUndefined();
    expect(cluster?.undeclared).toEqual([]);
  });

  it('5: takes lifecycle from the configuration, and says what a plan alone can not show', async () => {
    const joined = await estateOf(join(fixtures, 'trap-unknown-set'));
    const id = 'google_access_context_manager_service_perimeter.perimeter';
    expect(joined.index.get(`trap-unknown-set/${id}`)?.lifecycle).toMatchObject({
      ignoreChanges: ['status[0].resources'],
    });
    expect(joined.estate.stacks[0]?.blindSpots).toEqual([]);
    const folder = temporaryFolder({ 'p/plan.json': aPlan({ resource_changes: [aChange('t.n', {})] }) });
    expect((await estateOf(folder)).estate.stacks[0]?.blindSpots).toEqual([
      'p: a plan without its configuration shows no ignore_changes, prevent_destroy, provisioners, inline waivers or source lines',
    ]);
  });

  it('14: says that OpenTofu’s plan does not tell whether it is complete', async () => {
    const plan = aPlan({ complete: undefined, resource_changes: [aChange('t.n', {})] });
    const { estate } = await estateOf(temporaryFolder({ 'p/plan.json': plan }));
    expect(estate.stacks[0]?.blindSpots[1]).toBe(
      'p: the plan does not say whether it is complete; -target and -exclude leave no mark in it',
    );
  });

  it('17: follows a value from stack to stack before anything is applied', async () => {
    const { index } = await estateOf(
      temporaryFolder({ 'keys/cdk.tf.json': producer, 'records/cdk.tf.json': consumer }),
    );
    const bucket = index.get('records/google_storage_bucket.b');
    const encryption = bucket?.values['encryption'] as { default_kms_key_name: Unknown };
    const [reference] = encryption.default_kms_key_name.references;
    expect([reference?.stack, reference?.address, reference?.attribute]).toEqual([
      'keys',
      'google_kms_crypto_key.key',
      'id',
    ]);
    expect(reference === undefined ? undefined : index.find(reference)?.id).toBe('keys/google_kms_crypto_key.key');
  });

  it('17: still knows which resource is behind a value that the consumer’s plan shows as plain text', async () => {
    const name = 'projects/p/locations/asia-northeast1/keyRings/r/cryptoKeys/k';
    const plan = aPlan({
      resource_changes: [
        aChange('google_storage_bucket.b', { after: { name: 'b', encryption: [{ default_kms_key_name: name }] } }),
      ],
    });
    const files = { 'keys/cdk.tf.json': producer, 'records/cdk.tf.json': consumer, 'records/plan.json': plan };
    const { index, estate } = await estateOf(temporaryFolder(files));
    const bucket = index.get('records/google_storage_bucket.b');
    expect(bucket?.values['encryption']).toEqual([{ default_kms_key_name: name }]);
    const references = bucket?.references.get('encryption.0.default_kms_key_name') ?? [];
    expect(references.map((reference) => index.find(reference)?.id)).toEqual(['keys/google_kms_crypto_key.key']);
    expect(estate.stage).toBe('plan');
  });

  it('17: remembers the resource behind a literal that comes from another stack', async () => {
    const name = 'cross-stack-output-google_storage_bucketbname';
    const owner = stackNamed('records', {
      resource: { google_storage_bucket: { b: { name: 'records' } } },
      output: { [name]: { sensitive: true, value: '${google_storage_bucket.b.name}' } },
    });
    const bucket = '${data.terraform_remote_state.cross-stack-reference-input-records.outputs.' + name + '}';
    const reader = stackNamed('readers', {
      data: { terraform_remote_state: { 'cross-stack-reference-input-records': { backend: 'local' } } },
      resource: { google_storage_bucket_iam_member: { m: { bucket, member: 'allUsers', role: 'r' } } },
    });
    const { index } = await estateOf(temporaryFolder({ 'a/cdk.tf.json': owner, 'b/cdk.tf.json': reader }));
    const member = index.get('readers/google_storage_bucket_iam_member.m');
    expect(member?.values['bucket']).toBe('records');
    const references = member?.references.get('bucket') ?? [];
    expect(references.map((reference) => index.find(reference)?.id)).toContain('records/google_storage_bucket.b');
  });

  it('does not let an output of a stack that is not there prove anything', async () => {
    const { index } = await estateOf(temporaryFolder({ 'records/cdk.tf.json': consumer }));
    const encryption = index.get('records/google_storage_bucket.b')?.values['encryption'] as {
      default_kms_key_name: Unknown;
    };
    expect(encryption.default_kms_key_name).toBeInstanceOf(Unknown);
    expect(encryption.default_kms_key_name.references.map((reference) => index.find(reference))).not.toContain(
      expect.objectContaining({ type: 'google_kms_crypto_key' }),
    );
  });

  it('reads *.tf with locals, variable defaults, count, for_each and a local module', async () => {
    const main = `
variable "region" { default = "asia-northeast1" }
locals { names = toset(["a", "b"]) }
resource "google_storage_bucket" "each" {
  for_each = local.names
  name     = "records-\${each.key}"
  location = upper(var.region)
}
module "key" {
  source = "./key"
  region = var.region
}
resource "google_storage_bucket" "kept" {
  count    = 2
  name     = "kept-\${count.index}"
  location = var.region
  encryption { default_kms_key_name = module.key.id }
}
`;
    const key = `
variable "region" {}
resource "google_kms_key_ring" "r" {
  name = "r"
  location = var.region
}
resource "google_kms_crypto_key" "k" {
  name = "k"
  key_ring = google_kms_key_ring.r.id
}
output "id" { value = google_kms_crypto_key.k.id }
`;
    const { estate, index } = await estateOf(temporaryFolder({ 'net/main.tf': main, 'net/key/main.tf': key }));
    expect(estate.resources.map((resource) => resource.address)).toEqual([
      'google_storage_bucket.each["a"]',
      'google_storage_bucket.each["b"]',
      'google_storage_bucket.kept[0]',
      'google_storage_bucket.kept[1]',
      'module.key.google_kms_crypto_key.k',
      'module.key.google_kms_key_ring.r',
    ]);
    expect(index.get('net/google_storage_bucket.each["a"]')?.values).toEqual({
      name: 'records-a',
      location: 'ASIA-NORTHEAST1',
    });
    expect(index.get('net/module.key.google_kms_key_ring.r')?.values['location']).toBe('asia-northeast1');
    const [block] = index.get('net/google_storage_bucket.kept[1]')?.values['encryption'] as readonly {
      default_kms_key_name: Unknown;
    }[];
    expect(block?.default_kms_key_name.references.map((one) => one.address)).toEqual([
      'module.key.google_kms_crypto_key.k',
    ]);
    expect(block?.default_kms_key_name.exact).toBe(true);
  });

  it('finds a bucket that is named by its text', async () => {
    const content = {
      resource: {
        google_storage_bucket: { b: { name: 'records' } },
        google_storage_bucket_iam_member: { m: { bucket: 'records', member: 'allUsers' } },
      },
    };
    const { index } = await estateOf(temporaryFolder({ 'x/main.tf.json': content }));
    const [reference] = index.get('x/google_storage_bucket_iam_member.m')?.references.get('bucket') ?? [];
    expect(reference === undefined ? undefined : index.find(reference)?.address).toBe('google_storage_bucket.b');
  });
});

describe('refusing estates that can not be judged', () => {
  const twice = { resource: { google_storage_bucket: { b: { name: 'b' } } } };

  it.each([
    [
      'one stack given twice',
      { 'a/cdk.tf.json': stackNamed('s', twice), 'b/cdk.tf.json': stackNamed('s', twice) },
      'STACK_DUPLICATE',
    ],
    [
      'one address twice in a plan',
      { 'a/plan.json': aPlan({ resource_changes: [aChange('t.n', {}), aChange('t.n', {})] }) },
      'ADDRESS_DUPLICATE',
    ],
    ['one address in two files of a folder', { 'a/x.tf.json': twice, 'a/y.tf.json': twice }, 'DUPLICATE_ADDRESS'],
    ['configurations without a resource', { 'a/main.tf.json': { locals: { x: 1 } } }, 'NOTHING_TO_JUDGE'],
    ['a plan without a resource', { 'a/plan.json': aPlan() }, 'NOTHING_TO_JUDGE'],
  ])('refuses %s', async (_name, files, code) => {
    await expect(estateOf(temporaryFolder(files))).rejects.toMatchObject({ code });
  });

  it.each([
    ['lacks what the configuration declares now', [], 'no google_storage_bucket.b, which the configuration declares'],
    [
      'holds what the configuration does not declare',
      ['google_storage_bucket.b', 'google_storage_bucket.old'],
      'google_storage_bucket.old, which the configuration does not declare',
    ],
  ])('refuses a plan beside a configuration that %s', async (_name, addresses, got) => {
    const plan = aPlan({ resource_changes: ['t.other', ...addresses].map((address) => aChange(address, {})) });
    const content = { resource: { ...twice.resource, t: { other: {} } } };
    await expect(estateOf(temporaryFolder({ 'a/main.tf.json': content, 'a/plan.json': plan }))).rejects.toMatchObject({
      code: 'PLAN_FOREIGN',
      parts: { got },
    });
  });

  it('joins a plan whose instances depend on a variable that was set when it was made', async () => {
    const content = {
      variable: { n: { default: 0 } },
      resource: { google_storage_bucket: { b: { count: '${var.n}', name: 'b-${count.index}' } } },
    };
    const plan = aPlan({
      variables: { n: { value: 1 } },
      resource_changes: [
        aChange('google_storage_bucket.b[0]', {}, { type: 'google_storage_bucket', name: 'b', index: 0 }),
      ],
    });
    const { estate } = await estateOf(temporaryFolder({ 'a/main.tf.json': content, 'a/plan.json': plan }));
    expect(estate.resources.map((resource) => resource.address)).toEqual(['google_storage_bucket.b[0]']);
  });

  it('names the cycle of locals that lead to each other', async () => {
    const cycle = {
      locals: { a: '${local.b}', b: '${local.a}' },
      resource: { google_storage_bucket: { b: { name: '${local.a}' } } },
    };
    await expect(estateOf(temporaryFolder({ 'a/main.tf.json': cycle }))).rejects.toThrow(
      /local\.a.*local\.b|local\.b.*local\.a/s,
    );
  });

  it('judges a plan that only deletes', async () => {
    const change = { actions: ['delete'], before: { name: 'b' }, after: null };
    const { estate } = await estateOf(
      temporaryFolder({ 'a/plan.json': aPlan({ resource_changes: [aChange('google_storage_bucket.b', change)] }) }),
    );
    expect(estate.resources.map((resource) => [resource.address, resource.before])).toEqual([
      ['google_storage_bucket.b', { name: 'b' }],
    ]);
  });
});
