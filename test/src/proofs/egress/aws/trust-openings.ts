import { elsewhere, type Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const noRcp = remove('aws_organizations_policy', 'rcp');
const others = (row: string): string => `A17 weak, A22 weak, A23 weak, A24 weak, ${row}`;
const stranger = '444444444444';

/** The worker's trust policy: who, by what, under which conditions. */
const trust = (Principal: unknown, Action: unknown, Condition: Json = {}): Edit =>
  set('aws_iam_role', 'worker', {
    assume_role_policy: allowing(Principal, Action, { Resource: undefined, Condition }),
  });
const anybody = { AWS: '*' };
const github = { Federated: 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com' };
const withToken = 'sts:AssumeRoleWithWebIdentity';
const audience = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
const subject = (operator: string, ...sub: readonly string[]): Json => {
  const asked = { 'token.actions.githubusercontent.com:sub': sub };
  return operator === 'StringEquals'
    ? { StringEquals: { ...asked, ...audience } }
    : { [operator]: asked, StringEquals: audience };
};
const provider = github.Federated;

/** Whom roles trust, by every way that a trust policy can say it: conditions that are literal are decided. */
export const trustOpenings: readonly Opened[] = [
  [
    'a role for any account',
    [noRcp, trust(anybody, 'sts:AssumeRole')],
    others('A30 open'),
    'A30 outside:any AWS account',
  ],
  [
    'a role for any account of an organisation',
    [noRcp, trust(anybody, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } })],
    others('A30 open'),
    'A30 outside:any account of o-abc',
  ],
  [
    'a role for any account, if it is the own one',
    [trust(anybody, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalAccount': '111111111111' } })],
    '',
    '',
  ],
  [
    'a role for any account by the name of its roles',
    [noRcp, trust(anybody, 'sts:AssumeRole', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/partner-*' } })],
    others('A30 open'),
    'A30 principal:arn:aws:iam::999999999999:role/partner-anything',
  ],
  [
    'a role for some roles of another account',
    [
      noRcp,
      trust(anybody, 'sts:AssumeRole', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${elsewhere}:role/partner-*` } }),
    ],
    others('A30 open'),
    `A30 principal:arn:aws:iam::${elsewhere}:role/partner-anything`,
  ],
  [
    'a role for another account’s root',
    [noRcp, trust({ AWS: `arn:aws:iam::${stranger}:root` }, 'sts:AssumeRole')],
    others('A30 open'),
    `A30 outside:account ${stranger}`,
  ],
  [
    'a role for another account that says a word: it knows it',
    [noRcp, trust({ AWS: stranger }, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': 'our-word' } })],
    others('A30 open'),
    `A30 outside:account ${stranger}`,
  ],
  [
    'a role for another account with a second factor',
    [noRcp, trust({ AWS: stranger }, 'sts:AssumeRole', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
    others('A30 open'),
    `A30 outside:account ${stranger}`,
  ],
  [
    'a role for another account under a condition that only the request shows',
    [noRcp, trust({ AWS: stranger }, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalTag/team': 'records' } })],
    others('A30 unknown'),
    '',
  ],
  [
    'a role that another account may tag a session of, and no more',
    [trust({ AWS: stranger }, 'sts:TagSession')],
    '',
    '',
  ],
  [
    'a role for another account if it tags the session, which it may not',
    [trust({ AWS: stranger }, 'sts:AssumeRole', { StringEquals: { 'aws:RequestTag/team': 'records' } })],
    '',
    '',
  ],
  [
    'a role for another account if it tags the session, which it may',
    [
      noRcp,
      trust({ AWS: stranger }, ['sts:AssumeRole', 'sts:TagSession'], {
        StringEquals: { 'aws:RequestTag/team': 'records' },
      }),
    ],
    others('A30 open'),
    `A30 outside:account ${stranger}`,
  ],
  [
    'a role for every workflow of a provider',
    [trust(github, withToken, subject('StringLike', '*'))],
    'A31 open',
    `A31 principal:${provider}`,
  ],
  [
    'a role for every repository of an owner',
    [trust(github, withToken, subject('StringLike', 'repo:somebody/*'))],
    'A31 open',
    `A31 principal:repo:somebody/* of ${provider}`,
  ],
  [
    'a role for one branch of one repository',
    [trust(github, withToken, subject('StringEquals', 'repo:somebody/app:ref:refs/heads/main'))],
    'A31 open',
    `A31 principal:repo:somebody/app:ref:refs/heads/main of ${provider}`,
  ],
  [
    'a role for everything of a provider but one repository',
    [trust(github, withToken, subject('StringNotLike', 'repo:somebody/*'))],
    'A31 open',
    `A31 principal:${provider}`,
  ],
  [
    'a role for a subject that can’t be seen',
    [trust(github, withToken, subject('StringEquals', '${var.x}'))],
    'A31 unknown',
    '',
  ],
  [
    'a role for workflows, by a call that takes no token of theirs',
    [trust(github, 'sts:AssumeRole', subject('StringLike', '*'))],
    '',
    '',
  ],
  [
    'a role for any identity provider',
    [trust({ Federated: '*' }, withToken)],
    'A31 open',
    'A31 principal:any identity provider',
  ],
  [
    'a role for people of a SAML provider',
    [
      trust({ Federated: 'arn:aws:iam::111111111111:saml-provider/corp' }, 'sts:AssumeRoleWithSAML', {
        StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
      }),
    ],
    'A31 open',
    'A31 principal:arn:aws:iam::111111111111:saml-provider/corp',
  ],
  [
    'a role for workloads of the own cluster',
    [
      add('aws_iam_openid_connect_provider', 'own', { url: '${aws_eks_cluster.work.identity[0].oidc[0].issuer}' }),
      trust({ Federated: '${aws_iam_openid_connect_provider.own.arn}' }, withToken, {
        StringLike: { 'oidc.eks.example:sub': 'system:serviceaccount:tiles:*' },
      }),
    ],
    '',
    '',
  ],
  [
    'a machine with a profile that nobody declares',
    [set('aws_instance', 'worker', { iam_instance_profile: 'made-by-hand' })],
    'A33 unknown',
    '',
  ],
  [
    'a machine with a declared profile whose role nobody declares',
    [
      add('aws_iam_instance_profile', 'p', { name: 'p', role: 'made-by-hand' }),
      set('aws_instance', 'worker', { iam_instance_profile: '${aws_iam_instance_profile.p.name}' }),
    ],
    'A33 unknown',
    '',
  ],
  [
    'a machine with the declared role',
    [
      add('aws_iam_instance_profile', 'p', { name: 'p', role: '${aws_iam_role.worker.name}' }),
      set('aws_instance', 'worker', { iam_instance_profile: '${aws_iam_instance_profile.p.name}' }),
    ],
    '',
    '',
  ],
];
