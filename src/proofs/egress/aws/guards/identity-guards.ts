import type { Resource } from '../../../../estate/estate.ts';
import { isValueObject, type Unknown } from '../../../../estate/value.ts';
import { blocksOf, scalarOf } from '../../../world.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { letsOthers, serviceOf } from '../network/read-endpoints.ts';
import type { Caller } from '../policies/evaluate.ts';
import { decide } from '../policies/evaluate.ts';
import { arnOf } from '../policies/names.ts';
import { hidden, type Statement } from '../policies/policy-document.ts';
import { policyIn, readPolicy } from '../policies/read-policy.ts';
import { whoMayAssume } from '../policies/who-may-assume.ts';
import { accountOfArn, zoneAccounts } from '../zone-accounts.ts';
import { attachedPolicies, type HeldPolicy } from './attached-policies.ts';
import { ceilingsOf } from './ceilings.ts';
import { policyTypes } from './policy-types.ts';
import { absence } from './targets.ts';

/** Class R: the trust policies of the zone's roles name its own accounts and services (`account`), or its own clusters (`federated`). */
export function rolesTrust(kind: 'account' | 'federated'): Guard {
  return {
    proof: 'R',
    text:
      kind === 'account'
        ? text('no role of the zone trusts another account', '区域のロールが他のアカウントを信頼しない')
        : text(
            'no role of the zone trusts an identity provider but that of its own clusters',
            '区域のロールが自クラスタ以外の ID プロバイダを信頼しない',
          ),
    read: (world, into) => {
      const roles = world.inside('aws_iam_role');
      for (const role of roles) judgeTrust(world, role, kind, into);
      if (roles.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(['aws_iam_role']));
    },
  };
}

function judgeTrust(world: ZoneWorld, role: Resource, kind: 'account' | 'federated', into: ReadingCollector): void {
  const statements = readPolicy(world, role, 'assume_role_policy');
  if (typeof statements === 'string') {
    into.unknown(role, 'assume_role_policy', text('whom the role trusts', 'ロールが信頼する相手'));
    return;
  }
  const own = new Set(ownProviders(world));
  const ceilings = ceilingsOf(world, 'RESOURCE_CONTROL_POLICY').policies.flatMap((policy) => policy.statements);
  const access = whoMayAssume(world, { statements, ceilings, names: [arnOf(world, role)] }).filter(({ caller }) =>
    kind === 'federated' ? caller.kind === 'federated' && !own.has(caller.name) : caller.kind === 'account',
  );
  for (const { to, inEffect } of access) {
    const who = to.replace(/^[a-z]+:/u, '');
    const why = text(`${role.address} may be assumed by ${who}`, `${role.address} を ${who} が引き受けられる`);
    if (inEffect === 'no') into.missing(why, role);
    else if (inEffect === 'yes') into.opens({ resource: role, why, to, barrier: { kind: 'none' } });
    else
      into.unknown(
        role,
        'assume_role_policy',
        text(`whether a condition keeps ${who} out`, `条件が ${who} を締め出すか`),
      );
  }
  if (access.length === 0) into.stands(role, text('trusts the zone only', '区域だけを信頼する'));
}

/** Identity providers of the zone's own clusters: their workloads are in the zone. */
function ownProviders(world: ZoneWorld): readonly string[] {
  return world
    .inside('aws_iam_openid_connect_provider')
    .filter((provider) =>
      world.targets(provider, 'url').some((one) => one.type === 'aws_eks_cluster' && world.isInside(one)),
    )
    .map((provider) => arnOf(world, provider));
}

/**
 * What an identity of the zone does to put data into a stranger's account, and what stands for the stranger's resource. Asking for an object
 * writes its name into the log of the bucket's owner, and whatever text the name holds (docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html).
 */
