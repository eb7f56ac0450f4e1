import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';

/** True for a firewall rule that surely lets nothing through: what it names is stopped, whichever machines it is for. */
export function onlyDenies({ type, values }: Resource): boolean {
  if (type.endsWith('firewall_policy_rule')) return values['action'] === 'deny';
  if (type !== 'google_compute_firewall') return false;
  const { allow, deny } = values;
  return isSet(deny) && !(deny instanceof Unknown) && !isSet(allow);
}

/** An empty list of blocks is none. */
function isSet(value: Resource['values'][string] | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
