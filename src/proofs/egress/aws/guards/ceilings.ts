import { awsAccountOf } from '../../../../estate/aws-names.ts';
import type { Resource } from '../../../../estate/estate.ts';
import { Unknown } from '../../../../estate/value.ts';
import type { LocalText } from '../../../../policy/catalog.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import { textsAt } from '../../read-path.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { outsiders } from '../policies/callers.ts';
import { denies } from '../policies/evaluate.ts';
import { allOf, type Truth } from '../policies/match.ts';
import type { Statement } from '../policies/policy-document.ts';
import { readPolicy } from '../policies/read-policy.ts';
import { zoneAccounts } from '../zone-accounts.ts';

/** Policies of the organisation that hold for every account of the zone, and those of which that can't be seen. */
export interface Ceilings {
  readonly policies: readonly { readonly resource: Resource; readonly statements: readonly Statement[] }[];
  readonly unclear: readonly Resource[];
}

type Kind = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

const known = new WeakMap<ZoneWorld, Map<Kind, Ceilings>>();

/** The organisation's policies of a kind above the zone (docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html). */
export function ceilingsOf(world: ZoneWorld, kind: Kind): Ceilings {
  const kinds = known.get(world) ?? new Map<Kind, Ceilings>();
  known.set(world, kinds);
  let ceilings = kinds.get(kind);
  if (ceilings === undefined) kinds.set(kind, (ceilings = readCeilings(world, kind)));
  return ceilings;
}

/** Whether policies of a kind work at all: only in an organisation with all features that has switched the kind on, and never in its management account. */
function isInForce(world: ZoneWorld, kind: Kind): Truth {
  const found = world.everywhere('aws_organizations_organization').map((organization): Truth => {
    const features = scalarOf(organization.values, 'feature_set');
    const account = awsAccountOf(organization);
    if (typeof features === 'string' && features !== 'ALL') return 'no';
    if (account !== null && zoneAccounts(world).numbers.includes(account)) return 'no';
    const types = textsAt(organization.values, 'enabled_policy_types');
    if (features instanceof Unknown || types === 'unknown') return 'maybe';
    return types.includes(kind) ? 'yes' : 'no';
  });
  return found.length === 0 ? 'yes' : allOf(found);
}

/** A policy that the zone's own account declares: that account is the management account, which no policy binds, or a delegated administrator. */
function isDeclaredBelow(world: ZoneWorld, policy: Resource): boolean {
  const account = awsAccountOf(policy);
  return account !== null && zoneAccounts(world).numbers.includes(account);
}

function readCeilings(world: ZoneWorld, kind: Kind): Ceilings {
  const inForce = isInForce(world, kind);
  const policies: { readonly resource: Resource; readonly statements: readonly Statement[] }[] = [];
  const unclear: Resource[] = [];
  for (const resource of world.everywhere('aws_organizations_policy')) {
    if ((scalarOf(resource.values, 'type') ?? 'SERVICE_CONTROL_POLICY') !== kind) continue;
    const holds = isAboveZone(world, resource);
    const statements = readPolicy(world, resource, 'content');
    if (holds === 'no' || inForce === 'no' || statements === 'none') continue;
    if (holds === 'maybe' || inForce === 'maybe' || isDeclaredBelow(world, resource) || statements === 'unknown')
      unclear.push(resource);
    else policies.push({ resource, statements });
  }
  return { policies, unclear };
}

/** Whether the policy is attached to every account of the zone, to what holds it, or to the root. */
function isAboveZone(world: ZoneWorld, policy: Resource): Truth {
  const attachments = world
    .everywhere('aws_organizations_policy_attachment')
    .filter((attachment) => world.targets(attachment, 'policy_id').includes(policy));
  const covered = attachments.map((attachment) => coveredBy(world, attachment));
  if (covered.includes('all')) return 'yes';
  const { numbers } = zoneAccounts(world);
  if (numbers.length > 0 && numbers.every((number) => covered.some((one) => one.includes(number)))) return 'yes';
  return covered.includes('unclear') ? 'maybe' : 'no';
}

