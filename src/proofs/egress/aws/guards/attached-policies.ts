import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import type { LocalText } from '../../../../policy/catalog.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { managedPolicy } from '../policies/managed-policies.ts';
import type { PolicyText } from '../policies/policy-document.ts';
import { policyTypes } from './policy-types.ts';
import { leavesAt } from './targets.ts';

/** A policy that an identity holds, where it is held, and what is said of it. */
export interface HeldPolicy {
  readonly resource: Resource;
  readonly attribute: string;
  readonly statements: PolicyText;
  /** Why it stands, or why it can't be read; null for what any policy says. */
  readonly says: LocalText | null;
}

/** Types and attributes by which an identity is given policies by their ARN. */
const givers = [
  ['aws_iam_*policy_attachment', 'policy_arn'],
  ['aws_iam_*_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_role', 'managed_policy_arns'],
] as const;

/** Policies that identities of the zone are given by ARN: those of AWS by what is known of them; declared ones are read where they are declared. */
export function attachedPolicies(world: ZoneWorld): readonly HeldPolicy[] {
  return givers.flatMap(([type, attribute]) =>
    [...world.inside(type), ...givenFromElsewhere(world, type)].flatMap((resource) => {
      const hidden = resource.undeclared.includes(attribute);
      const given = hidden ? [{ attribute, value: new Unknown('after-apply') }] : leavesAt(resource.values, attribute);
      return given.flatMap(({ attribute: at, value }) => held(world, { resource, at, value }));
    }),
  );
}

/** What other stacks attach to identities of the zone. */
function givenFromElsewhere(world: ZoneWorld, type: string): readonly Resource[] {
  return world
    .reachingIn(type)
    .filter((one) => ['role', 'roles'].some((name) => world.targets(one, name).some((role) => world.isInside(role))));
}

interface Given {
  readonly resource: Resource;
  readonly at: string;
  readonly value: string | Unknown;
}

function held(world: ZoneWorld, given: Given): readonly HeldPolicy[] {
  const { value } = given;
  if (!(value instanceof Unknown)) return byArn(given, value);
  const references = value.why === 'drifted' ? [] : value.references;
  const targets = references.map((reference) => world.input.index.find(reference));
  if (targets.length > 0 && targets.every((target) => target !== undefined && isJudged(world, target))) return [];
  const [only] = targets;
  const arn = targets.length === 1 && only !== undefined ? arnOfSource(only) : null;
  return arn === null ? [unseen(given, 'a policy that nobody declares here')] : byArn(given, arn);
}

/** A policy of the zone is judged by itself. */
function isJudged(world: ZoneWorld, target: Resource): boolean {
  return target.mode === 'managed' && policyTypes.some((type) => type === target.type) && world.isInside(target);
}

/** A `data.aws_iam_policy` names a policy by its ARN; by its name alone it may be one of AWS's or of the account's. */
function arnOfSource({ type, mode, values }: Resource): string | null {
  if (mode !== 'data' || type.replace(/^data\./u, '') !== 'aws_iam_policy') return null;
  const arn = values['arn'];
  return typeof arn === 'string' ? arn : null;
}

function byArn(given: Given, arn: string): readonly HeldPolicy[] {
  const name = /^arn:aws[\w-]*:iam::aws:policy\/(?:[\w-]+\/)*([\w+=,.@-]+)$/u.exec(arn)?.[1];
  if (name === undefined) return [unseen(given, arn)];
  const policy = managedPolicy(name);
  if (policy.kind === 'unknown') return [unseen(given, `AWS’s ${name}`)];
  const says = text(
    `AWS’s ${name} ${policy.version} moves no data`,
    `AWS の ${name} ${policy.version} はデータを動かさない`,
  );
  const statements = policy.kind === 'harmless' ? 'none' : policy.statements;
  return [
    { resource: given.resource, attribute: given.at, statements, says: policy.kind === 'harmless' ? says : null },
  ];
}

function unseen({ resource, at }: Given, name: string): HeldPolicy {
  return { resource, attribute: at, statements: 'unknown', says: text(`what ${name} allows`, `${name} が許すもの`) };
}
