import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { standingOf } from './targets.ts';

/** Whether an `aws_lambda_permission` is for the zone's accounts: by its principal, or for a service by whose account or resource it acts. */
export function isOwnCaller(world: ZoneWorld, { values }: Resource): boolean {
  const principal = scalarOf(values, 'principal');
  if (principal === null || principal === '*') return false;
  const isService = typeof principal === 'string' && principal.endsWith('.amazonaws.com');
  if (!isService) return isInside(world, principal);
  return ['source_account', 'source_arn'].some((name) => isInside(world, scalarOf(values, name)));
}

function isInside(world: ZoneWorld, value: string | Unknown | null): boolean {
  return (typeof value === 'string' || value instanceof Unknown) && standingOf(world, value).kind === 'inside';
}
