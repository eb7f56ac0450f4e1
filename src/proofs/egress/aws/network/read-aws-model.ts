import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { Range } from '../../network/model.ts';
import { everything } from '../../network/ranges.ts';
import type { Unseen } from '../../unseen.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import type { Acl, AwsModel, AwsTable, SecurityGroup } from './aws-model.ts';
import { AwsReading, type Trouble } from './aws-reading.ts';
import { type Endpoint, endpointsByTable, readEndpoints } from './read-endpoints.ts';
import { defaultAcl, membersOf, openRules, readAcl, readGroup } from './read-filters.ts';
import { guestsOf } from './read-guests.ts';
import { groupTypes, readSenders, type Sender, subnetTypes } from './read-machines.ts';
import { readTable } from './read-routes.ts';
import { TransitReader } from './read-transit.ts';
import type { Places } from './route-targets.ts';

const vpcTypes = ['aws_vpc', 'aws_default_vpc'] as const;
const tableTypes = ['aws_route_table', 'aws_default_route_table'] as const;
const aclTypes = ['aws_network_acl', 'aws_default_network_acl'] as const;

/** The network of every account that is declared, and what of it can't be read. Pure. */
export function readAwsModel(
  world: ZoneWorld,
  unseen: Unseen,
): { readonly model: AwsModel; readonly troubles: readonly Trouble[] } {
  const reading = new AwsReading(world, unseen);
  const model = new ModelReader(reading).read();
  return { model, troubles: reading.troubles };
}

class ModelReader {
  private readonly reading: AwsReading;
  private readonly vpcs: readonly Resource[];
  private readonly subnets: readonly Resource[];
  private readonly senders: readonly Sender[];
  private readonly ranges = new Map<Resource, readonly Range[]>();
  private readonly vpcOfSubnet = new Map<Resource, Resource>();
  private readonly tables: AwsTable[] = [];
  private readonly acls: Acl[] = [];
  private readonly groups: SecurityGroup[] = [];
  private readonly groupPlaces = new Map<Resource | string, number>();
  private readonly vpcPlaces: ReadonlyMap<Resource, number>;
  private readonly subnetPlaces: ReadonlyMap<Resource, number>;
  private readonly subnetRanges: ReadonlyMap<Resource, readonly Range[]>;
  private readonly defaultGroups = new Map<Resource, Resource>();

  constructor(reading: AwsReading) {
    this.reading = reading;
    const { world } = reading;
    this.vpcs = world.everywhere(...vpcTypes);
    this.subnets = world.everywhere(...subnetTypes);
    this.senders = readSenders(reading);
    this.vpcPlaces = new Map(this.vpcs.map((vpc, at) => [vpc, at]));
    for (const vpc of this.vpcs) this.ranges.set(vpc, this.rangesOfVpc(vpc));
    this.subnetPlaces = new Map(this.subnets.map((subnet, at) => [subnet, at]));
    this.subnetRanges = new Map(
      this.subnets.map((subnet) => [
        subnet,
        ['cidr_block', 'ipv6_cidr_block'].flatMap((name) => this.ownRanges(subnet, name)),
      ]),
    );
    for (const group of world.everywhere('aws_default_security_group')) {
      const vpc = reading.one(group, 'vpc_id', ...vpcTypes);
      if (vpc !== undefined) this.defaultGroups.set(vpc, group);
    }
    for (const subnet of this.subnets) {
      const vpc = reading.one(subnet, 'vpc_id', ...vpcTypes);
      if (vpc !== undefined) this.vpcOfSubnet.set(subnet, vpc);
      else reading.trouble(subnet, 'vpc_id', 'the VPC and its routes', 'VPC とその経路');
    }
  }

  read(): AwsModel {
    const { reading } = this;
    const transit = new TransitReader(reading, {
      vpcs: this.vpcPlaces,
      subnets: this.subnetPlaces,
      rangesOf: (vpc) => this.ranges.get(vpc) ?? [],
    });
    const endpoints = readEndpoints(reading);
    const nats = reading.world.everywhere('aws_nat_gateway');
    this.readGroups(endpoints.map(({ resource, subnets, groups }) => ({ resource, subnets, groups })));
    const machines = this.senders.flatMap((sender) => this.machinesOf(sender));
    const machinePlaces = new Map(machines.map(({ id }, at) => [id, at]));
    const places: Places = {
      vpcOf: (subnet) => this.vpcOfSubnet.get(subnet),
      vpcs: this.vpcPlaces,
      subnets: this.subnetPlaces,
      nats: new Map(nats.map((nat, at) => [nat, at] as const).filter(([nat]) => this.subnetOf(nat) !== undefined)),
      transitFrom: (vpc, gateway) => transit.transitFrom(vpc, gateway),
      machineOf: (resource) => machinePlaces.get(resource.id) ?? null,
      endpoints: endpointsByTable(endpoints),
    };
    return {
      vpcs: this.vpcs.map((vpc) => this.vpcOf(vpc)),
      subnets: this.readSubnets(places),
      tables: this.tables,
      acls: this.acls,
      groups: this.groups,
      nats: nats.map((nat) => this.natOf(nat)),
      attachments: transit.attachments(),
      transitTables: transit.tables(),
      endpoints: endpoints.flatMap((endpoint) => this.serviceAt(endpoint)),
      machines,
    };
  }

