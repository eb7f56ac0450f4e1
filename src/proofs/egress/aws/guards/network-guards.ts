import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { Range } from '../../network/model.ts';
import { notInternet } from '../../network/ranges.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import type { AwsModel } from '../network/aws-model.ts';
import { awsNetwork } from '../network/aws-paths.ts';
import { grouped } from '../network/landscape.ts';
import { absence } from './targets.ts';

/** Class R: every subnet, route, rule and attachment leads to something that is declared, so that the paths are all the paths. */
export const networkReadable: Guard = {
  proof: 'R',
  text: text(
    'every subnet, route and rule can be read, and leads to what is declared',
    '全てのサブネット・経路・規則が読め、宣言されたものを指す',
  ),
  read: (world, into) => {
    const { troubles, possible } = awsNetwork(world);
    for (const { resource, attribute, decides } of troubles) into.unknown(resource, attribute, decides);
    if (troubles.length > 0) return;
    const count = possible === null ? 0 : possible.subnets.filter(({ zone }) => zone === world.zone.name).length;
    into.standsBy(`zones.${world.zone.name}`, text(`${count} subnets`, `サブネット ${count} 個`));
  },
};

/** Class K: what security groups of the zone let out stays among private addresses, also by the default group of each VPC. */
export const groupsInside: Guard = {
  proof: 'K',
  text: text(
    'no security group of the zone lets anything out to the internet, the default groups nothing at all',
    '区域のセキュリティグループはインターネットへ何も出さず、既定のグループは何も通さない',
  ),
  read: (world, into) => {
    const { possible } = awsNetwork(world);
    if (possible === null) {
      into.standsBy(`zones.${world.zone.name}`, absence(['aws_vpc']));
      return;
    }
    const rules = new Map(possible.groups.map(({ id, egress }) => [id, egress.flatMap(({ ranges }) => ranges)]));
    for (const group of world.inside('aws_security_group', 'aws_default_security_group')) {
      judgeRanges(group, rules.get(group.id) ?? [], into);
    }
    const declared = new Set(
      world.inside('aws_default_security_group').flatMap((group) => world.targets(group, 'vpc_id')),
    );
    for (const vpc of world.inside('aws_vpc', 'aws_default_vpc')) {
      if (!declared.has(vpc)) {
        into.missing(
          text(
            `${vpc.address}: its default security group lets everything out`,
            `${vpc.address}: 既定のセキュリティグループが全て出す`,
          ),
          vpc,
        );
      }
    }
  },
};

/** Class K: network ACLs of the zone's subnets let nothing out to the internet. */
export const aclsInside: Guard = {
  proof: 'K',
  text: text(
    'the network ACL of every subnet lets out to private addresses only',
    '全サブネットのネットワーク ACL がプライベートアドレスへの外向きだけを許す',
  ),
  read: (world, into) => {
    const { possible } = awsNetwork(world);
    if (possible === null) {
      into.standsBy(`zones.${world.zone.name}`, absence(['aws_subnet']));
      return;
    }
    const acls = new Map(possible.subnets.map(({ id, acl }) => [id, acl]));
    for (const subnet of world.inside('aws_subnet', 'aws_default_subnet')) {
      judgeRanges(subnet, rangesOut(possible, acls.get(subnet.id) ?? -1), into);
    }
  },
};

function rangesOut(model: AwsModel, place: number): readonly Range[] {
  const acl = model.acls[place];
  return (acl?.egress ?? []).filter(({ isAllowed }) => isAllowed).flatMap(({ ranges }) => ranges);
}

function judgeRanges(resource: Resource, ranges: readonly Range[], into: ReadingCollector): void {
  const isOutside = ranges.some((range) => !notInternet.some((inner) => holds(inner, range)));
  if (!isOutside) into.stands(resource, text('private addresses only', 'プライベートアドレスだけ'));
  else {
    into.missing(
      text(`${resource.address} lets out to the internet`, `${resource.address} がインターネットへの外向きを許す`),
      resource,
    );
  }
}

