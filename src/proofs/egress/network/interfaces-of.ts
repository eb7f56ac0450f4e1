import type { Resource } from '../../../estate/estate.ts';
import type { ValueObject } from '../../../estate/value.ts';
import { blocksOf } from '../../world.ts';

/** One network interface: the dotted path below which it is declared, and what it says; null where that can't be seen. */
export interface NetworkInterface {
  readonly at: string;
  readonly block: ValueObject | null;
}

/** The network interfaces of an instance or a template of instances. */
export function interfacesOf({ values }: Resource): readonly NetworkInterface[] {
  const blocks = blocksOf(values, 'network_interface');
  if (blocks === 'unknown') return [{ at: 'network_interface', block: null }];
  // A single one may be written as an object, without a number.
  const [only, ...others] = blocks;
  if (only !== undefined && others.length === 0) return [{ at: 'network_interface', block: only }];
  return blocks.map((block, at) => ({ at: `network_interface.${String(at)}`, block }));
}
