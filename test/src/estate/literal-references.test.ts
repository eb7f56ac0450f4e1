import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../src/estate/estate.ts';
import { indexNames, literalReferences } from '../../../src/estate/literal-references.ts';
import type { ValueObject } from '../../../src/estate/value.ts';
import { aResource } from '../../support/a-resource.ts';

/** A resource whose provider works in an account. */
function inAccount(account: string): Partial<Resource> {
  return { provider: { key: 'aws', values: { allowed_account_ids: [account] } } };
}

const declared: readonly Resource[] = [
  aResource('google_compute_network.ours', { name: 'records', project: 'rs' }),
  aResource('google_compute_network.theirs', { name: 'records', project: 'other' }),
  aResource('google_compute_subnetwork.ours', { name: 'nodes', project: 'rs' }),
  aResource('google_compute_subnetwork.somewhere', { name: 'edge' }),
  aResource('google_storage_bucket.ours', { name: 'rs-raw', project: 'rs' }),
  aResource('google_kms_crypto_key.ours', { name: 'k', project: 'rs' }),
  aResource('aws_s3_bucket.ours', { bucket: 'rs-records' }, {}, inAccount('111111111111')),
  aResource('aws_sqs_queue.ours', { name: 'jobs' }, {}, inAccount('111111111111')),
  aResource('aws_sqs_queue.theirs', { name: 'jobs' }, {}, inAccount('222222222222')),
  aResource('aws_secretsmanager_secret.ours', { name: 'rs/token' }, {}, inAccount('111111111111')),
  aResource('aws_ecr_repository.ours', { name: 'rs/tiler' }, {}, inAccount('111111111111')),
  aResource('aws_iam_role.nameless', { name: 'worker' }),
  aResource('aws_vpc.made', { id: 'vpc-0aaa1111' }),
  aResource('aws_vpc_endpoint_policy.made', { id: 'vpce-0aaa1111' }),
];
const names = indexNames(declared);

/** What a resource with these values names by its text, as `path > address`. */
function named(values: ValueObject): readonly string[] {
  return literalReferences(aResource('google_any.x', values), names).map(
    ([path, { address }]) => `${path} > ${address}`,
  );
}

describe('references that are plain text', () => {
  it.each([
    ['a resource name', { network: 'projects/rs/global/networks/records' }, ['network > google_compute_network.ours']],
    [
      'a self link in a block',
      {
        network_interface: [
          { subnetwork: 'https://www.googleapis.com/compute/v1/projects/rs/regions/asia-northeast1/subnetworks/nodes' },
        ],
      },
      ['network_interface.0.subnetwork > google_compute_subnetwork.ours'],
    ],
    [
      'a full resource name in a list',
      { resources: ['//cloudkms.googleapis.com/projects/rs/locations/asia-northeast1/keyRings/r/cryptoKeys/k'] },
      ['resources > google_kms_crypto_key.ours'],
    ],
    [
      'a bare name in its own project',
      { network: 'records', project: 'other' },
      ['network > google_compute_network.theirs'],
    ],
    ['a bucket by its URI', { source_uris: ['gs://rs-raw/*'] }, ['source_uris > google_storage_bucket.ours']],
    [
      'a bucket by its name, from any project',
      { project: 'other', bucket: 'rs-raw' },
      ['bucket > google_storage_bucket.ours'],
    ],
    [
      'a bucket as the destination of a sink',
      { destination: 'storage.googleapis.com/rs-raw' },
      ['destination > google_storage_bucket.ours'],
    ],
    [
      'a name whose project nobody says',
      { subnetwork: 'projects/rs/regions/r/subnetworks/edge' },
      ['subnetwork > google_compute_subnetwork.somewhere'],
    ],
    [
      'the number of a project, by the name alone',
      { subnetwork: 'projects/310000000003/regions/r/subnetworks/nodes' },
      ['subnetwork > google_compute_subnetwork.ours'],
    ],
  ])('finds %s', (_what, values, expected) => {
    expect(named(values)).toEqual(expected);
  });

  it.each([
    ['a bucket by its ARN', { resources: ['arn:aws:s3:::rs-records/raw/*'] }, ['resources > aws_s3_bucket.ours']],
    ['a bucket by its URI', { location: 's3://rs-records/raw' }, ['location > aws_s3_bucket.ours']],
    [
      'a bucket by its host name',
      { origin: [{ domain_name: 'rs-records.s3.ap-northeast-1.amazonaws.com' }] },
      ['origin.0.domain_name > aws_s3_bucket.ours'],
    ],
    ['an object that is copied', { source: 'rs-records/raw/file' }, ['source > aws_s3_bucket.ours']],
    [
      'a queue of the account in its ARN',
      { arn: 'arn:aws:sqs:ap-northeast-1:222222222222:jobs' },
      ['arn > aws_sqs_queue.theirs'],
    ],
    [
      'a queue by its address',
      { queue_url: 'https://sqs.ap-northeast-1.amazonaws.com/111111111111/jobs' },
      ['queue_url > aws_sqs_queue.ours'],
    ],
    [
      'a secret without the characters that the cloud adds',
      { secret: 'arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:rs/token-AbCdEf' },
      ['secret > aws_secretsmanager_secret.ours'],
    ],
    [
      'an image in a registry',
      { image: '111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/rs/tiler:1' },
      ['image > aws_ecr_repository.ours'],
    ],
    [
      'a role whose account nobody says',
      { role_arn: 'arn:aws:iam::111111111111:role/guarded/worker' },
      ['role_arn > aws_iam_role.nameless'],
    ],
    ['something made before by its id', { vpc_id: 'vpc-0aaa1111' }, ['vpc_id > aws_vpc.made']],
    [
      'something made before by its ARN',
      { resource: 'arn:aws:ec2:ap-northeast-1:111111111111:vpc/vpc-0aaa1111' },
      ['resource > aws_vpc.made'],
    ],
  ])('finds in AWS %s', (_what, values, expected) => {
    expect(named(values)).toEqual(expected);
  });

  it.each([
    ['a queue of the same name in another account', { arn: 'arn:aws:sqs:ap-northeast-1:333333333333:jobs' }],
    ['a bucket of another name that begins alike', { arn: 'arn:aws:s3:::rs-records-copy/x' }],
    ['the id of what a policy is for', { vpc_endpoint_id: 'vpce-0aaa1111' }],
    ['a bare name in a resource that is not of AWS', { role: 'worker' }],
    ['a policy document', { policy: '{"Resource":"arn:aws:s3:::rs-records/*"}' }],
  ])('takes no notice in AWS of %s', (_what, values) => {
    expect(named(values)).toEqual([]);
  });

  it.each([
    ['a resource of the same name in another project', { network: 'projects/elsewhere/global/networks/records' }],
    ['a bare name of another project', { network: 'records', project: 'elsewhere' }],
    ['prose that holds a path', { description: 'see projects/rs/global/networks/records' }],
    ['a name in an attribute that is for no names', { title: 'records', project: 'rs' }],
    ['a key that every object has', { labels: { constructor: 'records', toString: 'records' } }],
    ['a bucket of another name', { source_uris: ['gs://rs-raw-copy/*'] }],
  ])('takes no notice of %s', (_what, values) => {
    expect(named(values)).toEqual([]);
  });
});
