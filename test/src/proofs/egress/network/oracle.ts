/* eslint complexity: off -- case after case, in the order of the documents that it is written from */
import type {
  Machine,
  Network,
  NetworkModel,
  NextHop,
  Range,
  Route,
  Rule,
} from '../../../../../src/proofs/egress/network/model.ts';

/**
 * What leaves, by trying: every address at which anything begins or ends, every kind of packet, one packet at a time. Written from
 * cloud.google.com/firewall/docs/firewall-policies-overview, cloud.google.com/vpc/docs/routes, cloud.google.com/vpc/docs/policy-based-routes and
 * cloud.google.com/vpc/docs/configure-private-google-access; shares no code with the engine, only the words of the model.
 */
export function bruteForce(model: NetworkModel, zone: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const family of [4, 6] as const) {
    for (const [at, machine] of model.machines.entries()) {
      if (machine.zone !== zone) continue;
      for (const address of addresses(model, family)) send(model, { zone, family, address, found, origin: at }, at, []);
    }
  }
  return found;
}

interface Trial {
  readonly zone: string;
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly found: Set<string>;
  readonly origin: number;
}

/** The packet lies at a machine, which sends it on; machines may carry it as whatever packet they like, but to the same address. */
function send(model: NetworkModel, trial: Trial, at: number, before: readonly number[]): void {
  const machine = model.machines[at];
  if (machine === undefined || before.includes(at)) return;
  const network = declared(model.networks[machine.network]);
  const routes = lookUp(network, machine, trial);
  const policed = byPolicy(network, machine, trial);
  if (before.length === 0 && external(machine, trial.family) && isPublic(trial.address, trial.family)) {
    // Called from this address, the machine answers to it.
    const called = kinds.some((kind) => verdict(network, machine, { ...trial, kind, direction: 'INGRESS' }));
    const back = policed.includes('table') && routes !== 'local' && routes.some(({ hop }) => hop.kind === 'internet');
    if (called && back) note(trial, trial.family === 4 ? 'E1' : 'E5', 'internet');
  }
  if (!kinds.some((kind) => verdict(network, machine, { ...trial, kind, direction: 'EGRESS' }))) return;
  for (const fate of policed) {
    if (fate === 'nowhere') continue;
    if (fate !== 'table') follow(model, trial, [...before, at], fate);
    else if (routes === 'local') arrive(trial, network);
    else for (const { hop } of routes) follow(model, trial, [...before, at], hop);
  }
}

function follow(model: NetworkModel, trial: Trial, before: readonly number[], hop: NextHop): void {
  const machine = declared(model.machines[declared(before.at(-1))]);
  if (hop.kind === 'machine') send(model, trial, hop.machine, before);
  else if (hop.kind === 'outside') note(trial, hop.exit, `outside:${hop.name}`);
  else if (hop.kind === 'network') arrive(trial, declared(model.networks[hop.network]));
  else gateway(machine, trial);
}

/** The packet is in a network: it goes to the subnet that holds its address, if any does; of two, an address of its own comes first. */
function arrive(trial: Trial, network: Network): void {
  const subnet = network.subnets.find(({ range }) => has(range, trial));
  if (subnet === undefined) return;
  if (subnet.proxy !== undefined) note(trial, subnet.proxy.exit, subnet.proxy.to);
  else if (subnet.zone !== trial.zone)
    note(trial, 'E11', subnet.zone === null ? `outside:${subnet.id}` : `zone:${subnet.zone}`);
}

/** What may become of a packet by policy-based routes: a next hop, nothing, or that the routing table decides. */
function byPolicy(network: Network, machine: Machine, trial: Trial): readonly (NextHop | 'nowhere' | 'table')[] {
  let open = (network.policies ?? []).filter(
    ({ tags, range }) =>
      has(range, trial) && (tags.length === 0 || tags.filter((tag) => machine.tags.includes(tag)).length > 0),
  );
  const fates: (NextHop | 'nowhere' | 'table')[] = [];
  while (open.length > 0) {
    const lowest = Math.min(...open.map(({ priority }) => priority));
    const chosen = open.filter(({ priority }) => priority === lowest);
    fates.push(...chosen.map(({ hop }) => (hop === 'other-routes' ? 'table' : hop)));
    // One that takes every packet leaves none to those after it.
    if (chosen.some(({ isPartial }) => !isPartial)) return fates;
    open = open.filter(({ priority }) => priority > lowest);
  }
  return [...fates, 'table'];
}

function gateway(machine: Machine, trial: Trial): void {
  if (!isPublic(trial.address, trial.family)) return;
  const text = trial.address;
  const within = (first: bigint, size: bigint): boolean => first <= text && text < first + size;
  if (trial.family === 4 ? within(v4(199, 36, 153, 4), 4n) : within(0x2600_2d00_0002_1000n << 64n, 1n << 64n)) return;
  const allApis =
    trial.family === 4
      ? within(v4(199, 36, 153, 8), 4n) || within(v4(34, 126, 0, 0), 1n << 14n)
      : within(0x2600_2d00_0002_2000n << 64n, 1n << 64n);
  const outside = external(machine, trial.family);
  const translator = trial.family === 4 ? machine.nat4 : machine.nat6;
  if (allApis) {
    if (outside || machine.reachesApis) note(trial, 'E13', 'outside:Google APIs without a perimeter');
  } else if (outside) note(trial, trial.family === 4 ? 'E1' : 'E5', 'internet');
  else if (translator !== null) note(trial, 'E2', 'internet');
  else if (machine.reachesApis) note(trial, 'E13', 'outside:Google APIs without a perimeter');
}