const puts: readonly (readonly [action: string, resource: string])[] = [
  ['s3:PutObject', 'arn:aws:s3:::of-a-stranger/anything'],
  ['s3:GetObject', 'arn:aws:s3:::of-a-stranger/anything'],
  ['s3:ReplicateObject', 'arn:aws:s3:::of-a-stranger/anything'],
  ['sts:AssumeRole', 'arn:aws:iam::999999999999:role/anything'],
  ['sqs:SendMessage', 'arn:aws:sqs:region:999999999999:anything'],
  ['sns:Publish', 'arn:aws:sns:region:999999999999:anything'],
  ['kinesis:PutRecord', 'arn:aws:kinesis:region:999999999999:stream/anything'],
  ['events:PutEvents', 'arn:aws:events:region:999999999999:event-bus/anything'],
  ['lambda:InvokeFunction', 'arn:aws:lambda:region:999999999999:function:anything'],
  ['ecr:PutImage', 'arn:aws:ecr:region:999999999999:repository/anything'],
  ['dynamodb:PutItem', 'arn:aws:dynamodb:region:999999999999:table/anything'],
  ['secretsmanager:PutSecretValue', 'arn:aws:secretsmanager:region:999999999999:secret:anything'],
];

/** Class R: no policy of an identity of the zone reaches what lies in other accounts. */
export const identitiesKept: Guard = {
  proof: 'R',
  text: text(
    'no policy of an identity of the zone lets it write to, or become something in, another account',
    '区域の主体のポリシーが、他アカウントへの書込みや引受けを許さない',
  ),
  read: (world, into) => {
    const held = [
      ...[...world.inside(...policyTypes), ...givenFromElsewhere(world)].map((resource): HeldPolicy => {
        return { resource, attribute: 'policy', statements: readPolicy(world, resource, 'policy'), says: null };
      }),
      ...world.inside('aws_iam_role').flatMap((resource) => inlinePolicies(world, resource)),
      ...attachedPolicies(world),
    ];
    for (const one of held) judgeIdentity(world, one, into);
    if (held.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(policyTypes));
  },
};

/** Policies that other stacks write into identities of the zone. */
function givenFromElsewhere(world: ZoneWorld): readonly Resource[] {
  return world
    .reachingIn('aws_iam_role_policy')
    .filter((policy) => world.targets(policy, 'role').some((role) => world.isInside(role)));
}

function inlinePolicies(world: ZoneWorld, resource: Resource): readonly HeldPolicy[] {
  const blocks = blocksOf(resource.values, 'inline_policy');
  if (blocks === 'unknown' || resource.undeclared.includes('inline_policy')) {
    return [{ resource, attribute: 'inline_policy', statements: 'unknown', says: null }];
  }
  return blocks.filter(isValueObject).map((block) => {
    const policy: string | null | Unknown = scalarOf(block, 'policy');
    return { resource, attribute: 'inline_policy', statements: policyIn(world, policy, resource), says: null };
  });
}

function judgeIdentity(world: ZoneWorld, held: HeldPolicy, into: ReadingCollector): void {
  const { resource, attribute, statements, says } = held;
  if (statements === 'unknown') {
    into.unknown(resource, attribute, says ?? text('what the policy allows', 'ポリシーが許すもの'));
    return;
  }
  const own = statements === 'none' ? [] : statements;
  const ceilings = ceilingsOf(world, 'SERVICE_CONTROL_POLICY').policies.flatMap((policy) => policy.statements);
  const asked = [...puts, ...namedOutside(world, own)];
  const found = asked.map(([action, target]) => {
    const [byPolicy, inEffect] = [own, [...own, ...ceilings]].map((all) =>
      decide(all, [], requestOf(world, action, target)),
    );
    return { action, target, byPolicy: byPolicy ?? 'maybe', inEffect: inEffect ?? 'maybe' };
  });
  const reaching = found.filter(({ byPolicy }) => byPolicy !== 'no');
  const worst =
    reaching.find(({ inEffect }) => inEffect === 'yes') ??
    reaching.find(({ inEffect }) => inEffect === 'maybe') ??
    reaching[0];
  if (worst === undefined) {
    into.stands(resource, says ?? text('reaches the zone only', '区域だけに及ぶ'));
    return;
  }
  const { action, target, inEffect } = worst;
  const why = text(
    `${resource.address} allows ${action} on ${target}`,
    `${resource.address} が ${target} への ${action} を許す`,
  );
  if (inEffect === 'no' || endpointsKeep(world)) into.missing(why, resource);
  else if (inEffect === 'yes') into.opens({ resource, why, to: placeOf(world, target), barrier: { kind: 'none' } });
  else
    into.unknown(
      resource,
      attribute,
      text(`whether it allows ${action} on ${target}`, `${target} への ${action} を許すか`),
    );
}

