import type { Resource } from './estate.ts';
import { isValueArray, isValueObject } from './value.ts';

/** A type of resource, and the attribute that holds the name by which texts name it. */
export type AwsNamed = readonly [type: string, attribute: string];

const bucket: AwsNamed = ['aws_s3_bucket', 'bucket'];
const queue: AwsNamed = ['aws_sqs_queue', 'name'];
const topic: AwsNamed = ['aws_sns_topic', 'name'];
const lambda: AwsNamed = ['aws_lambda_function', 'function_name'];
const role: AwsNamed = ['aws_iam_role', 'name'];
const secret: AwsNamed = ['aws_secretsmanager_secret', 'name'];
const database: AwsNamed = ['aws_db_instance', 'identifier'];
const cluster: AwsNamed = ['aws_rds_cluster', 'cluster_identifier'];
const snapshot: AwsNamed = ['aws_db_snapshot', 'db_snapshot_identifier'];
const clusterSnapshot: AwsNamed = ['aws_db_cluster_snapshot', 'db_cluster_snapshot_identifier'];
const table: AwsNamed = ['aws_dynamodb_table', 'name'];
const stream: AwsNamed = ['aws_kinesis_stream', 'name'];
const logGroup: AwsNamed = ['aws_cloudwatch_log_group', 'name'];
const repository: AwsNamed = ['aws_ecr_repository', 'name'];
const kubernetes: AwsNamed = ['aws_eks_cluster', 'name'];
const search: AwsNamed = ['aws_opensearch_domain', 'domain_name'];
const vault: AwsNamed = ['aws_backup_vault', 'name'];
const bus: AwsNamed = ['aws_cloudwatch_event_bus', 'name'];

/** Attributes that often hold the bare name of something of the same account; of a bucket, of any account. */
const bareNames: ReadonlyMap<string, readonly AwsNamed[]> = new Map([
  ['bucket', [bucket]],
  ['bucket_name', [bucket]],
  ['s3_bucket', [bucket]],
  ['s3_bucket_name', [bucket]],
  ['target_bucket', [bucket]],
  ['function_name', [lambda]],
  ['role', [role]],
  ['roles', [role]],
  ['role_name', [role]],
  ['secret_id', [secret]],
  ['secret_arn', [secret]],
  ['table_name', [table]],
  ['stream_name', [stream]],
  ['log_group_name', [logGroup]],
  ['repository', [repository]],
  ['cluster_name', [kubernetes]],
  ['domain_name', [search]],
  ['backup_vault_name', [vault]],
  ['event_bus_name', [bus]],
  ['db_instance_identifier', [database]],
  ['replicate_source_db', [database]],
  ['source_db_instance_identifier', [database]],
  ['replication_source_identifier', [cluster, database]],
  ['source_cluster_identifier', [cluster]],
  ['snapshot_identifier', [snapshot, clusterSnapshot]],
  ['source_db_snapshot_identifier', [snapshot]],
  ['source_db_cluster_snapshot_identifier', [clusterSnapshot]],
]);

/** What ARNs name, by service and kind (docs.aws.amazon.com/service-authorization/latest/reference); no kind where the name follows the account. */
const kinds: ReadonlyMap<string, readonly AwsNamed[]> = new Map([
  ['s3', [bucket]],
  ['s3 accesspoint', [['aws_s3_access_point', 'name']]],
  ['sqs', [queue]],
  ['sns', [topic]],
  ['lambda function', [lambda]],
  ['lambda layer', [['aws_lambda_layer_version', 'layer_name']]],
  ['iam role', [role]],
  ['kms alias', [['aws_kms_alias', 'name']]],
  ['secretsmanager secret', [secret]],
  ['ssm parameter', [['aws_ssm_parameter', 'name']]],
  ['rds db', [database]],
  ['rds cluster', [cluster]],
  ['rds snapshot', [snapshot]],
  ['rds cluster-snapshot', [clusterSnapshot]],
  ['dynamodb table', [table]],
  ['kinesis stream', [stream]],
  ['firehose deliverystream', [['aws_kinesis_firehose_delivery_stream', 'name']]],
  ['logs log-group', [logGroup]],
  ['ecr repository', [repository]],
  ['eks cluster', [kubernetes]],
  ['es domain', [search]],
  ['backup backup-vault', [vault]],
  ['events event-bus', [bus]],
  ['states stateMachine', [['aws_sfn_state_machine', 'name']]],
  ['kafka cluster', [['aws_msk_cluster', 'cluster_name']]],
  ['redshift cluster', [['aws_redshift_cluster', 'cluster_identifier']]],
]);

