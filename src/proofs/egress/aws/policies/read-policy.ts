import type { Resource } from '../../../../estate/estate.ts';
import type { Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { documentOf } from './data-document.ts';
import { hideVariables, shown } from './names.ts';
import { type PolicyText, parsePolicy } from './policy-document.ts';

/**
 * Reads a policy: JSON text, a template around references, or the `json` of a `data.aws_iam_policy_document` whose statements are in the
 * configuration. References become the names of what they refer to, so that an account, role, key or endpoint of the zone is recognised.
 */
export function readPolicy(world: ZoneWorld, resource: Resource, attribute: string): PolicyText {
  if (resource.undeclared.includes(attribute)) return 'unknown';
  return policyIn(world, scalarOf(resource.values, attribute), resource);
}

/** Documents that are built on documents; deeper ones are taken as unreadable. */
const deepest = 32;

/** The same for a value that is already at hand, e.g. of a nested block. */
export function policyIn(world: ZoneWorld, value: string | null | Unknown, owner: Resource, depth = 0): PolicyText {
  if (value === null || value === '') return 'none';
  if (typeof value === 'string') return parsePolicy(value, hideVariables) ?? 'unknown';
  if (value.why === 'drifted' || depth > deepest) return 'unknown';
  if (value.text !== null) {
    const { references } = value;
    const parsed = parsePolicy(value.text, (text) => shown(world, text, references));
    if (parsed !== null) return parsed;
  }
  return documentBehind(world, value, owner, depth);
}

/** The document of a data source that a value is exactly the JSON of. */
function documentBehind(world: ZoneWorld, { references, exact }: Unknown, owner: Resource, depth: number): PolicyText {
  const [source] = references;
  if (source === undefined || references.length !== 1 || !exact) return 'unknown';
  const target = world.input.index.find(source);
  return target?.type.replace(/^data\./u, '') === 'aws_iam_policy_document' && target !== owner
    ? documentOf(world, target, (text) => policyIn(world, text, target, depth + 1))
    : 'unknown';
}