  private serviceAt({ resource, subnets, groups, tables, isOpen, to, exit }: Endpoint): AwsModel['endpoints'] {
    if (!isOpen || tables.length > 0) return [];
    const places = subnets.map((subnet) => this.placeOf(subnet));
    return [{ id: resource.id, subnets: places, groups: this.placesOf(groups, subnets[0]), to, exit }];
  }

  private vpcOf(vpc: Resource): AwsModel['vpcs'][number] {
    const ranges = this.ranges.get(vpc) ?? [];
    const anywhere = [...everything[4], ...everything[6]];
    const hidden = ranges.length === 0 && this.reading.unseen.isOpen ? anywhere : [];
    return { id: vpc.id, zone: this.reading.zoneOf(vpc), ranges: [...ranges, ...hidden] };
  }

  private subnetOf(nat: Resource): Resource | undefined {
    return this.reading.many(nat, 'subnet_id', ...subnetTypes)[0];
  }

  private natOf(nat: Resource): AwsModel['nats'][number] {
    const subnet = this.subnetOf(nat);
    return {
      id: nat.id,
      subnet: subnet === undefined ? -1 : this.placeOf(subnet),
      isPublic: scalarOf(nat.values, 'connectivity_type') !== 'private',
    };
  }

  private rangesOfVpc(vpc: Resource): readonly Range[] {
    const { reading } = this;
    const types = ['aws_vpc_ipv4_cidr_block_association', 'aws_vpc_ipv6_cidr_block_association'];
    const apart = reading.by('vpc_id', vpcTypes, ...types).get(vpc) ?? [];
    if (vpc.type === 'aws_vpc' && scalarOf(vpc.values, 'cidr_block') === null) {
      reading.trouble(vpc, 'cidr_block', 'the range of cidr_block', 'cidr_block の範囲');
    }
    return [vpc, ...apart].flatMap((one) =>
      ['cidr_block', 'ipv6_cidr_block'].flatMap((name) => this.ownRanges(one, name)),
    );
  }

  /** A range of the VPC's own: whether it is seen says nothing of what may pass, so that both ways of reading take it alike. */
  private ownRanges(resource: Resource, name: string): readonly Range[] {
    const ranges = this.reading.ranges(resource, name, resource.values, false);
    return ranges.filter(({ prefix }) => prefix > 0).slice(0, 1);
  }

  private readSubnets(places: Places): AwsModel['subnets'] {
    const { reading } = this;
    const [tableOf, aclOf] = [this.tablePlaces(places), this.aclPlaces()];
    const guests = guestsOf(reading, this.senders);
    return this.subnets.map((subnet) => {
      const vpc = this.vpcOfSubnet.get(subnet);
      return {
        id: subnet.id,
        vpc: vpc === undefined ? -1 : (this.vpcPlaces.get(vpc) ?? -1),
        ranges: this.subnetRanges.get(subnet) ?? [],
        zone: reading.zoneOf(subnet),
        guests: guests(subnet),
        table: tableOf(subnet, vpc),
        acl: aclOf(subnet, vpc),
      };
    });
  }

