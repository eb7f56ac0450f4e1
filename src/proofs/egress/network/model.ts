/** A contiguous range of addresses of one family, both ends included. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  /** Prefix length; routes with longer ones win. */
  readonly prefix: number;
}

/** A protocol by its IANA name or number as text; `all` for every one. Ports only where the protocol has them; null for every port. */
export interface Protocol {
  readonly name: string;
  readonly ports: readonly (readonly [first: number, last: number])[] | null;
}

/** A firewall rule, all of it known. Within a layer lower priorities win, and deny wins at the same one. */
export interface Rule {
  readonly id: string;
  readonly direction: 'EGRESS' | 'INGRESS';
  readonly action: 'allow' | 'deny' | 'next';
  readonly priority: number;
  /** Destinations of egress, sources of ingress. */
  readonly ranges: readonly Range[];
  readonly protocols: readonly Protocol[];
  /** Machines that it is for: with one of the tags, or running as one of the accounts; every machine when both are null. */
  readonly tags: readonly string[] | null;
  readonly accounts: readonly string[] | null;
}

/** Where a route leads. */
export type NextHop =
  | { readonly kind: 'internet' }
  | { readonly kind: 'outside'; readonly name: string; readonly exit: string }
  | { readonly kind: 'machine'; readonly machine: number }
  | { readonly kind: 'network'; readonly network: number };

export interface Route {
  readonly id: string;
  readonly range: Range;
  readonly priority: number;
  /** Machines that it is for; every one when empty. */
  readonly tags: readonly string[];
  readonly hop: NextHop;
}

/** A policy-based route: it comes before subnets and every other route, by its priority alone. */
export interface PolicyRoute extends Pick<Route, 'id' | 'range' | 'priority' | 'tags'> {
  /** `other-routes` leaves packets to the routing table; `nowhere` is taken where it can't be told where they go and a sure way is asked for. */
  readonly hop: NextHop | 'other-routes' | 'nowhere';
  /** For some packets to the range only (by protocol, by source, or since more can't be seen): the others go on. */
  readonly isPartial: boolean;
}

export interface Subnet {
  readonly id: string;
  readonly range: Range;
  /** The zone that it lies in; null for none. */
  readonly zone: string | null;
  /** Of an address behind which a proxy stands: where the proxy takes what it is sent, and by which exit. */
  readonly proxy?: { readonly to: string; readonly exit: string };
}

export interface Network {
  readonly id: string;
  readonly subnets: readonly Subnet[];
  readonly routes: readonly Route[];
  /** Routes whose destination can't be seen: they may lead anywhere that no subnet is. */
  readonly wild: readonly Route[];
  readonly policies?: readonly PolicyRoute[];
  /** In the order in which they decide; what no layer decides, the implied rules do: allow egress, deny ingress. */
  readonly layers: readonly (readonly Rule[])[];
}

/** Something that sends: an instance, a template's instances, nodes, or any machine of a subnetwork. */
export interface Machine {
  readonly id: string;
  readonly network: number;
  readonly tags: readonly string[];
  readonly account: string | null;
  readonly external4: boolean;
  readonly external6: boolean;
  /** The gateway that translates for it; null for none. */
  readonly nat4: string | null;
  readonly nat6: string | null;
  /** Google APIs answer it without an external address. */
  readonly reachesApis: boolean;
  readonly zone: string | null;
}

export interface NetworkModel {
  readonly networks: readonly Network[];
  readonly machines: readonly Machine[];
}

/** The shortest way of a packet from a machine out of its zone. */
export interface PacketPath {
  readonly machine: number;
  readonly family: 4 | 6;
  readonly to: string;
  readonly exit: string;
  /** Machines and routes on the way, and what lets it out; by id. */
  readonly hops: readonly { readonly id: string; readonly why: HopReason }[];
}

export type HopReason =
  | 'sends'
  | 'route'
  | 'forwards'
  | 'address'
  | 'nat'
  | 'google-access'
  | 'answers'
  | 'subnet'
  | 'proxies';
