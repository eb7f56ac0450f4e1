import type { Barrier } from '../guard.ts';
import type { Form } from './destination-of.ts';

/** Where a mover takes data, as an attribute of it says, or as its kind does. */
export type Destination =
  /** To what an attribute names; `*` as its last part stands for every member of a map, but for those whose name `except` matches. */
  | { readonly kind: 'named'; readonly attribute: string; readonly form: Form; readonly except?: RegExp }
  /** To where the resource itself lies, when one of these attributes says that it holds what another does. */
  | { readonly kind: 'own'; readonly sources: readonly string[] }
  /** Whatever the block holds, data goes there; when `block` is empty, always. */
  | { readonly kind: 'always'; readonly block: string; readonly to: string }
  /** When none of the attributes is written: what the service does by itself then. */
  | { readonly kind: 'lacks'; readonly attributes: readonly string[]; readonly to: string }
  /** When an attribute is one of these values. */
  | { readonly kind: 'says'; readonly attribute: string; readonly values: readonly string[]; readonly to: string };

/** A type of resource that moves data by itself, without a machine or a person that does it each time. */
export interface Mover {
  readonly types: readonly string[];
  readonly exit: string;
  readonly barrier: Barrier;
  readonly destinations: readonly Destination[];
  /** Where the table says all that such a resource does: that it exists is no way out then, only what it names. */
  readonly isWhole?: true;
}

/** Stopped by no perimeter. */
export const none: Barrier = { kind: 'none' };

/** Stopped by a perimeter that restricts the service. */
export function by(service: string): Barrier {
  return { kind: 'perimeter', service: `${service}.googleapis.com` };
}

export function named(form: Form, ...attributes: readonly string[]): readonly Destination[] {
  return attributes.map((attribute): Destination => ({ kind: 'named', attribute, form }));
}

export function always(to: string, block = ''): Destination {
  return { kind: 'always', block, to };
}

export function own(...sources: readonly string[]): Destination {
  return { kind: 'own', sources };
}

export function lacks(to: string, ...attributes: readonly string[]): Destination {
  return { kind: 'lacks', attributes, to };
}

export function says(to: string, attribute: string, ...values: readonly string[]): Destination {
  return { kind: 'says', attribute, values, to };
}
