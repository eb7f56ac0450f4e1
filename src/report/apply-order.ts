/** One place where a stack names what another stack declares. */
export interface OrderReason {
  readonly address: string;
  readonly attribute: string;
  /** Address of the named resource, in the other stack. */
  readonly names: string;
}

/** A stack that comes first, and what of it is named. */
export interface OrderedAfter {
  readonly stack: string;
  /** Empty: the app declares the order, and nothing that can be read here names anything. */
  readonly because: readonly OrderReason[];
}

export interface OrderedStack {
  readonly name: string;
  /** From 1. */
  readonly wave: number;
  readonly after: readonly OrderedAfter[];
}

/** The order in which stacks are applied, and why. */
export interface ApplyOrder {
  /** Names of stacks; those of one wave do not wait for each other. */
  readonly waves: readonly (readonly string[])[];
  readonly stacks: readonly OrderedStack[];
  /** What a stack names of another although the app declares no order between them: an apply from nothing may meet it too early. */
  readonly undeclared: readonly { readonly stack: string; readonly after: OrderedAfter }[];
}
