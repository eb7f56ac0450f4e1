/* eslint complexity: off, max-depth: off, max-params: off -- case after case, in the order of the documents that it is written from */
import type {
  AclEntry,
  AwsMachine,
  AwsModel,
  AwsRoute,
  GroupRule,
  TransitRoute,
} from '../../../../../../src/proofs/egress/aws/network/aws-model.ts';
import type { Range } from '../../../../../../src/proofs/egress/network/model.ts';

/**
 * What leaves, by trying: every address at which anything begins or ends, every kind of packet, one packet at a time. Written from the VPC
 * user guide (route-tables-priority, vpc-network-acls, security-group-rules, vpc-nat-gateway, vpc-igw) and the transit gateway guide
 * (how-transit-gateways-work); shares no code with the engine, only the words of the model.
 */
export function bruteForce(model: AwsModel, zone: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const family of [4, 6] as const) {
    for (const [at, machine] of model.machines.entries()) {
      if (machine.zone !== zone) continue;
      for (const address of addresses(model, family)) {
        const trial = { model, zone, family, address, found, origin: at, sender: machine, seen: new Set<string>() };
        for (const kind of kinds) {
          if (!grouped(model, machine.groups, 'egress', address, family, kind)) continue;
          atRouter(trial, { subnet: machine.subnet, source: machine.subnet, as: 'own', kind });
        }
        answer(trial, machine);
      }
    }
  }
  return found;
}

interface Trial {
  readonly model: AwsModel;
  readonly zone: string;
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly found: Set<string>;
  readonly origin: number;
  readonly sender: AwsMachine;
  readonly seen: Set<string>;
}

interface Kind {
  readonly protocol: string;
  readonly port: number;
}

interface Packet {
  readonly subnet: number;
  readonly source: number;
  readonly as: 'own' | 'translated' | 'passing';
  readonly kind: Kind;
}

const kinds: readonly Kind[] = ['tcp', 'udp', 'icmp', 'esp'].flatMap((protocol) =>
  [0, 22, 23, 79, 80, 81, 442, 443, 444, 1023, 1024, 40_000, 65_535].map((port) => ({ protocol, port })),
);

/** The router of a subnet holds the packet. */
function atRouter(trial: Trial, packet: Packet): void {
  const { model, address, family, zone } = trial;
  const key = JSON.stringify(packet);
  if (trial.seen.has(key)) return;
  trial.seen.add(key);
  const subnet = model.subnets[packet.subnet];
  if (subnet === undefined) return;
  const home = subnetOf(trial, subnet.vpc);
  // Between machines of one subnet no ACL is asked.
  if (home !== packet.subnet && !acl(model, subnet.acl, 'egress', address, family, packet.kind)) return;
  for (const { target } of chosen(model, subnet.table, trial)) {
    switch (target.kind) {
      case 'blackhole':
        break;
      case 'local':
        arrive(trial, packet, subnet.vpc, 'A43');
        break;
      case 'peer':
        note(trial, ...reached(model.vpcs[target.vpc], trial));
        arrive(trial, packet, target.vpc, 'A6');
        break;
      case 'outside':
        note(trial, target.exit, target.to);
        break;
      case 'internet':
        if (!isPublic(address, family)) break;
        if (family === 6) {
          if (packet.as === 'own' && trial.sender.public6) note(trial, 'A4', 'internet');
        } else if (packet.as === 'translated') note(trial, 'A3', 'internet');
        else if (packet.as === 'own' && trial.sender.public4) note(trial, 'A1', 'internet');
        break;
      case 'egress-only':
        if (family === 6 && isPublic(address, 6) && packet.as === 'own' && trial.sender.public6)
          note(trial, 'A4', 'internet');
        break;
      case 'nat': {
        const nat = model.nats[target.nat];
        if (nat === undefined || !enters(trial, packet, nat.subnet)) break;
        atRouter(trial, {
          ...packet,
          subnet: nat.subnet,
          source: nat.subnet,
          as: nat.isPublic ? 'translated' : 'passing',
        });
        break;
      }
      case 'machine': {
        const machine = model.machines[target.machine];
        if (machine === undefined || !enters(trial, packet, machine.subnet)) break;
        if (machine.zone !== zone) note(trial, 'A43', called(machine));
        for (const kind of kinds) {
          if (!grouped(model, machine.groups, 'egress', address, family, kind)) continue;
          atRouter(trial, { subnet: machine.subnet, source: machine.subnet, as: 'passing', kind });
        }
        break;
      }
      case 'firewall': {
        const inspected = target.subnets.filter((at) => model.subnets[at] !== undefined && enters(trial, packet, at));
        if (inspected.length > 0 && target.zone !== zone) note(trial, 'A15', called(target));
        // The packet goes on as it came (network-firewall developer guide, architecture-single-zone-igw).
        for (const at of inspected) atRouter(trial, { ...packet, subnet: at });
        break;
      }
      case 'transit': {
        const entry = model.attachments[target.attachment];
        if (entry === undefined || entry.table === null) break;
        for (const route of transit(model, entry.table, trial)) {
          const end = route.attachment === null ? undefined : model.attachments[route.attachment];
          if (end === undefined) continue;
          if (end.outside !== null) note(trial, end.outside.exit, end.outside.to);
          else {
            if (end.zone !== zone) {
              note(trial, 'A5', called({ id: model.vpcs[end.vpc]?.id ?? end.id, zone: end.zone }));
            }
            if (subnetOf(trial, end.vpc) !== null) arrive(trial, packet, end.vpc, 'A5');
            else for (const at of end.subnets) atRouter(trial, { ...packet, subnet: at, as: 'passing' });
          }
        }
        break;
      }
    }
  }

  function arrive(from: Trial, with_: Packet, vpc: number, exit: string): void {
    const at = subnetOf(from, vpc);
    if (at === null || !enters(from, with_, at)) return;
    const place = model.subnets[at];
    if (place === undefined) return;
    for (const guest of place.guests) note(from, exit, guest);
    if (place.zone !== zone) {
      note(from, exit, called(place));
      return;
    }
    for (const endpoint of model.endpoints.filter(({ subnets }) => subnets.includes(at))) {
      const sources = sourceAddresses(from, with_.source);
      const isLet = sources.some((source) => grouped(model, endpoint.groups, 'ingress', source, family, with_.kind));
      if (isLet) note(from, endpoint.exit, endpoint.to);
    }
  }
}

