import type { Resource } from '../../../../estate/estate.ts';
import { type Reference, Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { zoneAccounts } from '../zone-accounts.ts';
import { hidden } from './policy-document.ts';

/** Policy variables (`${aws:username}`) are whatever the request makes them. */
export function hideVariables(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}/gu, hidden);
}

/** A template with references as the names of what they refer to. */
export function shown(world: ZoneWorld, text: string, references: readonly Reference[]): string {
  return text.replaceAll(/\$\{([^}]*)\}/gu, (_whole, name: string) => {
    const reference = references.find(({ address, attribute }) => `${address}.${attribute}` === name.trim());
    return reference === undefined ? hidden : nameOf(world, reference);
  });
}

/** How a policy names a resource: by an ARN of its account, or by a word that says whether it is inside; hidden when nobody declares it. */
function nameOf(world: ZoneWorld, reference: Reference): string {
  const target = world.input.index.find(reference);
  if (target === undefined) return hidden;
  const { attribute } = reference;
  const type = target.type.replace(/^data\./u, '');
  if (target.mode === 'data') return nameOfData(world, target, `${type}.${attribute}`);
  if (type === 'aws_organizations_account') return organizationAccount(world, target, reference);
  if (attribute === 'arn') return arnOf(world, target);
  return attribute === 'id' && type !== 'aws_kms_key' ? innerName(world, target) : hidden;
}

function nameOfData(world: ZoneWorld, source: Resource, attribute: string): string {
  if (attribute === 'aws_caller_identity.account_id') return zoneAccounts(world).accountOf(source);
  return attribute === 'aws_partition.partition' ? 'aws' : hidden;
}

/** The number of a declared account: its zone's own where it is one of the zone's. */
function organizationAccount(world: ZoneWorld, account: Resource, reference: Reference): string {
  if (reference.attribute !== 'id') return hidden;
  const number = scalarOf(account.values, 'id');
  return typeof number === 'string' ? number : world.isInside(account) ? zoneAccounts(world).own : hidden;
}

/** The name by which policies are read that name a resource through its ARN. */
export function arnOf(world: ZoneWorld, resource: Resource): string {
  const service = resource.type.startsWith('aws_iam_') ? 'iam' : 'declared';
  return `arn:aws:${service}::${zoneAccounts(world).accountOf(resource)}:${resource.id}`;
}

/** An id that only the cloud knows, as a word that says where it is. */
function innerName(world: ZoneWorld, resource: Resource): string {
  return `${world.isInside(resource) ? 'inside' : 'outside'}:${resource.id}`;
}

/** The texts of a list with references as their names; what can't be seen is hidden. */
export function namesIn(world: ZoneWorld, values: Resource['values'], name: string): readonly string[] {
  const value = values[name];
  const members = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return members.map((member: unknown) => {
    if (member instanceof Unknown) return nameOfUnknown(world, member);
    return typeof member === 'string' ? hideVariables(member.replaceAll('&{', '${')) : scalarName(member);
  });
}

function nameOfUnknown(world: ZoneWorld, unknown: Unknown): string {
  const { text, references, exact } = unknown;
  if (unknown.why === 'drifted') return hidden;
  if (text !== null) return shown(world, text, references);
  const [only] = references;
  return exact && only !== undefined ? nameOf(world, only) : hidden;
}

function scalarName(member: unknown): string {
  return typeof member === 'number' || typeof member === 'boolean' ? String(member) : hidden;
}
