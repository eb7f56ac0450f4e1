import type { Resource } from '../estate/estate.ts';
import type { Value } from '../estate/value.ts';

/** The region of a resource in lower case: its own, else its provider's where that is a literal; null when it can't be seen. */
export function regionOf(resource: Resource): string | null {
  const values =
    resource.before !== null && Object.keys(resource.values).length === 0 ? resource.before : resource.values;
  for (const attribute of ['location', 'region'] as const) {
    const own = values[attribute];
    if (typeof own === 'string') return own.toLowerCase();
    // Configured, but not known here: surely not the provider's default.
    if (own !== undefined && own !== null) return null;
  }
  const zone = values['zone'] ?? values['availability_zone'];
  if (typeof zone === 'string') return regionOfZone(zone);
  if (zone !== undefined && zone !== null) return null;
  return lower(resource.provider.values['region']);
}

/** `asia-northeast1-a` and `ap-northeast-1a` without their zone letter. */
function regionOfZone(zone: string): string | null {
  return /^(.+\d)-?[a-z]$/.exec(zone.toLowerCase())?.[1] ?? null;
}

function lower(value: Value | undefined): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null;
}
