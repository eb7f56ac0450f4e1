import type { Range } from '../network/model.ts';

/** One condition of an access level: every part of it that is set must hold, or, negated, not all of them. */
export interface LevelCondition {
  readonly negate: boolean;
  /** Networks of the caller; null when any will do. */
  readonly networks: readonly Range[] | null;
  /** Members by name; null when any will do. */
  readonly members: readonly string[] | null;
  /** Other access levels that must hold too. */
  readonly levels: readonly string[];
}

export interface Level {
  readonly combine: 'AND' | 'OR';
  readonly conditions: readonly LevelCondition[];
}

/** From where a rule lets a caller come: an access level by its name, a project, or anywhere. */
export type Source =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'level'; readonly level: string }
  | { readonly kind: 'project'; readonly project: string };

/** A service and, of it, the permissions that may be used; `*` for all. */
export interface Operation {
  readonly service: string;
  readonly permissions: '*' | readonly string[];
}

/** An ingress rule: it lets a call in when all four parts hold, each by any of its members. */
export interface IngressRule {
  /** Id of the resource that declares it. */
  readonly id: string;
  readonly identities: 'any' | 'users' | 'accounts' | readonly string[];
  readonly sources: readonly Source[];
  readonly operations: readonly Operation[];
  readonly projects: '*' | readonly string[];
}

/** A regular perimeter in force. */
export interface PerimeterFacts {
  readonly id: string;
  readonly projects: readonly string[];
  readonly restricted: '*' | readonly string[];
  /** Access levels of the perimeter itself: whoever meets one of them may call in. */
  readonly levels: readonly string[];
  readonly ingress: readonly IngressRule[];
}

/** Projects between which calls pass, whichever perimeter each is in. */
export interface BridgeFacts {
  readonly id: string;
  readonly projects: readonly string[];
}

/** What stands between a zone and callers outside it, all of it known. */
export interface BoundaryModel {
  readonly zone: readonly string[];
  readonly perimeters: readonly PerimeterFacts[];
  readonly bridges: readonly BridgeFacts[];
  readonly levels: ReadonlyMap<string, Level>;
  /** Networks of the security room: nobody outside the zone calls from there. */
  readonly room: readonly Range[];
}

/** A call from outside the zone: as whom, and on what. */
export interface Call {
  readonly identity: string;
  readonly service: string;
  readonly permission: string;
  readonly project: string;
}
