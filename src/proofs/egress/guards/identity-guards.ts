import { Unknown } from '../../../estate/value.ts';
import type { LocalText } from '../../../policy/catalog.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { parseRange } from '../network/ranges.ts';
import { blocksAt, knownText, textsAt } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { type Grant, grantsOn } from './grants.ts';
import { type PolicyState, policyState } from './organisation-policies.ts';
import { perimeterState } from './perimeters.ts';
import { text } from './texts.ts';

const memberConstraints = ['iam.allowedPolicyMemberDomains', 'iam.managed.allowedPolicyMembers'];

/** Class K: an organisation policy lets no member of another organisation into any grant. */
export const ownMembersOnly: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text(
    `organisation policy ${memberConstraints.join(' or ')} names who may be granted anything`,
    `組織ポリシー ${memberConstraints.join(' 又は ')} が付与の相手を限る`,
  ),
  read: (world, into) => {
    const states = memberConstraints.map((constraint) =>
      policyState(world, constraint, {
        kind: 'allows-only',
        allowed: (value) => /^(?:is:)?(?:C|principalSet:)/u.test(value),
      }),
    );
    say(
      states.find(({ kind }) => kind === 'stands') ?? states.find(({ kind }) => kind === 'unknown') ?? states[0],
      into,
    );
  },
};

function say(state: PolicyState | undefined, into: ReadingCollector): void {
  if (state?.kind === 'stands') {
    for (const policy of state.policies) into.stands(policy, text('own members only', '自組織のメンバーだけ'));
  } else if (state?.kind === 'unknown') {
    into.unknown(state.policy, state.attribute, text('whom it allows', '許す相手'));
  } else into.missing(ownMembersOnly.text, state?.kind === 'loose' ? state.policy : null);
}

/** Class R: people come in through one rule that names them and the room together. */
export const roomRequired: Guard = {
  proof: 'R',
  onlyFor: 'google',
  text: text(
    'every ingress rule for people asks for an access level that names the room’s networks',
    '人に関する内向き規則はすべて、保管室のネットワークを示すアクセスレベルを求める',
  ),
  read: (world, into) => {
    const state = perimeterState(world);
    if (state.kind === 'missing') {
      into.missing(text('no perimeter is in force', '適用中の境界がない'));
      return;
    }
    if (state.kind === 'unknown') {
      into.unknown(
        state.perimeter.resource,
        state.attribute,
        text('whether the perimeter holds the zone', '境界が区域を含むか'),
      );
      return;
    }
    const rules = blocksOf(state.status, 'ingress_policies');
    if (rules === 'unknown') {
      into.unknown(state.perimeter.resource, 'status.0.ingress_policies', text('the rules', '規則の内容'));
      return;
    }
    judgeLevels(world, {
      into,
      perimeter: state.perimeter.resource,
      people: rules.filter((rule) => isForPeople(rule)),
    });
  },
};

function isForPeople(rule: Grant['resource']['values']): boolean {
  const identities = textsAt(rule, 'ingress_from.identities');
  return (
    identities === 'unknown' || identities.length === 0 || identities.some((one) => !one.startsWith('serviceAccount:'))
  );
}

interface LevelQuestion {
  readonly into: ReadingCollector;
  readonly perimeter: Grant['resource'];
  readonly people: readonly Grant['resource']['values'][];
}

function judgeLevels(world: ZoneWorld, { into, perimeter, people }: LevelQuestion): void {
  if (people.length === 0) {
    into.stands(perimeter, text('no rule lets people in', '人を入れる規則がない'));
    return;
  }
  const levels = world
    .targets(perimeter, 'status')
    .filter(({ type }) => type === 'google_access_context_manager_access_level');
  const sources = people.flatMap((rule) => {
    const blocks = blocksAt(rule, 'ingress_from.sources');
    return blocks === 'unknown' ? [] : blocks;
  });
  const all =
    sources.length > 0 &&
    sources.every((source) => source['access_level'] instanceof Unknown || typeof source['access_level'] === 'string');
  if (!all) into.missing(roomRequired.text, perimeter);
  else if (levels.length === 0) {
    into.unknown(perimeter, 'status.0.ingress_policies', text('which access level is meant', 'どのアクセスレベルか'));
  } else {
    for (const level of new Set(levels)) judgeLevel(world, level, into);
  }
}