/** The routes that a packet may take: `local` for a subnet's own. */
function lookUp(network: Network, machine: Machine, trial: Trial): readonly Route[] | 'local' {
  if (network.subnets.some(({ range }) => has(range, trial))) return 'local';
  const usable = (route: Route): boolean =>
    route.tags.length === 0 || route.tags.some((tag) => machine.tags.includes(tag));
  const matching = network.routes.filter((route) => usable(route) && has(route.range, trial));
  const longest = Math.max(...matching.map(({ range }) => range.prefix));
  const narrow = matching.filter(({ range }) => range.prefix === longest);
  const best = Math.min(...narrow.map(({ priority }) => priority));
  const wild = network.wild.filter((route) => usable(route) && route.range.family === trial.family);
  return [...narrow.filter(({ priority }) => priority === best), ...wild];
}

interface Kind {
  readonly protocol: string;
  readonly port: number;
}

/** Every protocol that the worlds name, and one that they don't, at every port around those that they name. */
const kinds: readonly Kind[] = ['tcp', 'udp', 'icmp', 'esp'].flatMap((protocol) =>
  [0, 21, 22, 23, 79, 80, 81, 442, 443, 444, 8132, 65_535].map((port) => ({ protocol, port })),
);

/** Reads the layers from the top, each from its lowest priority, and stops at the first rule that decides. */
function verdict(
  network: Network,
  machine: Machine,
  packet: Trial & { readonly kind: Kind; readonly direction: Rule['direction'] },
): boolean {
  for (const layer of network.layers) {
    const hits = layer.filter((rule) => hit(rule, machine, packet));
    const lowest = Math.min(...hits.map(({ priority }) => priority));
    const first = hits.filter(({ priority }) => priority === lowest);
    if (first.some(({ action }) => action === 'deny')) return false;
    if (first[0]?.action === 'allow') return true;
  }
  return packet.direction === 'EGRESS';
}

function hit(
  rule: Rule,
  machine: Machine,
  packet: Trial & { readonly kind: Kind; readonly direction: Rule['direction'] },
): boolean {
  if (rule.direction !== packet.direction) return false;
  if (rule.tags !== null || rule.accounts !== null) {
    const byTag = (rule.tags ?? []).filter((tag) => machine.tags.includes(tag)).length > 0;
    const byAccount = (rule.accounts ?? []).filter((account) => account === machine.account).length > 0;
    if (!byTag && !byAccount) return false;
  }
  if (!rule.ranges.some((range) => has(range, packet))) return false;
  return rule.protocols.some(({ name, ports }) => {
    if (name === 'all') return true;
    if (name !== packet.kind.protocol) return false;
    return ports === null || ports.some(([first, last]) => packet.kind.port >= first && packet.kind.port <= last);
  });
}

function has(range: Range, { family, address }: Trial): boolean {
  return range.family === family && address >= range.first && address <= range.last;
}

function external(machine: Machine, family: 4 | 6): boolean {
  return family === 4 ? machine.external4 : machine.external6;
}

/** Addresses that somebody on the internet may have. */
function isPublic(address: bigint, family: 4 | 6): boolean {
  if (family === 6) {
    const top = address >> 120n;
    return !(top === 0n || top >> 1n === 0x7en || address >> 118n === 0x3fan || top === 0xffn);
  }
  const [a, b] = [address >> 24n, (address >> 16n) & 255n];
  const nobody =
    a === 0n ||
    a === 10n ||
    a === 127n ||
    a >= 224n ||
    (a === 100n && b >= 64n && b < 128n) ||
    (a === 169n && b === 254n) ||
    (a === 172n && b >= 16n && b < 32n) ||
    (a === 192n && b === 168n);
  return !nobody;
}

function v4(a: number, b: number, c: number, d: number): bigint {
  return BigInt(((a * 256 + b) * 256 + c) * 256 + d);
}

/** Every address at which something changes. */
function addresses(model: NetworkModel, family: 4 | 6): readonly bigint[] {
  const top = family === 4 ? (1n << 32n) - 1n : (1n << 128n) - 1n;
  const landmarks =
    family === 4
      ? [
          v4(8, 8, 8, 8),
          v4(34, 126, 0, 0),
          v4(34, 126, 64, 0),
          v4(199, 36, 153, 4),
          v4(199, 36, 153, 8),
          v4(199, 36, 153, 12),
          v4(10, 0, 0, 0),
          v4(11, 0, 0, 0),
        ]
      : [
          0x2001_4860n << 96n,
          0x2600_2d00_0002_1000n << 64n,
          0x2600_2d00_0002_2000n << 64n,
          0x2600_2d00_0002_2001n << 64n,
        ];
  const ranges = model.networks.flatMap((network) => [
    ...network.subnets.map(({ range }) => range),
    ...network.routes.map(({ range }) => range),
    ...(network.policies ?? []).map(({ range }) => range),
    ...network.layers.flat().flatMap((rule) => rule.ranges),
  ]);
  const edges = ranges
    .filter((range) => range.family === family)
    .flatMap(({ first, last }) => [first - 1n, first, last, last + 1n]);
  return [...new Set([...landmarks, ...edges])].filter((address) => address >= 0n && address <= top);
}

function note(trial: Trial, exit: string, to: string): void {
  trial.found.add(`machine ${trial.origin} ipv${trial.family} ${exit} ${to}`);
}

/** What the model surely has. */
function declared<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('expected the model to hold what it names');
  return thing;
}