/** Names are unique in the whole cloud: no account needs to fit. */
const isUnique = (type: string): boolean => type === 'aws_s3_bucket';

/** What the cloud calls a resource when it makes it: an ARN, `vpc-0a1b2c3d`, or the id of a key. */
const madeByCloud =
  /^(?:arn:[\w-]+:\S+|[a-z][a-z-]*-[0-9a-f]{8,}|(?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})$/u;

/** Declared resources of AWS by what texts call them: `TYPE\0NAME`, and the ids that the cloud gave them. */
export class AwsNames {
  private readonly byName = new Map<string, Resource[]>();
  private readonly byId = new Map<string, Resource>();

  constructor(resources: readonly Resource[]) {
    const attributes = new Map([...bareNames.values(), ...kinds.values()].flat());
    for (const resource of resources) {
      if (resource.mode !== 'managed' || !resource.type.startsWith('aws_')) continue;
      for (const id of idsOf(resource)) if (!this.byId.has(id)) this.byId.set(id, resource);
      const attribute = attributes.get(resource.type);
      const name = attribute === undefined ? undefined : resource.values[attribute];
      if (typeof name !== 'string') continue;
      const key = `${resource.type}\0${name.replace(/^alias\//u, '')}`;
      const list = this.byName.get(key);
      if (list === undefined) this.byName.set(key, [resource]);
      else list.push(resource);
    }
  }

  get isEmpty(): boolean {
    return this.byName.size + this.byId.size === 0;
  }

  /** What a text in an attribute names: by its ARN, its address, the id that the cloud gave it, or a name where names are asked for. */
  targetsOf(text: string, attribute: string, owner: Resource): readonly Resource[] {
    const named = this.byId.get(text) ?? this.byId.get(lastPart(text));
    if (named !== undefined) return [named];
    const address = addressed(text, attribute);
    if (address !== null) return this.candidates(address);
    const types = bareNames.get(attribute);
    if (types === undefined) return [];
    // Google's services name buckets too; the other names mean something of AWS in AWS's own resources only.
    const meant = owner.type.startsWith('aws_') ? types : types.filter(([type]) => isUnique(type));
    return this.candidates({ types: meant, name: text, account: awsAccountOf(owner) });
  }

  /** Resources of that name: those of the account, or, while the account of none is known to be it, those whose account can't be seen. */
  private candidates({ types, name, account }: Address): readonly Resource[] {
    const found = types.flatMap(([type]) => this.byName.get(`${type}\0${name}`) ?? []);
    const sure = found.filter((one) => isUnique(one.type) || (account !== null && awsAccountOf(one) === account));
    return sure.length > 0 ? sure : found.filter((one) => account === null || awsAccountOf(one) === null);
  }
}

/** Types whose `arn`, or an `id` that is an ARN, is their own; with others it may be that of what they are for. */
const haveArns: ReadonlySet<string> = new Set([
  ...[...kinds.values()].flat().map(([type]) => type),
  'aws_kms_key',
  'aws_kms_replica_key',
  'aws_kms_external_key',
  'aws_lb',
  'aws_lb_target_group',
  'aws_ram_resource_share',
  'aws_iam_policy',
]);

/** What the cloud calls a resource, as far as it is the resource's own: a policy has the id of what it is for, a grant that of its key. */
function idsOf({ type, values }: Resource): readonly string[] {
  if (/_(?:policy|attachment|permission|logging|configuration)$/u.test(type) && !haveArns.has(type)) return [];
  const own = haveArns.has(type) ? [values['id'], values['arn']] : [values['id']];
  const ids = own.filter((id) => typeof id === 'string').filter((id) => madeByCloud.test(id));
  return haveArns.has(type) ? ids : ids.filter((id) => !id.startsWith('arn:'));
}