function placeOf(world: ZoneWorld, target: string): string {
  const account = accountOfArn(target);
  return account === null || account === '999999999999'
    ? 'outside:any AWS account'
    : zoneAccounts(world).placeOf(account);
}

/** Resources of other accounts that the statements name. */
function namedOutside(world: ZoneWorld, statements: readonly Statement[]): typeof puts {
  const accounts = zoneAccounts(world);
  const patterns = statements.flatMap(({ resources }) => resources?.patterns ?? []);
  const outside = patterns.filter((pattern) => {
    const account = accountOfArn(pattern);
    return (
      account !== null &&
      !pattern.includes(hidden) &&
      !account.includes('*') &&
      account !== 'aws' &&
      !accounts.has(account)
    );
  });
  const buckets = patterns.filter((pattern) => /^arn:[^:]+:s3:::[^*?]/u.test(pattern) && !isOwnBucket(world, pattern));
  return [...outside, ...buckets].flatMap((pattern) =>
    puts.map(([action]): readonly [string, string] => [action, pattern.replaceAll('*', 'anything')]),
  );
}

function isOwnBucket(world: ZoneWorld, pattern: string): boolean {
  const name = /^arn:[^:]+:s3:::([^/]+)/u.exec(pattern)?.[1];
  return world.inside('aws_s3_bucket').some(({ values }) => values['bucket'] === name);
}

function requestOf(world: ZoneWorld, action: string, target: string): Parameters<typeof decide>[2] {
  const account = zoneAccounts(world).own;
  const caller: Caller = { kind: 'account', account, arn: `arn:aws:iam::${account}:role/of-nobody-in-particular` };
  const owner = accountOfArn(target) ?? '999999999999';
  const known = new Map<string, readonly string[] | null>([
    ['aws:resourceaccount', [owner]],
    ['s3:resourceaccount', [owner]],
    ['aws:resourceorgid', null],
    ['aws:principalarn', [caller.arn]],
    ['aws:principalaccount', [account]],
    ['aws:principalisawsservice', ['false']],
    ['aws:viaawsservice', ['false']],
    ['aws:securetransport', ['true']],
  ]);
  return { caller, action, resources: [target], context: (key) => known.get(key) };
}

/** Whether the network leads to AWS by endpoints alone, every one of which keeps data in. */
function endpointsKeep(world: ZoneWorld): boolean {
  const endpoints = world.inside('aws_vpc_endpoint');
  const gateways = world.inside(
    'aws_internet_gateway',
    'aws_egress_only_internet_gateway',
    'aws_ec2_transit_gateway_vpc_attachment',
    'aws_vpn_gateway',
  );
  const outsideVpc = world.inside('aws_lambda_function').filter(({ values }) => values['vpc_config'] === undefined);
  if (endpoints.length === 0 || gateways.length + outsideVpc.length > 0) return false;
  return endpoints.every((one) => {
    const service = serviceOf(world, one);
    return service.kind === 'own' || (service.kind === 'aws' && letsOthers(world, one, service.name) === 'no');
  });
}

/** Class K: the policy of every endpoint in the zone keeps data among the zone's own resources. */
export const endpointsInside: Guard = {
  proof: 'K',
  text: text(
    'the policy of every VPC endpoint lets the zone’s accounts reach their own resources only',
    '全 VPC エンドポイントのポリシーが、区域のアカウントから自身のリソースへの到達だけを許す',
  ),
  read: (world, into) => {
    const endpoints = world.inside('aws_vpc_endpoint').filter((one) => serviceOf(world, one).kind === 'aws');
    for (const endpoint of endpoints) {
      const truth = letsOthers(world, endpoint, serviceOf(world, endpoint).name);
      const why = text(
        `${endpoint.address}: its policy lets data go to any account`,
        `${endpoint.address}: ポリシーが任意のアカウントへの持出しを許す`,
      );
      if (truth === 'no') into.stands(endpoint, text('own resources only', '自身のリソースだけ'));
      else if (truth === 'yes') into.missing(why, endpoint);
      else into.unknown(endpoint, 'policy', text('what its policy allows', 'ポリシーが許すもの'));
    }
    if (endpoints.length === 0) into.standsBy(`zones.${world.zone.name}`, absence(['aws_vpc_endpoint']));
  },
};
