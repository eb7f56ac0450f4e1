import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import { leavesAt } from '../guards/targets.ts';
import type { AwsReading } from './aws-reading.ts';

/** How a type says where it stands, by what groups it is guarded, and whether the internet can call it. */
interface Kind {
  readonly type: string;
  readonly subnets: string;
  readonly groups: string;
  readonly public: string | null;
  /** What `public` says when the machine has an address on the internet. */
  readonly when: 'true' | 'false';
  /** The group of subnets that it names instead: by which attribute, and of which type. */
  readonly subnetGroup?: readonly [attribute: string, type: string];
  /** The cluster that it is a part of, which has the groups, and the subnets where it names none itself. */
  readonly cluster?: readonly [attribute: string, type: string];
  /** The row of what answers when the internet calls; absent for the network's own. */
  readonly exit?: string;
}

function kind(type: string, subnets: string, groups: string, isPublic: string | null = null): Kind {
  return { type, subnets, groups, public: isPublic, when: 'true' };
}

const kinds: readonly Kind[] = [
  kind('aws_instance', 'subnet_id', 'vpc_security_group_ids', 'associate_public_ip_address'),
  kind('aws_spot_instance_request', 'subnet_id', 'vpc_security_group_ids', 'associate_public_ip_address'),
  kind('aws_network_interface', 'subnet_id', 'security_groups'),
  kind('aws_lambda_function', 'vpc_config.subnet_ids', 'vpc_config.security_group_ids'),
  kind(
    'aws_ecs_service',
    'network_configuration.subnets',
    'network_configuration.security_groups',
    'network_configuration.assign_public_ip',
  ),
  kind('aws_eks_cluster', 'vpc_config.subnet_ids', 'vpc_config.security_group_ids'),
  kind('aws_eks_node_group', 'subnet_ids', 'security_group_ids'),
  kind('aws_eks_fargate_profile', 'subnet_ids', 'security_group_ids'),
  kind('aws_autoscaling_group', 'vpc_zone_identifier', 'vpc_security_group_ids'),
  { ...kind('aws_lb', 'subnets', 'security_groups', 'internal'), when: 'false' },
  kind('aws_codebuild_project', 'vpc_config.subnets', 'vpc_config.security_group_ids'),
  kind('aws_sagemaker_notebook_instance', 'subnet_id', 'security_groups'),
  kind('aws_mwaa_environment', 'network_configuration.subnet_ids', 'network_configuration.security_group_ids'),
  kind('aws_opensearch_domain', 'vpc_options.subnet_ids', 'vpc_options.security_group_ids'),
  kind('aws_msk_cluster', 'broker_node_group_info.client_subnets', 'broker_node_group_info.security_groups'),
  database('aws_db_instance', ['db_subnet_group_name', 'aws_db_subnet_group']),
  {
    ...database('aws_rds_cluster_instance', ['db_subnet_group_name', 'aws_db_subnet_group']),
    cluster: ['cluster_identifier', 'aws_rds_cluster'],
  },
  database('aws_redshift_cluster', ['cluster_subnet_group_name', 'aws_redshift_subnet_group']),
  database('aws_dms_replication_instance', ['replication_subnet_group_id', 'aws_dms_replication_subnet_group']),
  {
    ...database('aws_neptune_cluster_instance', ['neptune_subnet_group_name', 'aws_neptune_subnet_group']),
    cluster: ['cluster_identifier', 'aws_neptune_cluster'],
  },
];

/** What is reached from the internet when it says so, and its subnets and groups let it. */
function database(type: string, subnetGroup: readonly [attribute: string, type: string]): Kind {
  return { ...kind(type, 'subnet_ids', 'vpc_security_group_ids', 'publicly_accessible'), subnetGroup, exit: 'A29' };
}

/** Something that sends, where it may stand and what guards it; null for groups that can't be seen. */
export interface Sender {
  readonly resource: Resource;
  readonly subnets: readonly Resource[];
  readonly groups: readonly Resource[] | 'default' | 'open';
  readonly public4: boolean;
  readonly public6: boolean;
  /** The row of what answers when the internet calls; null for the network's own. */
  readonly exit: string | null;
}

export const subnetTypes = ['aws_subnet', 'aws_default_subnet'] as const;
export const groupTypes = ['aws_security_group', 'aws_default_security_group'] as const;

/** Declared machines, and for each subnet a machine as anybody may put it there: with the VPC's default group and what the subnet gives. */
export function readSenders(reading: AwsReading): readonly Sender[] {
  const elastic = elasticOwners(reading);
  const declared = kinds.flatMap((one) =>
    reading.world.everywhere(one.type).map((resource) => senderOf(reading, resource, one, elastic)),
  );
  const plain = reading.world.everywhere(...subnetTypes).map(
    (subnet): Sender => ({
      resource: subnet,
      subnets: [subnet],
      groups: 'default',
      public4: isTrue(reading, subnet, 'map_public_ip_on_launch'),
      public6: isTrue(reading, subnet, 'assign_ipv6_address_on_creation'),
      exit: null,
    }),
  );
  return [...declared.filter(({ subnets }) => subnets.length > 0), ...plain];
}