/** A peered VPC that is somebody else's is reached by what has its destination there (vpc-peering-basics: never beyond). */
function reached(
  vpc: AwsModel['vpcs'][number] | undefined,
  { zone, address, family }: Trial,
): [exit: string, to: string | null] {
  const isThere = vpc?.ranges.some((range) => has(range, address, family)) ?? false;
  return ['A6', vpc !== undefined && vpc.zone !== zone && isThere ? called(vpc) : null];
}

function called({ id, zone }: { readonly id: string; readonly zone: string | null }): string {
  return zone === null ? `outside:${id}` : `zone:${zone}`;
}

/** Whether the ACL of a subnet lets in some address of the packet's source. */
function enters(trial: Trial, { source, kind }: Packet, at: number): boolean {
  if (source === at) return true;
  const subnet = trial.model.subnets[at];
  if (subnet === undefined) return false;
  return sourceAddresses(trial, source).some((from) =>
    acl(trial.model, subnet.acl, 'ingress', from, trial.family, kind),
  );
}

function sourceAddresses(trial: Trial, source: number): readonly bigint[] {
  const ranges = (trial.model.subnets[source]?.ranges ?? []).filter(({ family }) => family === trial.family);
  return addresses(trial.model, trial.family).filter((address) =>
    ranges.some((range) => has(range, address, trial.family)),
  );
}

/** Called from this address on the internet, a machine with an address of its own answers. */
function answer(trial: Trial, machine: AwsMachine): void {
  const { model, address, family } = trial;
  const subnet = model.subnets[machine.subnet];
  if (subnet === undefined || !(family === 4 ? machine.public4 : machine.public6) || !isPublic(address, family)) return;
  for (const kind of kinds) {
    if (!grouped(model, machine.groups, 'ingress', address, family, kind)) continue;
    if (!acl(model, subnet.acl, 'ingress', address, family, kind)) continue;
    const hasPorts = kind.protocol === 'tcp' || kind.protocol === 'udp';
    const replies = kinds.filter(({ protocol, port }) => protocol === kind.protocol && (!hasPorts || port >= 1024));
    if (!replies.some((reply) => acl(model, subnet.acl, 'egress', address, family, reply))) continue;
    if (chosen(model, subnet.table, trial).some(({ target }) => target.kind === 'internet')) {
      note(trial, machine.exit ?? (family === 4 ? 'A1' : 'A4'), 'internet');
    }
  }
}

/** The subnet of a VPC in which the address is. */
function subnetOf({ model, address, family }: Trial, vpc: number): number | null {
  const at = model.subnets.findIndex(
    (subnet) => subnet.vpc === vpc && subnet.ranges.some((range) => has(range, address, family)),
  );
  return at === -1 ? null : at;
}

/** The longest prefix wins, then local before static before prefix list before propagated, which never overrules local. */
function chosen(model: AwsModel, at: number, { address, family }: Trial): readonly AwsRoute[] {
  const table = model.tables[at];
  if (table === undefined) return [];
  const inLocal = table.routes.some(
    ({ rank, ranges }) => rank === 0 && ranges.some((range) => has(range, address, family)),
  );
  const hits = table.routes
    .filter(({ rank }) => !(rank === 3 && inLocal))
    .flatMap((route) =>
      route.ranges.filter((range) => has(range, address, family)).map(({ prefix }) => ({ route, prefix })),
    );
  const longest = Math.max(...hits.map(({ prefix }) => prefix));
  const narrow = hits.filter(({ prefix }) => prefix === longest);
  const best = narrow.find(({ route }) => route.rank === Math.min(...narrow.map((hit) => hit.route.rank)));
  const wild = table.wild.filter(({ ranges }) => ranges.some((range) => range.family === family));
  return best === undefined ? wild : [best.route, ...wild];
}

