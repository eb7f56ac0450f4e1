import type { Protocol, Range } from '../../network/model.ts';

/** Where a route leads; numbers are places in the lists of the model. */
export type AwsTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet' }
  /** Outbound only, for IPv6. */
  | { readonly kind: 'egress-only' }
  | { readonly kind: 'nat'; readonly nat: number }
  | { readonly kind: 'transit'; readonly attachment: number }
  | { readonly kind: 'peer'; readonly vpc: number }
  /** `to` as paths name it: `outside:NAME`, `zone:NAME`. */
  | { readonly kind: 'outside'; readonly to: string; readonly exit: string }
  | { readonly kind: 'machine'; readonly machine: number }
  /** A firewall in subnets, by whose tables what it lets through goes on. */
  | {
      readonly kind: 'firewall';
      readonly id: string;
      readonly zone: string | null;
      readonly subnets: readonly number[];
    }
  | { readonly kind: 'blackhole' };

export interface AwsRoute {
  readonly id: string;
  /** One range, or those of a prefix list. */
  readonly ranges: readonly Range[];
  /** Among equally long prefixes the lowest wins: local, static, prefix list, propagated. Propagated ones never overrule a local one. */
  readonly rank: 0 | 1 | 2 | 3;
  readonly target: AwsTarget;
}

export interface AwsTable {
  readonly id: string;
  readonly routes: readonly AwsRoute[];
  /** Routes of which the destination or the target can't be seen: they may take anything. */
  readonly wild: readonly AwsRoute[];
}

/** An entry of a network ACL. */
export interface AclEntry {
  readonly number: number;
  readonly isAllowed: boolean;
  readonly ranges: readonly Range[];
  readonly protocol: Protocol;
}

/** Stateless: entries by number, the first that matches decides, and what none matches is denied. */
export interface Acl {
  readonly id: string;
  readonly egress: readonly AclEntry[];
  readonly ingress: readonly AclEntry[];
}

export interface GroupRule {
  readonly ranges: readonly Range[];
  readonly protocol: Protocol;
}

/** Stateful: what any rule of any group of a machine allows passes, and so do answers. References to groups are the ranges of their machines. */
export interface SecurityGroup {
  readonly id: string;
  readonly egress: readonly GroupRule[];
  readonly ingress: readonly GroupRule[];
}

export interface AwsSubnet {
  readonly id: string;
  readonly vpc: number;
  readonly ranges: readonly Range[];
  readonly zone: string | null;
  /** Who else has machines in it, as paths name them: those of other zones, and accounts with which it is shared. */
  readonly guests: readonly string[];
  readonly table: number;
  readonly acl: number;
}

export interface Nat {
  readonly id: string;
  readonly subnet: number;
  readonly isPublic: boolean;
}

/** A transit gateway's end: in subnets of a VPC, or outside of everything that is declared. */
export interface Attachment {
  readonly id: string;
  /** -1 where none is declared. */
  readonly vpc: number;
  /** The zone of the VPC; of the attachment itself where no VPC is declared. */
  readonly zone: string | null;
  readonly subnets: readonly number[];
  readonly outside: { readonly to: string; readonly exit: string } | null;
  /** The table by which the gateway sends on what comes in here; null for none. */
  readonly table: number | null;
}

export interface TransitRoute {
  readonly id: string;
  readonly ranges: readonly Range[];
  /** Among equally long prefixes the lowest wins: static, then propagated by VPC, Direct Connect, VPN. */
  readonly rank: 0 | 1 | 2 | 3;
  /** Null drops. */
  readonly attachment: number | null;
}

export interface TransitTable {
  readonly id: string;
  readonly routes: readonly TransitRoute[];
  readonly wild: readonly TransitRoute[];
}

/** An interface in subnets behind which a service of somebody else answers. */
export interface ServiceEndpoint {
  readonly id: string;
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
  readonly to: string;
  readonly exit: string;
}

export interface AwsMachine {
  readonly id: string;
  readonly subnet: number;
  readonly groups: readonly number[];
  readonly public4: boolean;
  readonly public6: boolean;
  readonly zone: string | null;
  /** The row of what answers when the internet calls; null for the network's own. */
  readonly exit: string | null;
}

export interface AwsModel {
  readonly vpcs: readonly { readonly id: string; readonly zone: string | null; readonly ranges: readonly Range[] }[];
  readonly subnets: readonly AwsSubnet[];
  readonly tables: readonly AwsTable[];
  readonly acls: readonly Acl[];
  readonly groups: readonly SecurityGroup[];
  readonly nats: readonly Nat[];
  readonly attachments: readonly Attachment[];
  readonly transitTables: readonly TransitTable[];
  readonly endpoints: readonly ServiceEndpoint[];
  readonly machines: readonly AwsMachine[];
}

export type AwsReason =
  | 'sends'
  | 'route'
  | 'nat'
  | 'address'
  | 'egress-only'
  | 'transit'
  | 'transit-route'
  | 'vpc'
  | 'subnet'
  | 'guest'
  | 'endpoint'
  | 'forwards'
  | 'inspects'
  | 'answers';

/** The shortest way of a packet from a machine out of its zone. */
export interface AwsPath {
  readonly machine: number;
  readonly family: 4 | 6;
  readonly to: string;
  readonly exit: string;
  readonly hops: readonly { readonly id: string; readonly why: AwsReason }[];
}