  /** A subnet has the table that it is associated with, else its VPC's main one. */
  private tablePlaces(places: Places): (subnet: Resource, vpc: Resource | undefined) => number {
    const { reading } = this;
    const { world } = reading;
    const own = this.associations('aws_route_table_association', 'route_table_id', tableTypes);
    const main = new Map<Resource, Resource>();
    for (const one of world.everywhere('aws_main_route_table_association')) {
      const [vpc, table] = [reading.one(one, 'vpc_id', ...vpcTypes), reading.one(one, 'route_table_id', ...tableTypes)];
      if (vpc !== undefined && table !== undefined) main.set(vpc, table);
    }
    for (const table of world.everywhere('aws_default_route_table')) {
      const vpc = reading.one(table, 'default_route_table_id', ...vpcTypes);
      if (vpc !== undefined && !main.has(vpc)) main.set(vpc, table);
    }
    const made = new Map<string, number>();
    return (subnet, vpc) => {
      if (vpc === undefined) return this.undeclaredTable(subnet);
      const table = own.get(subnet) ?? main.get(vpc) ?? null;
      const key = `${vpc.id}\0${table?.id ?? ''}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      this.tables.push(readTable(reading, places, { vpc, table, ranges: this.ranges.get(vpc) ?? [] }));
      made.set(key, this.tables.length - 1);
      return this.tables.length - 1;
    };
  }

  /** Routes of a VPC that nobody declares: any, as far as can be seen. */
  private undeclaredTable(subnet: Resource): number {
    const target = { kind: 'outside', to: 'outside:a VPC that nobody declares', exit: 'A43' } as const;
    const wild = [{ id: subnet.id, ranges: [...everything[4], ...everything[6]], rank: 3, target } as const];
    this.tables.push({ id: subnet.id, routes: [], wild: this.reading.unseen.isOpen ? wild : [] });
    return this.tables.length - 1;
  }

  private aclPlaces(): (subnet: Resource, vpc: Resource | undefined) => number {
    const { reading } = this;
    const rules = reading.by('network_acl_id', [...aclTypes, ...vpcTypes], 'aws_network_acl_rule');
    const own = this.associations('aws_network_acl_association', 'network_acl_id', aclTypes);
    for (const acl of reading.world.everywhere('aws_network_acl', 'aws_default_network_acl')) {
      for (const subnet of reading.many(acl, 'subnet_ids', ...subnetTypes)) own.set(subnet, acl);
    }
    const defaults = new Map<Resource, Resource>();
    for (const acl of reading.world.everywhere('aws_default_network_acl')) {
      const vpc = reading.one(acl, 'default_network_acl_id', ...vpcTypes);
      if (vpc !== undefined) defaults.set(vpc, acl);
    }
    const made = new Map<Resource | undefined, number>();
    return (subnet, vpc) => {
      const acl = own.get(subnet) ?? (vpc === undefined ? undefined : defaults.get(vpc));
      const owner = acl ?? vpc;
      const known = made.get(owner);
      if (known !== undefined) return known;
      this.acls.push(acl === undefined ? defaultAcl(vpc ?? subnet) : readAcl(reading, acl, rules.get(acl) ?? []));
      made.set(owner, this.acls.length - 1);
      return this.acls.length - 1;
    };
  }

  private associations(type: string, attribute: string, types: readonly string[]): Map<Resource, Resource> {
    const found = new Map<Resource, Resource>();
    for (const one of this.reading.world.everywhere(type)) {
      const target = this.reading.one(one, attribute, ...types);
      const subnets = this.reading.many(one, 'subnet_id', ...subnetTypes);
      for (const subnet of subnets) if (target !== undefined) found.set(subnet, target);
      if (target === undefined) this.reading.trouble(one, attribute, 'what it associates', '関連付ける対象');
    }
    return found;
  }

  private readGroups(holders: readonly Pick<Sender, 'resource' | 'subnets' | 'groups'>[]): void {
    const { reading } = this;
    const members = membersOf([...holders, ...this.senders], this.subnetRanges);
    const types = [
      'aws_security_group_rule',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ];
    const rules = reading.by('security_group_id', groupTypes, ...types);
    for (const lost of rules.get(undefined) ?? []) {
      reading.trouble(lost, 'security_group_id', 'which group it is in', 'どのグループの規則か');
    }
    for (const group of reading.world.everywhere(...groupTypes)) {
      this.groupPlaces.set(group, this.groups.length);
      this.groups.push(readGroup(reading, group, rules.get(group) ?? [], members));
    }
    this.groupPlaces.set('open', this.groups.length);
    this.groups.push({ id: 'open', egress: openRules, ingress: openRules });
    this.groupPlaces.set('default', this.groups.length);
    this.groups.push({ id: 'default', egress: openRules, ingress: [] });
  }

  private machinesOf({ resource, subnets, groups, public4, public6, exit }: Sender): AwsModel['machines'] {
    return subnets.map((subnet) => ({
      id: resource.id,
      subnet: this.placeOf(subnet),
      groups: this.placesOf(groups, subnet),
      public4,
      public6,
      zone: this.reading.zoneOf(resource),
      exit,
    }));
  }

  private placeOf(subnet: Resource): number {
    return this.subnetPlaces.get(subnet) ?? -1;
  }

  /** The VPC's default group lets everything out unless it is declared. */
  private placesOf(groups: Sender['groups'], subnet: Resource | undefined): readonly number[] {
    const vpc = subnet === undefined ? undefined : this.vpcOfSubnet.get(subnet);
    const byDefault = vpc === undefined ? undefined : this.defaultGroups.get(vpc);
    const keys = typeof groups === 'string' ? [groups === 'default' ? (byDefault ?? 'default') : 'open'] : groups;
    return keys.flatMap((key) => this.groupPlaces.get(key) ?? []);
  }
}