function judgeLevel(world: ZoneWorld, level: Grant['resource'], into: ReadingCollector): void {
  const networks = textsAt(level.values, 'basic.conditions.ip_subnetworks');
  if (networks === 'unknown') {
    into.unknown(level, 'basic.0.conditions', text('which networks it names', '示すネットワーク'));
    return;
  }
  const loose = loosenedBy(world, level);
  if (loose !== null) {
    into.missing(text(`${level.address} ${loose.en}`, `${level.address} ${loose.ja}`), level);
    return;
  }
  const broken = networks.find((network) => parseRange(network) === null);
  if (broken !== undefined) {
    const decides = text(
      `which networks it names: \`${broken}\` is none`,
      `示すネットワーク（\`${broken}\` は範囲でない）`,
    );
    into.unknown(level, 'basic.0.conditions', decides);
    return;
  }
  const room = world.zone.roomNetworks;
  const strangers = networks.filter((network) => !room.includes(network));
  if (networks.length === 0 || (room.length > 0 && strangers.length > 0)) {
    into.missing(
      text(
        `${level.address} names ${networks.length === 0 ? 'no network' : strangers.join(', ')}`,
        `${level.address} が示すのは ${networks.length === 0 ? 'どのネットワークでもない' : strangers.join(', ')}`,
      ),
      level,
    );
  } else into.stands(level, text(networks.join(', '), networks.join(', ')));
}

/** What lets somebody meet a level from outside the networks that it names; null for nothing. */
function loosenedBy(world: ZoneWorld, level: Grant['resource']): LocalText | null {
  const basic = blocksAt(level.values, 'basic');
  const conditions = blocksAt(level.values, 'basic.conditions');
  if (basic === 'unknown' || conditions === 'unknown') return text('can’t be read', 'が読めない');
  if (conditions.some((one) => scalarOf(one, 'negate') !== null && scalarOf(one, 'negate') !== 'false'))
    return text('turns a condition round', 'が条件を反転する');
  const named = conditions.filter((one) => (textsOf(one, 'ip_subnetworks') ?? []).length > 0);
  const combine = scalarOf(basic[0] ?? {}, 'combining_function') ?? 'AND';
  if (combine !== 'AND' && named.length < conditions.length)
    return text('is met by a condition without a network too', 'はネットワークのない条件でも満たされる');
  const name = knownText(level.values, 'name');
  const others = world.everywhere('google_access_context_manager_access_levels').filter((one) => {
    const blocks = blocksOf(one.values, 'access_levels');
    return blocks === 'unknown' || blocks.some((block) => name === null || scalarOf(block, 'name') === name);
  });
  const added = world.everywhere('google_access_context_manager_access_level_condition').filter((one) => {
    const target = scalarOf(one.values, 'access_level');
    return target === name || world.targets(one, 'access_level').includes(level);
  });
  const [other] = [...others, ...(combine === 'AND' ? [] : added)];
  return other === undefined ? null : text(`is changed by ${other.address} too`, `は ${other.address} にも変えられる`);
}

/** What nodes need and no more: logs, metrics, images. */
const rolesOfNodes = new Set([
  'roles/logging.logWriter',
  'roles/monitoring.metricWriter',
  'roles/monitoring.viewer',
  'roles/stackdriver.resourceMetadata.writer',
  'roles/artifactregistry.reader',
  'roles/container.defaultNodeServiceAccount',
]);

/** Class R: nodes run as an account of their own that can read no data. */
export const nodeRoles: Guard = {
  proof: 'R',
  text: text(
    'nodes run as an account of their own with logs, metrics and images only',
    'ノードは、ログ・メトリクス・イメージだけの専用アカウントで動く',
  ),
  read: (world, into) => {
    const pools = world.inside('google_container_node_pool');
    const grants = grantsOn(world);
    for (const pool of pools) {
      const [account] = world.targets(pool, 'node_config').filter(({ type }) => type === 'google_service_account');
      const literal = textsAt(pool.values, 'node_config.service_account');
      if (account === undefined) {
        if (literal === 'unknown')
          into.unknown(pool, 'node_config.0.service_account', text('which account', 'どのアカウントか'));
        else
          into.missing(
            text(
              `${pool.address} runs as ${literal[0] ?? 'the default account'}`,
              `${pool.address} は ${literal[0] ?? '既定アカウント'} で動く`,
            ),
            pool,
          );
        continue;
      }
      const wide = grants.filter(
        (grant) => isOf(grant, account) && !(typeof grant.role === 'string' && rolesOfNodes.has(grant.role)),
      );
      for (const { resource, role } of wide) {
        const said = role instanceof Unknown ? '?' : role;
        into.missing(
          text(
            `${account.address} has ${said} by ${resource.address}`,
            `${account.address} は ${resource.address} により ${said} を持つ`,
          ),
          resource,
        );
      }
      if (wide.length === 0) into.stands(account, text('logs, metrics, images', 'ログ・メトリクス・イメージ'));
    }
    if (pools.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('the zone has no node pool', '区域にノードプールがない'));
  },
};

function isOf(grant: Grant, account: Grant['resource']): boolean {
  if (grant.resource.type.startsWith('google_service_account_iam')) return false;
  if (grant.member instanceof Unknown)
    return grant.member.references.some(({ address, stack }) => address === account.address && stack === account.stack);
  const id = knownText(account.values, 'account_id') ?? '';
  return grant.member.startsWith(`serviceAccount:${id}@`);
}
