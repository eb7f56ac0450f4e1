import type { Resource } from '../../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { Protocol, Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { Acl, AclEntry, GroupRule, SecurityGroup } from './aws-model.ts';
import { type AwsReading, serviceRanges } from './aws-reading.ts';

const all: Protocol = { name: 'all', ports: null };
const anywhere = [...everything[4], ...everything[6]];

/** An entry or rule as written: whose it is, where, and its values. */
interface Written {
  readonly owner: Resource;
  readonly values: ValueObject;
}

type Direction = 'egress' | 'ingress';

/** Blocks of a resource, and resources of their own that name it; null where the blocks can't be seen. */
function writtenIn(owner: Resource, direction: Direction, apart: readonly Resource[]): readonly Written[] | null {
  const blocks = blocksOf(owner.values, direction);
  if (blocks === 'unknown' || owner.undeclared.includes(direction)) return null;
  return [
    ...blocks.map((values) => ({ owner, values })),
    ...apart.map((resource) => ({ owner: resource, values: resource.values })),
  ];
}

const numbers: Readonly<Record<string, string>> = { '-1': 'all', '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

function protocolOf(written: Written, attribute: string): Protocol | null {
  const said = scalarOf(written.values, attribute);
  if (said instanceof Unknown) return null;
  const name = numbers[said ?? '-1'] ?? (said ?? '').toLowerCase();
  if (name === 'all') return all;
  return name === 'tcp' || name === 'udp' ? withPorts(written, name) : { name, ports: null };
}

function withPorts({ values }: Written, name: string): Protocol | null {
  const [from, to] = [scalarOf(values, 'from_port'), scalarOf(values, 'to_port')];
  if (from instanceof Unknown || to instanceof Unknown) return null;
  const [first, last] = [Number(from ?? 0), Number(to ?? 65_535)];
  return Number.isInteger(first) && Number.isInteger(last) ? { name, ports: [[first, last]] } : null;
}

/** A network ACL: the one that is declared, with the entries that are resources of their own. */
export function readAcl(reading: AwsReading, acl: Resource, apart: readonly Resource[]): Acl {
  const entries = (direction: Direction): readonly AclEntry[] => {
    const own = apart.filter(({ values }) => (scalarOf(values, 'egress') === 'true') === (direction === 'egress'));
    const written = writtenIn(acl, direction, own);
    if (written !== null) return written.flatMap((one) => entryOf(reading, one, direction));
    reading.trouble(acl, direction, `the ${direction} entries`, `${direction} の規則`);
    return reading.takes(true) ? allowAll : [];
  };
  return { id: acl.id, egress: entries('egress'), ingress: entries('ingress') };
}

const allowAll: readonly AclEntry[] = [{ number: 100, isAllowed: true, ranges: anywhere, protocol: all }];

/** A VPC's own ACL lets everything through until somebody changes it. */
export function defaultAcl(vpc: Resource): Acl {
  return { id: vpc.id, egress: allowAll, ingress: allowAll };
}

function entryOf(reading: AwsReading, written: Written, direction: Direction): readonly AclEntry[] {
  const { owner, values } = written;
  const inline = owner.values !== values;
  const number = Number(scalarOf(values, inline ? 'rule_no' : 'rule_number'));
  const action = scalarOf(values, inline ? 'action' : 'rule_action');
  const protocol = protocolOf(written, 'protocol');
  const isSeen = Number.isInteger(number) && typeof action === 'string' && protocol !== null;
  if (!isSeen)
    reading.trouble(owner, direction, 'number, action and protocol of an entry', '規則の番号・動作・プロトコル');
  const isAllowed = typeof action === 'string' ? action.toLowerCase() === 'allow' : reading.takes(true);
  if (!isSeen && !reading.takes(isAllowed)) return [];
  const ranges = ['cidr_block', 'ipv6_cidr_block'].flatMap((name) => reading.ranges(owner, name, values, isAllowed));
  return [{ number: Number.isInteger(number) ? number : 0, isAllowed, ranges, protocol: protocol ?? all }];
}

/** Where machines with a group may be: what a rule that names the group means. */
type Members = ReadonlyMap<Resource, readonly Range[]>;

/** Machines of a group are somewhere in their subnets. */
export function membersOf(
  holders: readonly { readonly subnets: readonly Resource[]; readonly groups: readonly Resource[] | string }[],
  rangesOf: ReadonlyMap<Resource, readonly Range[]>,
): Members {
  const places = new Map<Resource, Set<Resource>>();
  for (const { subnets, groups } of holders) {
    for (const group of typeof groups === 'string' ? [] : groups) {
      const known = places.get(group) ?? new Set<Resource>();
      places.set(group, known);
      for (const subnet of subnets) known.add(subnet);
    }
  }
  return new Map(
    [...places].map(([group, subnets]) => [group, [...subnets].flatMap((one) => rangesOf.get(one) ?? [])]),
  );
}

/** A security group: without a rule nothing passes, since Terraform takes away the one that AWS adds. */
export function readGroup(
  reading: AwsReading,
  group: Resource,
  apart: readonly Resource[],
  members: Members,
): SecurityGroup {
  const rules = (direction: Direction): readonly GroupRule[] => {
    const written = writtenIn(
      group,
      direction,
      apart.filter((rule) => directionOf(rule) === direction),
    );
    if (written !== null) return written.flatMap((one) => ruleOf(reading, one, group, members));
    reading.trouble(group, direction, `the ${direction} rules`, `${direction} の規則`);
    return reading.takes(true) ? openRules : [];
  };
  return { id: group.id, egress: rules('egress'), ingress: rules('ingress') };
}

export const openRules: readonly GroupRule[] = [{ ranges: anywhere, protocol: all }];

function directionOf({ type, values }: Resource): string | null {
  if (type === 'aws_vpc_security_group_egress_rule') return 'egress';
  if (type === 'aws_vpc_security_group_ingress_rule') return 'ingress';
  const direction = scalarOf(values, 'type');
  return typeof direction === 'string' ? direction : null;
}

function ruleOf(reading: AwsReading, written: Written, group: Resource, members: Members): readonly GroupRule[] {
  const { owner, values } = written;
  const protocol = protocolOf(written, owner.type.startsWith('aws_vpc_security_group_') ? 'ip_protocol' : 'protocol');
  if (protocol === null) {
    reading.trouble(owner, 'protocol', 'protocol and ports', 'プロトコルとポート');
    if (!reading.takes(true)) return [];
  }
  const ranges = [
    ...['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6'].flatMap((name) =>
      reading.ranges(owner, name, values, true),
    ),
    ...['prefix_list_ids', 'prefix_list_id'].flatMap((name) => prefixRanges(reading, owner, values[name])),
    ...['security_groups', 'source_security_group_id', 'referenced_security_group_id'].flatMap((name) =>
      memberRanges(reading, values[name], members),
    ),
    ...(scalarOf(values, 'self') === 'true' ? (members.get(group) ?? []) : []),
  ];
  return [{ ranges, protocol: protocol ?? all }];
}

function memberRanges(reading: AwsReading, value: ValueObject[string] | undefined, members: Members): readonly Range[] {
  return listOf(value).flatMap((one) => reading.named(one).flatMap((group) => members.get(group) ?? []));
}

/** The ranges of a declared prefix list; of one of AWS's own, the services that have gateway endpoints. */
export function prefixRanges(
  reading: AwsReading,
  owner: Resource,
  value: ValueObject[string] | undefined,
): readonly Range[] {
  return listOf(value).flatMap((one) => {
    const [list] = reading.named(one);
    if (list?.type === 'aws_ec2_managed_prefix_list') return entriesOf(reading, list);
    if (typeof one === 'string' || list?.mode === 'data' || list?.type === 'aws_vpc_endpoint') {
      return Object.values(serviceRanges).flat();
    }
    reading.trouble(owner, 'prefix_list_id', 'the ranges of the prefix list', 'プレフィックスリストの範囲');
    return reading.takes(true) ? anywhere : [];
  });
}

function entriesOf(reading: AwsReading, list: Resource): readonly Range[] {
  const entries = blocksOf(list.values, 'entry');
  const apart = reading.world.referrers(list, 'aws_ec2_managed_prefix_list_entry', 'prefix_list_id');
  const written = [...(entries === 'unknown' ? [] : entries), ...apart.map(({ values }) => values)];
  if (entries === 'unknown') reading.trouble(list, 'entry', 'its entries', 'その項目');
  const unseen = entries === 'unknown' && reading.takes(true) ? anywhere : [];
  return [...unseen, ...written.flatMap((values) => reading.ranges(list, 'cidr', values, true))];
}

function listOf(value: ValueObject[string] | undefined): readonly (string | Unknown)[] {
  const members = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return members.filter((one: unknown) => typeof one === 'string' || one instanceof Unknown);
}