interface Address {
  readonly types: readonly AwsNamed[];
  readonly name: string;
  readonly account: string | null;
}

/** An ARN, or one of the other forms in which buckets, queues and repositories are written; null for any other text. */
function addressed(text: string, attribute: string): Address | null {
  if (text.startsWith('arn:')) return arn(text);
  const name = bucketIn(text, attribute);
  if (name !== undefined) return { types: [bucket], name, account: null };
  for (const [pattern, type] of hosts) {
    const [, account, named] = pattern.exec(text) ?? [];
    if (account !== undefined && named !== undefined) return { types: [type], name: named, account };
  }
  return null;
}

/** Hosts of services, with an account and a name. */
const hosts: readonly (readonly [pattern: RegExp, type: AwsNamed])[] = [
  [/^https:\/\/sqs\.[\w-]+\.amazonaws\.com\/(\d{12})\/([^/\s]+)$/u, queue],
  [/^(\d{12})\.dkr\.ecr\.[\w-]+\.amazonaws\.com\/([^:@\s]+)/u, repository],
];

function bucketIn(text: string, attribute: string): string | undefined {
  const inUri = /^s3[an]?:\/\/([^/\s]+)/u.exec(text)?.[1];
  if (inUri !== undefined) return inUri;
  // A copy names its object `BUCKET/KEY`, a user's home is `/BUCKET/…`.
  if (attribute === 'source' || attribute === 'home_directory') return /^\/?([^/\s:]+)\/?/u.exec(text)?.[1];
  if (!text.includes('amazonaws.com')) return undefined;
  return /^(?:https?:\/\/)?([a-z0-9][a-z0-9.-]+)\.s3[.-](?:[\w-]+\.)*amazonaws\.com(?:[/:]|$)/u.exec(text)?.[1];
}

interface Arn {
  readonly service: string;
  readonly account: string | null;
  readonly rest: string;
}

function parseArn(text: string): Arn | null {
  const parts = text.split(':');
  const [, , service = '', , number = ''] = parts;
  const rest = parts.slice(5).join(':');
  return rest === '' ? null : { service, account: /^\d{12}$/u.test(number) ? number : null, rest };
}

function arn(text: string): Address | null {
  const parsed = parseArn(text);
  if (parsed === null) return null;
  const { service, account, rest } = parsed;
  const split = rest.search(/[/:]/u);
  const kind = `${service} ${rest.slice(0, Math.max(split, 0))}`;
  const byKind = kinds.get(kind);
  if (byKind !== undefined) return { types: byKind, name: withoutTail(kind, rest.slice(split + 1)), account };
  const types = kinds.get(service);
  return types === undefined ? null : { types, name: rest.replace(/[/:*].*$/u, ''), account };
}

/** The name in what follows the kind: without versions, qualifiers, indexes, and the six characters after a secret. */
function withoutTail(kind: string, named: string): string {
  switch (kind) {
    case 'secretsmanager secret':
      return named.replace(/-(?:[A-Za-z0-9]{6}|\?{6})$/u, '');
    case 'iam role':
      return named.slice(named.lastIndexOf('/') + 1);
    case 'ssm parameter':
      return named.includes('/') ? `/${named}` : named;
    case 'ecr repository':
    case 'logs log-group':
      return named.replace(/:.*$/u, '');
    default:
      return named.replace(/[/:].*$/u, '');
  }
}

/** `arn:aws:ec2:…:subnet/subnet-0a1b2c3d` ends in the id. */
function lastPart(text: string): string {
  return text.startsWith('arn:') ? text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1) : text;
}

/** The account that the provider of a resource names; null when it names none. */
export function awsAccountOf({ provider }: Resource): string | null {
  const allowed = provider.values['allowed_account_ids'];
  if (isValueArray(allowed) && allowed.length === 1 && typeof allowed[0] === 'string') return allowed[0];
  const roles = provider.values['assume_role'];
  const role = isValueArray(roles) ? roles[0] : roles;
  const text = isValueObject(role) ? role['role_arn'] : undefined;
  return typeof text === 'string' ? (/^arn:[\w-]+:iam::(\d{12}):/u.exec(text)?.[1] ?? null) : null;
}
