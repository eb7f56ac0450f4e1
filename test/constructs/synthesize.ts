import { TerraformStack, Testing } from 'cdktf';

/** Attributes of a resource as Terraform reads them. */
export type Attributes = Readonly<Record<string, unknown>>;

type ByName = Readonly<Record<string, Attributes>>;

/** What a declaration puts into a stack. */
export interface Synthesized {
  /** All resources of a type, by their Terraform name. */
  readonly all: (type: string) => ByName;
  /** The only resource of a type; throws when there are none or several. */
  readonly only: (type: string) => Attributes;
  /** The types of all resources, sorted. */
  readonly types: readonly string[];
}

/** Declares into an empty stack and synthesizes it. */
export function synthesize(declare: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), 'test');
  declare(stack);
  const { resource = {} } = JSON.parse(Testing.synth(stack)) as {
    readonly resource?: Readonly<Record<string, ByName>>;
  };
  const all = (type: string): ByName => resource[type] ?? {};
  const only = (type: string): Attributes => {
    const [found, ...others] = Object.values(all(type));
    if (found === undefined || others.length > 0)
      throw new Error(`expected one ${type}, got ${Object.keys(all(type)).length}`);
    return found;
  };
  return { all, only, types: Object.keys(resource).sort() };
}