function senderOf(reading: AwsReading, resource: Resource, asked: Kind, elastic: ReadonlySet<Resource>): Sender {
  const cluster = asked.cluster === undefined ? undefined : reading.one(resource, ...asked.cluster);
  const holders = [resource, ...(cluster === undefined ? [] : [cluster])];
  const subnets = subnetsOf(reading, holders, asked);
  const isPublic = isCalled(reading, resource, subnets, asked);
  if (subnets.length === 0) missSubnets(reading, resource, asked, isPublic);
  const guarded = holders.find(({ values }) => leavesAt(values, asked.groups).length > 0) ?? resource;
  return {
    resource,
    subnets,
    groups: groupsOf(reading, guarded, asked),
    exit: asked.exit ?? null,
    public4: isPublic || elastic.has(resource),
    public6:
      subnets.some((subnet) => isTrue(reading, subnet, 'assign_ipv6_address_on_creation')) ||
      Number(scalarOf(resource.values, 'ipv6_address_count') ?? 0) > 0 ||
      leavesAt(resource.values, 'ipv6_addresses').length > 0,
  };
}

/** Something that names subnets of which none is declared, or that the internet may call in a VPC that nobody names. */
function missSubnets(reading: AwsReading, resource: Resource, asked: Kind, isPublic: boolean): void {
  const [attribute] = asked.subnetGroup ?? [asked.subnets];
  const isWritten = leavesAt(resource.values, attribute).length > 0;
  if (isWritten || (isPublic && asked.exit !== undefined)) {
    reading.trouble(resource, attribute, 'the subnet', 'サブネット');
  }
}

/** Whether it has an address on the internet by what it says, else by what its type does where nothing is said. */
function isCalled(reading: AwsReading, resource: Resource, subnets: readonly Resource[], asked: Kind): boolean {
  const [said] = asked.public === null ? [] : leavesAt(resource.values, asked.public);
  if (said !== undefined) {
    return said.value instanceof Unknown ? reading.unseen.isOpen : said.value.toLowerCase() === asked.when;
  }
  return asked.type === 'aws_instance'
    ? subnets.some((subnet) => isTrue(reading, subnet, 'map_public_ip_on_launch'))
    : asked.when === 'false';
}

/** Of the first that names any, itself or by a group of subnets. */
function subnetsOf(reading: AwsReading, holders: readonly Resource[], asked: Kind): readonly Resource[] {
  for (const holder of holders) {
    const group = asked.subnetGroup === undefined ? undefined : reading.one(holder, ...asked.subnetGroup);
    const subnets = reading.many(group ?? holder, asked.subnets, ...subnetTypes);
    if (subnets.length > 0) return subnets;
  }
  return [];
}

/** Nodes of a cluster have its own group, which lets everything out, unless their launch template says otherwise. */
function groupsOf(reading: AwsReading, resource: Resource, { groups: path }: Kind): Sender['groups'] {
  const template = [
    ...reading.many(resource, 'launch_template.id', 'aws_launch_template'),
    ...reading.many(resource, 'launch_template.name', 'aws_launch_template'),
  ][0];
  const places = [
    [resource, path],
    [template, 'vpc_security_group_ids'],
    [template, 'network_interfaces.security_groups'],
  ] as const;
  for (const [owner, at] of places) {
    if (owner === undefined || leavesAt(owner.values, at).length === 0) continue;
    const groups = reading.many(owner, at, ...groupTypes);
    if (groups.length > 0) return groups;
    reading.trouble(owner, at, 'the security groups', 'セキュリティグループ');
    return reading.unseen.isOpen ? 'open' : [];
  }
  return resource.type.startsWith('aws_eks_') ? 'open' : 'default';
}

/** What an elastic address is given to. */
function elasticOwners(reading: AwsReading): ReadonlySet<Resource> {
  const holders = reading.world.everywhere('aws_eip', 'aws_eip_association');
  const owners = holders.flatMap((holder) => [
    ...reading.many(holder, 'instance', 'aws_instance'),
    ...reading.many(holder, 'instance_id', 'aws_instance'),
    ...reading.many(holder, 'network_interface', 'aws_network_interface'),
    ...reading.many(holder, 'network_interface_id', 'aws_network_interface'),
  ]);
  return new Set(owners);
}

function isTrue(reading: AwsReading, resource: Resource, attribute: string): boolean {
  const value = scalarOf(resource.values, attribute);
  return value instanceof Unknown ? reading.unseen.isOpen : value === 'true';
}
