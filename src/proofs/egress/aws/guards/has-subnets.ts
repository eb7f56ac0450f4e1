import { Unknown, type ValueObject } from '../../../../estate/value.ts';
import { leavesAt } from './targets.ts';

/** Whether something stands in subnets: a block that names none puts it outside the VPC, and one that can't be seen proves nothing. */
export function hasSubnets(values: ValueObject, path: string): boolean {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return leavesAt(values, path).some(
    ({ attribute, value }) => !(value instanceof Unknown) || attribute.split('.').includes(last),
  );
}