function transit(model: AwsModel, at: number, { address, family }: Trial): readonly TransitRoute[] {
  const table = model.transitTables[at];
  if (table === undefined) return [];
  const hits = table.routes.flatMap((route) =>
    route.ranges.filter((range) => has(range, address, family)).map(({ prefix }) => ({ route, prefix })),
  );
  const longest = Math.max(...hits.map(({ prefix }) => prefix));
  const narrow = hits.filter(({ prefix }) => prefix === longest);
  const best = narrow.find(({ route }) => route.rank === Math.min(...narrow.map((hit) => hit.route.rank)));
  const wild = table.wild.filter(({ ranges }) => ranges.some((range) => range.family === family));
  return best === undefined ? wild : [best.route, ...wild];
}

type Direction = 'egress' | 'ingress';

/** Entries in the order of their numbers; the first that matches decides; else denied. */
function acl(model: AwsModel, at: number, direction: Direction, address: bigint, family: 4 | 6, kind: Kind): boolean {
  let first: AclEntry | null = null;
  for (const entry of model.acls[at]?.[direction] ?? []) {
    const isHit = entry.ranges.some((range) => has(range, address, family)) && speaks(entry, kind);
    if (isHit && (first === null || entry.number < first.number)) first = entry;
  }
  return first?.isAllowed ?? false;
}

/** Any rule of any group. */
function grouped(
  model: AwsModel,
  groups: readonly number[],
  direction: Direction,
  address: bigint,
  family: 4 | 6,
  kind: Kind,
): boolean {
  return groups.some((group) =>
    (model.groups[group]?.[direction] ?? []).some(
      (rule) => rule.ranges.some((range) => has(range, address, family)) && speaks(rule, kind),
    ),
  );
}

function speaks({ protocol: { name, ports } }: GroupRule, { protocol, port }: Kind): boolean {
  if (name === 'all') return true;
  return name === protocol && (ports === null || ports.some(([first, last]) => first <= port && port <= last));
}

function has(range: Range, address: bigint, family: 4 | 6): boolean {
  return range.family === family && range.first <= address && address <= range.last;
}

/** Addresses that somebody on the internet may have. */
function isPublic(address: bigint, family: 4 | 6): boolean {
  if (family === 6) {
    const top = address >> 120n;
    return !(top === 0n || top >> 1n === 0x7en || address >> 118n === 0x3fan || top === 0xffn);
  }
  const [a, b] = [address >> 24n, (address >> 16n) & 255n];
  if (a === 0n || a === 10n || a === 127n || a >= 224n) return false;
  if (a === 100n) return b < 64n || b > 127n;
  if (a === 172n) return b < 16n || b > 31n;
  return !((a === 169n && b === 254n) || (a === 192n && b === 168n));
}

const known = new WeakMap<AwsModel, Map<4 | 6, readonly bigint[]>>();

/** Every address at which something changes. */
function addresses(model: AwsModel, family: 4 | 6): readonly bigint[] {
  const families = known.get(model) ?? new Map<4 | 6, readonly bigint[]>();
  known.set(model, families);
  let list = families.get(family);
  if (list === undefined) families.set(family, (list = readAddresses(model, family)));
  return list;
}

function readAddresses(model: AwsModel, family: 4 | 6): readonly bigint[] {
  const top = (1n << (family === 4 ? 32n : 128n)) - 1n;
  const landmarks = family === 4 ? [0x08080808n, 0xc0000201n] : [0x2001_4860n << 96n];
  const ranges = [
    ...model.subnets.flatMap((subnet) => subnet.ranges),
    ...model.vpcs.flatMap((vpc) => vpc.ranges),
    ...model.tables.flatMap(({ routes }) => routes.flatMap((route) => route.ranges)),
    ...model.transitTables.flatMap(({ routes }) => routes.flatMap((route) => route.ranges)),
    ...[...model.acls, ...model.groups].flatMap(({ egress, ingress }) =>
      [...egress, ...ingress].flatMap((rule: GroupRule) => rule.ranges),
    ),
  ].filter((range) => range.family === family);
  const edges = ranges.flatMap(({ first, last }) => [first - 1n, first, last, last + 1n]);
  return [...new Set([...landmarks, ...edges])].filter((address) => address >= 0n && address <= top);
}

function note(trial: Trial, exit: string, to: string | null): void {
  if (to !== null) trial.found.add(`machine ${trial.origin} ipv${trial.family} ${exit} ${to}`);
}