function coveredBy(world: ZoneWorld, attachment: Resource): 'all' | 'unclear' | readonly string[] {
  const target = scalarOf(attachment.values, 'target_id');
  if (typeof target === 'string') {
    if (target.startsWith('r-')) return 'all';
    if (!target.startsWith('ou-')) return [target];
    const below = world
      .everywhere('aws_organizations_account')
      .filter(({ values }) => scalarOf(values, 'parent_id') === target);
    return numbersOf(below);
  }
  if (!(target instanceof Unknown) || target.why === 'drifted') return 'unclear';
  if (
    target.references.some(
      ({ type, attribute }) => type.endsWith('aws_organizations_organization') && /^roots\b.*\bid$/u.test(attribute),
    )
  )
    return 'all';
  const [named] = world.targets(attachment, 'target_id');
  if (named === undefined) return 'unclear';
  if (named.type === 'aws_organizations_account') return numbersOf([named]);
  const below = world.everywhere('aws_organizations_account').filter((account) => isBelow(world, account, named, 0));
  return numbersOf(below);
}

function isBelow(world: ZoneWorld, child: Resource, unit: Resource, depth: number): boolean {
  return (
    depth < 8 &&
    world.targets(child, 'parent_id').some((parent) => parent === unit || isBelow(world, parent, unit, depth + 1))
  );
}

function numbersOf(accounts: readonly Resource[]): 'unclear' | readonly string[] {
  const numbers = accounts.map(({ values }) => scalarOf(values, 'id'));
  const texts = numbers.filter((number) => typeof number === 'string');
  return accounts.length > 0 && texts.length === numbers.length ? texts : 'unclear';
}

/** Class K: a service control policy denies the actions in every account of the zone to everybody whom it doesn't exempt by name. */
export function scpDenies(...actions: readonly string[]): Guard {
  const what = text(
    `a service control policy denies ${actions.join(', ')}`,
    `サービスコントロールポリシー (SCP) が ${actions.join(', ')} を拒否する`,
  );
  return {
    proof: 'K',
    text: what,
    read: (world, into) => {
      const ceilings = ceilingsOf(world, 'SERVICE_CONTROL_POLICY');
      judge(ceilings, { what, attribute: 'content', into }, (statements) =>
        allOf(actions.map((action) => deniedInside(world, statements, action))),
      );
    },
  };
}

function deniedInside(world: ZoneWorld, statements: readonly Statement[], action: string): Truth {
  const account = zoneAccounts(world).own;
  const arn = `arn:aws:iam::${account}:role/of-nobody-in-particular`;
  const context = (key: string): readonly string[] | undefined => {
    if (key === 'aws:principalarn') return [arn];
    if (key === 'aws:principalisawsservice') return ['false'];
    return key === 'aws:principalaccount' ? [account] : undefined;
  };
  return denies(statements, { caller: { kind: 'account', account, arn }, action, resources: null, context });
}

/** Class K: a resource control policy denies the actions on the zone's resources to everybody outside its accounts. */
export function rcpKeeps(...actions: readonly string[]): Guard {
  const what = text(
    `a resource control policy denies ${actions.join(', ')} to everybody outside the zone’s accounts`,
    `リソースコントロールポリシー (RCP) が区域のアカウント外の全員に ${actions.join(', ')} を拒否する`,
  );
  return {
    proof: 'K',
    text: what,
    read: (world, into) => {
      const ceilings = ceilingsOf(world, 'RESOURCE_CONTROL_POLICY');
      judge(ceilings, { what, attribute: 'content', into }, (statements) =>
        deniedToOutsiders(world, statements, actions),
      );
    },
  };
}

function deniedToOutsiders(world: ZoneWorld, statements: readonly Statement[], actions: readonly string[]): Truth {
  const people = outsiders(world, statements).filter(
    ({ caller }) => caller.kind === 'anonymous' || caller.kind === 'account',
  );
  return allOf(
    people.flatMap(({ caller, context }) =>
      actions.map((action) => denies(statements, { caller, action, resources: null, context })),
    ),
  );
}

/** Several policies may hold only together: all of their statements are read as one. */
function judge(
  { policies, unclear }: Ceilings,
  { what, attribute, into }: { readonly what: LocalText; readonly attribute: string; readonly into: ReadingCollector },
  decide: (statements: readonly Statement[]) => Truth,
): void {
  const verdict = decide(policies.flatMap(({ statements }) => statements));
  if (verdict === 'yes') {
    const serving = policies.filter(({ statements }) => decide(statements) === 'yes');
    for (const { resource } of serving.length > 0 ? serving : policies) into.stands(resource, what);
    return;
  }
  const [first] = unclear;
  const doubtful = verdict === 'maybe' ? policies[0]?.resource : first;
  if (doubtful === undefined) into.missing(what);
  else {
    into.unknown(
      doubtful,
      attribute,
      text('what it denies, and to which accounts it is attached', '何を拒否し、どのアカウントに付くか'),
    );
  }
}