function holds(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Class K: the resolver of each VPC, which no group, ACL or route sees, answers for listed names only. */
export const resolverKept: Guard = {
  proof: 'K',
  text: text(
    'the resolver of every VPC is off, or DNS Firewall blocks every name but listed ones',
    '全 VPC のリゾルバが無効か、DNS Firewall が列挙した名前以外を全て遮断する',
  ),
  read: (world, into) => {
    const vpcs = world.inside('aws_vpc', 'aws_default_vpc');
    for (const vpc of vpcs) judgeResolver(world, vpc, into);
    if (vpcs.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(['aws_vpc']));
  },
};

function judgeResolver(world: ZoneWorld, vpc: Resource, into: ReadingCollector): void {
  if (scalarOf(vpc.values, 'enable_dns_support') === 'false') {
    into.stands(vpc, text('no resolver', 'リゾルバなし'));
    return;
  }
  const groups = world
    .referrers(vpc, 'aws_route53_resolver_firewall_rule_group_association', 'vpc_id')
    .flatMap((one) => world.targets(one, 'firewall_rule_group_id'));
  const whole = groups.find((group) => blocksTheRest(world, group));
  if (whole !== undefined && !failsOpen(world, vpc)) {
    into.stands(whole, text(`guards ${vpc.address}`, `${vpc.address} を守る`));
    return;
  }
  const why = text(
    `${vpc.address}: its resolver carries any question to any name server`,
    `${vpc.address}: リゾルバがどの問合せも任意のネームサーバへ運ぶ`,
  );
  into.opens({ resource: vpc, why, to: 'internet', barrier: { kind: 'none' } });
}

/** The last rule blocks every name, and those before it allow listed ones only. */
function blocksTheRest(world: ZoneWorld, group: Resource): boolean {
  const rules = world.referrers(group, 'aws_route53_resolver_firewall_rule', 'firewall_rule_group_id');
  const read = rules.map((rule) => ({
    action: scalarOf(rule.values, 'action'),
    // A rule for one type of question leaves the others unasked.
    isOfAll: scalarOf(rule.values, 'q_type') === null,
    priority: Number(scalarOf(rule.values, 'priority')),
    names: world.targets(rule, 'firewall_domain_list_id').flatMap((list) => domainsOf(list)),
  }));
  const block = read.find(({ action, isOfAll, names }) => action === 'BLOCK' && isOfAll && names.includes('*'));
  if (block === undefined || !Number.isInteger(block.priority)) return false;
  const before = read.filter((rule) => rule !== block && !(rule.priority > block.priority));
  return before.every(
    ({ action, names }) =>
      action === 'BLOCK' || (names.length > 0 && names.every((name) => /^[\w-]+(?:\.[\w-]+)+\.?$/u.test(name))),
  );
}

function domainsOf({ type, values }: Resource): readonly string[] {
  const domains = type === 'aws_route53_resolver_firewall_domain_list' ? values['domains'] : undefined;
  return Array.isArray(domains) ? domains.map((name: unknown) => (typeof name === 'string' ? name : '*')) : [];
}

/** Firewalls fail closed unless the VPC's configuration says otherwise. */
function failsOpen(world: ZoneWorld, vpc: Resource): boolean {
  return world
    .referrers(vpc, 'aws_route53_resolver_firewall_config', 'resource_id')
    .some(({ values }) => scalarOf(values, 'firewall_fail_open') !== 'DISABLED');
}

/** Class R: the zone's VPCs hold no subnet that is somebody else's, and none of theirs is shared. */
export const subnetsOwn: Guard = {
  proof: 'R',
  text: text(
    'the zone’s VPCs hold subnets and machines of the zone only',
    '区域の VPC に区域のサブネットと機械だけがある',
  ),
  read: (world, into) => {
    const { possible } = awsNetwork(world);
    const { vpcs = [], subnets = [] } = possible ?? {};
    const own = vpcs.flatMap(({ id, zone }, at) => (zone === world.zone.name ? [{ id, at }] : []));
    const byVpc = grouped(subnets, ({ vpc }) => [vpc]);
    for (const { id, at } of own) {
      const shared = (byVpc.get(at) ?? []).map((subnet) => ({
        vpc: id,
        subnet: subnet.id,
        others: othersIn(world, subnet),
      }));
      for (const one of shared) if (one.others.length > 0) reportShared(world, one, into);
      const vpc = world.input.index.get(id);
      if (vpc !== undefined && shared.every(({ others }) => others.length === 0)) {
        into.stands(vpc, text('subnets of the zone only', '区域のサブネットだけ'));
      }
    }
    if (own.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(['aws_vpc']));
  },
};

/** Whose a subnet is besides the zone's. */
function othersIn(world: ZoneWorld, { zone, guests }: AwsModel['subnets'][number]): readonly string[] {
  if (zone === world.zone.name) return guests;
  return [zone === null ? 'outside' : `zone:${zone}`, ...guests];
}

interface Shared {
  readonly vpc: string;
  readonly subnet: string;
  readonly others: readonly string[];
}

function reportShared(world: ZoneWorld, { vpc, subnet, others }: Shared, into: ReadingCollector): void {
  const [place, resource] = [vpc, subnet].map((id) => world.input.index.get(id));
  const where = `${resource?.address ?? subnet} (${place?.address ?? vpc})`;
  const whose = others.filter((one) => one !== 'outside').join(', ');
  into.missing(
    text(
      `${where} is not the zone’s own${whose === '' ? '' : `: ${whose}`}`,
      `${where} は区域だけのものではない${whose === '' ? '' : `: ${whose}`}`,
    ),
    resource ?? null,
  );
}
