import { describe, expect, it } from 'vitest';
import { AnalysisDataset, type AnalysisDatasetProps, type TableDeclaration } from '../../../constructs/index.ts';
import { aDataKey, anAccount } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const table: TableDeclaration = {
  name: 'samples',
  partitionField: 'time',
  clusteringFields: ['channel'],
  fields: [
    { name: 'time', type: 'TIMESTAMP', mode: 'REQUIRED' },
    { name: 'channel', type: 'STRING', mode: 'REQUIRED' },
    { name: 'command', type: 'STRING', mode: 'NULLABLE', isRestricted: true },
  ],
};

function declare(changes: Partial<AnalysisDatasetProps> = {}) {
  return synthesize((stack) => {
    new AnalysisDataset(stack, 'Telemetry', {
      project: 'rs-isolated-test',
      location: 'asia-northeast1',
      datasetId: 'telemetry',
      key: aDataKey(stack),
      ownerGroup: 'analysis@example.jp',
      editors: [anAccount(stack, 'trends')],
      readers: [anAccount(stack, 'dashboard')],
      restrictedReaders: ['group:operators@example.jp'],
      tables: [table],
      ...changes,
    });
  });
}

const dataset = declare();
const key = '${google_kms_crypto_key.DataKey_17AFBB84.id}';

describe('a dataset for analysis', () => {
  it('is in one region, under our key, with the whole list of who may do what', () => {
    const { location, default_encryption_configuration, access } = dataset.only('google_bigquery_dataset');
    expect({ location, default_encryption_configuration, access }).toEqual({
      location: 'asia-northeast1',
      default_encryption_configuration: { kms_key_name: key },
      access: [
        { role: 'OWNER', group_by_email: 'analysis@example.jp' },
        { role: 'WRITER', user_by_email: 'trends@rs-isolated-test.iam.gserviceaccount.com' },
        { role: 'READER', user_by_email: 'dashboard@rs-isolated-test.iam.gserviceaccount.com' },
      ],
    });
  });

  it('asks every query of which days, and tags the restricted column only', () => {
    const { schema, ...rest } = dataset.only('google_bigquery_table');
    expect(rest).toMatchObject({
      require_partition_filter: true,
      time_partitioning: { type: 'DAY', field: 'time' },
      clustering: ['channel'],
      encryption_configuration: { kms_key_name: key },
      deletion_protection: true,
    });
    const fields = JSON.parse(String(schema)) as readonly { readonly name: string; readonly policyTags?: unknown }[];
    expect(fields.filter(({ policyTags }) => policyTags !== undefined)).toEqual([
      {
        name: 'command',
        type: 'STRING',
        mode: 'NULLABLE',
        policyTags: { names: [expect.stringMatching(/^\$\{google_data_catalog_policy_tag\.\w+\.name\}$/)] },
      },
    ]);
  });

  it('shows restricted columns to named members only', () => {
    const { policy_data } = dataset.only('google_data_catalog_policy_tag_iam_policy');
    expect(JSON.parse(String(policy_data))).toEqual({
      bindings: [{ role: 'roles/datacatalog.categoryFineGrainedReader', members: ['group:operators@example.jp'] }],
    });
    expect(dataset.only('google_data_catalog_taxonomy')['activated_policy_types']).toEqual([
      'FINE_GRAINED_ACCESS_CONTROL',
    ]);
  });

  it.each([
    ['a multi-region', { location: 'asia' }, '`location` is not one region'],
    ['a bad name', { datasetId: 'tele-metry' }, '`datasetId` is not usable'],
    ['everybody', { restrictedReaders: ['allAuthenticatedUsers'] }, 'a reader of restricted columns is neither'],
    ['a table twice', { tables: [table, table] }, '`tables` names a table twice'],
    [
      'a partition that is no field',
      { tables: [{ ...table, partitionField: 'day' }] },
      'table samples has no such field',
    ],
    ['a partition that is no time', { tables: [{ ...table, partitionField: 'channel' }] }, 'has no such field'],
    ['a cluster that is no field', { tables: [{ ...table, clusteringFields: ['orbit'] }] }, 'got "orbit"'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
