import type { Unseen } from '../unseen.ts';
/** A resource of the tree of policies: what a grant, or a deny, on one of them holds for it and all below it. */
export interface PolicyNode {
  /** Id of the resource, or its name where nobody declares it. */
  readonly id: string;
  readonly kind: 'store' | 'account' | 'project' | 'folder' | 'organisation';
  readonly parent: number | null;
  /** Project whose perimeter a call on it passes; null for what lies above projects. */
  readonly project: string | null;
  /** API by which it is called, e.g. `storage.googleapis.com`. */
  readonly service: string;
  /** Permissions each of which hands out what a store holds; none for what holds nothing. */
  readonly reads: readonly string[];
  /** Permissions to change its policy. */
  readonly shares: readonly string[];
  /** True when it answers callers at places of the zone only, whoever they are. */
  readonly isFiltered: boolean;
  /** `serviceAccount:EMAIL` of an account; null for others. */
  readonly member: string | null;
}

/** Principals that have permissions on a node and all below it. */
export interface GrantFacts {
  readonly id: string;
  readonly node: number;
  readonly permissions: ReadonlySet<string>;
  readonly principals: readonly string[];
}

/** One rule of a deny policy. Permissions as `storage.objects.get`, `*` for a part of it. */
export interface DenyFacts {
  readonly id: string;
  readonly node: number;
  readonly principals: readonly string[];
  readonly exceptions: readonly string[];
  readonly permissions: readonly string[];
  readonly exceptPermissions: readonly string[];
}

/** Principals that may use what lies below one of the nodes only; several boundaries of one principal add up. */
export interface BoundaryFacts {
  readonly id: string;
  readonly principals: readonly string[];
  readonly nodes: readonly number[];
}

/** What a bearer needs no permission for: a key of an account that is in somebody's hands. */
export interface KeyFacts {
  readonly id: string;
  /** Node of the account. */
  readonly account: number;
  readonly bearer: string;
}

export interface IdentityModel {
  readonly unseen: Unseen;
  readonly nodes: readonly PolicyNode[];
  readonly grants: readonly GrantFacts[];
  readonly denies: readonly DenyFacts[];
  readonly boundaries: readonly BoundaryFacts[];
  readonly keys: readonly KeyFacts[];
  /** Stores whose data must not leave, by their place among the nodes. */
  readonly stores: readonly number[];
}

/** How one hop of an access path leads on. */
export type AccessReason = 'reads' | 'shares' | 'acts-as' | 'runs-as' | 'takes-over' | 'key';

/** The shortest way by which a principal gets at a store. */
export interface AccessPath {
  readonly store: number;
  readonly principal: string;
  /** From the store outwards: what grants it, and the account that it is granted to. */
  readonly hops: readonly { readonly id: string; readonly why: AccessReason; readonly account: number | null }[];
}
