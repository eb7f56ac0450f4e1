import type { UnmodelledBlock } from './module/unmodelled-blocks.ts';
import type { Reference, Value, ValueObject } from './value.ts';

export type Stage = 'synth' | 'plan' | 'apply';

/** What Terraform will do, from `change.actions`; a resource that was only synthesized is a `create`. */
export type Action = 'create' | 'update' | 'delete' | 'no-op' | 'read' | 'forget';

/** A place in somebody's source file; `file` is relative to the project's root where it lies below it. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}

/** A call of `addOverride` in the source: what it changed is not what the construct's line says. */
export interface Override {
  /** Dotted path in the resource's configuration; empty when the whole block was overridden. */
  readonly path: string;
  readonly location: SourceLocation;
}

/** What `lifecycle` says; read from configuration only, since plans don't carry it. */
export interface Lifecycle {
  readonly preventDestroy: boolean;
  readonly ignoreChanges: readonly string[] | 'all';
  readonly createBeforeDestroy: boolean;
}

/** A waiver written next to the resource: `addOverride('//.sekisho.waivers', [...])`. Checked by `src/verdict`. */
export type InlineWaiver = Readonly<Record<string, unknown>>;

/** One declared resource or data source instance. Its identity is (`stack`, `address`). */
export interface Resource {
  /** `<stack>/<address>`: unique in an estate. */
  readonly id: string;
  readonly stack: string;
  /** Absolute Terraform address, with module path and instance key. */
  readonly address: string;
  /** Address before a `moved` block, when the plan says so. */
  readonly previousAddress: string | null;
  readonly type: string;
  readonly mode: 'managed' | 'data';
  readonly actions: readonly Action[];
  readonly replacePaths: readonly string[];
  /** Configured values after the change; empty when nothing will be left. */
  readonly values: ValueObject;
  /** Values before the change, for what is deleted, replaced or forgotten; null otherwise. */
  readonly before: ValueObject | null;
  /** Every reference by the dotted path of the attribute that holds it (`encryption.0.default_kms_key_name`). */
  readonly references: ReadonlyMap<string, readonly Reference[]>;
  /** Attribute names that a plan without configuration shows as unknown and whose expression can't be seen. */
  readonly undeclared: readonly string[];
  readonly provider: ProviderConfiguration;
  readonly lifecycle: Lifecycle | null;
  readonly provisioners: readonly string[];
  readonly inlineWaivers: readonly InlineWaiver[];
  readonly location: SourceLocation | null;
  readonly createdBy: SourceLocation | null;
  /** In the order in which they were made, the last one wins; absent when there are none, or the source does not say. */
  readonly overrides?: readonly Override[];
  /** Construct path from `//.metadata.path`, e.g. `stack/Network/Vpc`. */
  readonly constructPath: string | null;
}

/** The provider block that a resource inherits from. */
export interface ProviderConfiguration {
  /** Local name and alias: `google`, `google.us`. */
  readonly key: string;
  readonly values: ValueObject;
}

export interface Stack {
  readonly name: string;
  /** Where it was read, for diagnostics. */
  readonly path: string;
  readonly stage: Stage;
  /** Output values by name, resolved. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** What the configuration declares beside resources, and may call somebody; a plan without its configuration has a blind spot for it. */
  readonly unmodelled: readonly UnmodelledBlock[];
  /** What this source could not see, e.g. a plan without its configuration. */
  readonly blindSpots: readonly string[];
}

/** Everything that is declared, over all stacks and clouds. */
export interface Estate {
  readonly stage: Stage;
  readonly stacks: readonly Stack[];
  /** Sorted by id. */
  readonly resources: readonly Resource[];
}
