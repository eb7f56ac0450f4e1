import { describe, expect, it } from 'vitest';
import { closedAwsStacks, elsewhere, proveAws } from '../closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from '../mutate.ts';

const far = '333333333333';
const noRcp = remove('aws_organizations_policy', 'rcp');
const trusts = (arn: string): string => allowing({ AWS: arn }, 'sts:AssumeRole');
const middle = add(
  'aws_iam_role',
  'middle',
  { name: 'middle', assume_role_policy: trusts(`arn:aws:iam::${far}:role/far`) },
  'shop',
);
const last = add('aws_iam_role', 'far', { name: 'far', assume_role_policy: trusts('444444444444') }, 'organisation');
const byMiddle = set('aws_iam_role', 'worker', {
  assume_role_policy: trusts(`arn:aws:iam::${elsewhere}:role/middle`),
});

/** Ways by which others become a role of the zone in two steps or more. */
function chains(...edits: readonly Edit[]): readonly string[] {
  const stacks = closedAwsStacks();
  for (const edit of edits) edit(stacks);
  return proveAws(stacks)
    .paths.filter(({ exit, via }) => exit === 'A30' && via.length > 1)
    .map(({ from, to, via, certain }) => {
      return `${from} ${certain ? 'to' : 'perhaps to'} ${to}: ${via.map(({ address, why }) => `${address} ${why.en}`).join('; ')}`;
    });
}

const first = 'aws_iam_role.worker may be assumed by aws_iam_role.middle; aws_iam_role.middle may be assumed by';

describe('chains of roles', () => {
  it('are shown whole through two accounts, to the role and to the account at their end', () => {
    expect(chains(noRcp, byMiddle, middle, last)).toEqual([
      `aws_iam_role.worker to outside:account 444444444444: ${first} aws_iam_role.far; aws_iam_role.far may be assumed by account 444444444444`,
      `aws_iam_role.worker to principal:arn:aws:iam::${far}:role/far: ${first} aws_iam_role.far`,
    ]);
  });

  it('end where the organisation lets nobody outside become a role of the zone', () => {
    expect(chains(byMiddle, middle, last)).toEqual([]);
  });

  it('need the policy of the role in the middle where a whole account is trusted', () => {
    const wholeAccount = set('aws_iam_role', 'worker', {
      assume_role_policy: trusts(`arn:aws:iam::${elsewhere}:root`),
    });
    const assuming = (Resource: string): Edit =>
      add(
        'aws_iam_role_policy',
        'middle',
        {
          role: '${aws_iam_role.middle.id}',
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }],
          }),
        },
        'shop',
      );
    expect(chains(noRcp, wholeAccount, middle)).toEqual([]);
    expect(chains(noRcp, wholeAccount, middle, assuming('arn:aws:iam::111111111111:role/worker'))).toEqual([
      `aws_iam_role.worker to principal:arn:aws:iam::${far}:role/far: ${first} principal:arn:aws:iam::${far}:role/far`.replace(
        'by principal:',
        'by ',
      ),
    ]);
    expect(chains(noRcp, wholeAccount, middle, assuming('arn:aws:iam::111111111111:role/other'))).toEqual([]);
  });

  it('survive roles that trust each other', () => {
    const back = add(
      'aws_iam_role',
      'middle',
      { name: 'middle', assume_role_policy: trusts('arn:aws:iam::111111111111:role/worker') },
      'shop',
    );
    expect(chains(noRcp, byMiddle, back)).toEqual([]);
  });
});
