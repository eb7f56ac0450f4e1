import type { Resource } from './estate.ts';

/** Why a value can't be read here. `expression` can be decided by a later stage; `missing` names something that nobody declares. */
export type UnknownReason = 'after-apply' | 'expression' | 'sensitive' | 'missing' | 'drifted';

/** One step of a proof: how a value was followed from where it is used to where it is decided. */
export interface ProofStep {
  readonly address: string;
  readonly why: string;
}

/** A resource attribute that an expression names. `target` is set once the estate has been linked. */
export interface Reference {
  /** Absolute address of the resource, e.g. `module.m["k"].google_kms_crypto_key.key`. */
  readonly address: string;
  /** Terraform type of the resource, e.g. `google_kms_crypto_key`. */
  readonly type: string;
  /** Attribute path behind the address, e.g. `id`; empty for the whole resource. */
  readonly attribute: string;
  /** Stack in which `address` lives (another stack's when followed through a remote state). */
  readonly stack: string;
  /** The locals, variables, module outputs and remote states that were passed on the way. */
  readonly via: readonly ProofStep[];
  readonly target?: Resource;
}

/**
 * A value that is configured but not known here. It never equals a literal, so a rule that compares it fails closed.
 * `exact` means that the value is precisely the one referenced attribute, with nothing around it.
 */
export class Unknown {
  readonly why: UnknownReason;
  readonly references: readonly Reference[];
  readonly exact: boolean;
  /**
   * The template, when it is only literal text around plain references: `serviceAccount:${google_service_account.a.email}`; for a JSON document or
   * `jsonencode` the JSON, in which `${}` stands for other parts that can't be seen.
   */
  readonly text: string | null;

  constructor(why: UnknownReason, references: readonly Reference[] = [], exact = false, text: string | null = null) {
    this.why = why;
    this.references = references;
    this.exact = exact;
    this.text = text;
  }
}

/** A Terraform value: JSON in which any leaf or collection may be {@link Unknown}. An unset attribute is absent. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [key: string]: Value;
}

/** True for a list; `Array.isArray` alone loses the type of the members of a readonly list. */
export function isValueArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** True for a plain object: neither an array, nor null, nor {@link Unknown}. */
export function isValueObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}
