import { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset/index.js';
import { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table/index.js';
import { DataCatalogPolicyTag } from '@cdktf/provider-google/lib/data-catalog-policy-tag/index.js';
import { DataCatalogPolicyTagIamPolicy } from '@cdktf/provider-google/lib/data-catalog-policy-tag-iam-policy/index.js';
import { DataCatalogTaxonomy } from '@cdktf/provider-google/lib/data-catalog-taxonomy/index.js';
import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import type { DataKey } from '../data-key/index.ts';
import { refuse, requireDistinct, requireMatch } from '../declaration/index.ts';

export interface TableField {
  readonly name: string;
  readonly type: 'STRING' | 'INT64' | 'FLOAT64' | 'BOOL' | 'TIMESTAMP';
  readonly mode: 'REQUIRED' | 'NULLABLE';
  /** True for what only `restrictedReaders` may see. @default false */
  readonly isRestricted?: boolean;
}

export interface TableDeclaration {
  readonly name: string;
  readonly fields: readonly TableField[];
  /** A field of type TIMESTAMP: a query has to say of which days. */
  readonly partitionField: string;
  /** Fields by which rows are kept together. @default none */
  readonly clusteringFields?: readonly string[];
}

export interface AnalysisDatasetProps {
  readonly project: string;
  readonly location: string;
  readonly datasetId: string;
  readonly key: DataKey;
  /** Group that answers for the data, by address. */
  readonly ownerGroup: string;
  readonly editors: readonly ServiceAccount[];
  readonly readers: readonly ServiceAccount[];
  /** Who may read restricted columns, as members. */
  readonly restrictedReaders: readonly string[];
  readonly tables: readonly TableDeclaration[];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A dataset under the customer's key, in one region, whose access list is written out whole, with restricted columns that only named
 * members can read whatever else they may.
 *
 * @example
 * new AnalysisDataset(stack, 'Telemetry', {
 *   project: 'analysis-dev', location: 'asia-northeast1', datasetId: 'telemetry', key, ownerGroup: 'analysis@example.jp',
 *   editors: [loader], readers: [dashboard], restrictedReaders: ['group:satellite-operators@example.jp'],
 *   tables: [{ name: 'samples', partitionField: 'time', fields: [{ name: 'time', type: 'TIMESTAMP', mode: 'REQUIRED' }] }],
 * });
 */
export class AnalysisDataset extends Construct {
  readonly dataset: BigqueryDataset;

  /** Throws `DeclarationError` for several regions, a table without its partition field, or a public reader. */
  constructor(scope: Construct, id: string, props: AnalysisDatasetProps) {
    super(scope, id);
    this.#validate(props);
    const { project, location, datasetId, key } = props;
    this.dataset = new BigqueryDataset(this, 'Resource', {
      project,
      location,
      datasetId,
      description: 'Long-term trends of telemetry',
      deleteContentsOnDestroy: false,
      defaultEncryptionConfiguration: { kmsKeyName: key.key.id },
      access: this.#access(props),
      labels: { ...props.labels },
      lifecycle: { preventDestroy: true },
      dependsOn: [key.policy, ...props.editors, ...props.readers],
    });
    const tag = this.#declareTag(props);
    for (const table of props.tables) this.#declareTable(props, table, tag);
  }

  #access({ project, ownerGroup, editors, readers }: AnalysisDatasetProps) {
    const grant = (role: string) => (account: ServiceAccount) => ({
      role,
      userByEmail: `${account.accountIdInput ?? account.node.id}@${project}.iam.gserviceaccount.com`,
    });
    return [
      { role: 'OWNER', groupByEmail: ownerGroup },
      ...editors.map(grant('WRITER')),
      ...readers.map(grant('READER')),
    ];
  }

  #declareTag({ project, location, datasetId, restrictedReaders }: AnalysisDatasetProps): DataCatalogPolicyTag {
    const taxonomy = new DataCatalogTaxonomy(this, 'Taxonomy', {
      project,
      region: location,
      displayName: datasetId,
      activatedPolicyTypes: ['FINE_GRAINED_ACCESS_CONTROL'],
    });
    const tag = new DataCatalogPolicyTag(this, 'Restricted', { taxonomy: taxonomy.id, displayName: 'restricted' });
    new DataCatalogPolicyTagIamPolicy(this, 'RestrictedReaders', {
      policyTag: tag.name,
      policyData: JSON.stringify({
        bindings: [{ role: 'roles/datacatalog.categoryFineGrainedReader', members: restrictedReaders.toSorted() }],
      }),
    });
    return tag;
  }

  #declareTable({ project, key }: AnalysisDatasetProps, table: TableDeclaration, tag: DataCatalogPolicyTag): void {
    new BigqueryTable(this, `Table${table.name.slice(0, 1).toUpperCase()}${table.name.slice(1)}`, {
      project,
      datasetId: this.dataset.datasetId,
      tableId: table.name,
      deletionProtection: true,
      encryptionConfiguration: { kmsKeyName: key.key.id },
      requirePartitionFilter: true,
      timePartitioning: { type: 'DAY', field: table.partitionField },
      clustering: [...(table.clusteringFields ?? [])],
      schema: JSON.stringify(
        table.fields.map(({ name, type, mode, isRestricted = false }) => ({
          name,
          type,
          mode,
          ...(isRestricted ? { policyTags: { names: [tag.name] } } : {}),
        })),
      ),
      lifecycle: { preventDestroy: true },
    });
  }

  #validate({ location, datasetId, tables, restrictedReaders }: AnalysisDatasetProps): void {
    requireMatch(this, location, /^[a-z]+-[a-z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region such as asia-northeast1',
      fix: 'name one region: a dataset without a place goes to the US',
    });
    requireMatch(this, datasetId, /^[a-z][a-z0-9_]{0,99}$/, {
      what: '`datasetId` is not usable',
      expected: 'lower-case letters, digits or underscores',
      fix: 'choose another name',
    });
    requireDistinct(
      this,
      tables.map(({ name }) => name),
      '`tables` names a table twice',
    );
    for (const reader of restrictedReaders) {
      requireMatch(this, reader, /^(user|group|serviceAccount):[^\s@]+@[^\s@]+$/, {
        what: 'a reader of restricted columns is neither a person, a group nor a service account',
        expected: '`user:`, `group:` or `serviceAccount:` and an address',
        fix: 'name who may read them',
      });
    }
    for (const { name, fields, partitionField, clusteringFields = [] } of tables) {
      const isTime = fields.some((field) => field.name === partitionField && field.type === 'TIMESTAMP');
      const missing = clusteringFields.find((clustering) => fields.every((field) => field.name !== clustering));
      if (!isTime || missing !== undefined) {
        refuse(this, {
          what: `table ${name} has no such field`,
          got: isTime ? missing : partitionField,
          expected: 'a partition field of type TIMESTAMP, and clustering fields of the table',
          fix: 'correct the name, or add the field',
        });
      }
    }
  }
}
