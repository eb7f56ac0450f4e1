import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../src/estate/estate.ts';
import { indexNames, literalReferences } from '../../../src/estate/literal-references.ts';
import type { ValueObject } from '../../../src/estate/value.ts';
import { aResource } from '../../support/a-resource.ts';

const declared: readonly Resource[] = [
  aResource('google_compute_network.ours', { name: 'records', project: 'rs' }),
  aResource('google_compute_network.theirs', { name: 'records', project: 'other' }),
  aResource('google_compute_subnetwork.ours', { name: 'nodes', project: 'rs' }),
  aResource('google_compute_subnetwork.somewhere', { name: 'edge' }),
  aResource('google_storage_bucket.ours', { name: 'rs-raw', project: 'rs' }),
  aResource('google_kms_crypto_key.ours', { name: 'k', project: 'rs' }),
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
