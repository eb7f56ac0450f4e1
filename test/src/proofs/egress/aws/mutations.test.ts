import { describe, expect, it } from 'vitest';
import { awsExits } from '../../../../../src/proofs/egress/aws/aws-exits.ts';
import { awsRows, closedAwsStacks, proveAws } from './closed-aws-zone.ts';
import { documentOpenings } from './document-openings.ts';
import { elsewhereOpenings } from './elsewhere-openings.ts';
import { elsewhereShareOpenings } from './elsewhere-share-openings.ts';
import { guardOpenings } from './guard-openings.ts';
import { add, after, closed, pathAfter, remove, shaken, undeny } from './mutate.ts';
import { openings, removals } from './mutation-table.ts';
import { attached, ofAws, policyOpenings } from './policy-openings.ts';
import { rowOpenings } from './row-openings.ts';
import { settingMoreOpenings } from './setting-more-openings.ts';
import { settingOpenings } from './setting-openings.ts';
import { transitOpenings } from './transit-openings.ts';
import { trustOpenings } from './trust-openings.ts';

const withoutPaths = new Set(awsExits.filter(({ hasPaths }) => !hasPaths).map(({ id }) => id));

/** Rows that rest on what is declared alone. */
const withoutDenial = ['A11', 'A12', 'A43', 'A44'];

describe('the exits of an AWS zone', () => {
  it('are closed, each by what its row asks for', () => {
    const rows = awsRows(closed);
    expect(rows.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(awsExits.map(({ id }) => `${id} closed`));
    expect(closed.paths.filter(({ exit }) => exit.startsWith('A'))).toEqual([]);
  });

  it('follow E1 to E48', () => {
    expect(closed.exits.slice(0, 48).map(({ id }) => id)).toEqual(Array.from({ length: 48 }, (_, at) => `E${at + 1}`));
  });

  it.each(awsExits.map(({ id }) => id).filter((id) => !withoutDenial.includes(id)))(
    'without what the organisation denies for %s: exactly that row',
    (id) => {
      expect(after(undeny(id))).toEqual({ rows: `${id} ${withoutPaths.has(id) ? 'open' : 'weak'}`, paths: '' });
    },
  );

  it.each(removals)('without %s: exactly its own change', (_what, edit, rows) => {
    expect(after(edit).rows).toBe(rows);
  });

  it.each([
    ...openings,
    ...rowOpenings,
    ...policyOpenings,
    ...guardOpenings,
    ...transitOpenings,
    ...documentOpenings,
    ...trustOpenings,
    ...elsewhereOpenings,
    ...elsewhereShareOpenings,
    ...settingOpenings,
    ...settingMoreOpenings,
  ])('with %s', (_what, edits, rows, paths) => {
    expect(after(...edits)).toEqual({ rows, paths });
  });

  // Runs after all of the above, which took the guards away.
  it('have no guard that none of these changes takes away', () => {
    const guards = awsExits.flatMap(({ id, guards: all }) => all.map(({ text }) => `${id} ${text.en}`));
    expect(guards.filter((guard) => !shaken.has(guard))).toEqual([]);
  });

  it('leave by a transit gateway with the whole path', () => {
    const [, edits = []] = openings.find(([what]) => what === 'a transit gateway route to a VPN') ?? [];
    expect(pathAfter('A8', ...edits)).toEqual([
      'aws_eks_cluster.work: sends, and its security groups let it',
      'aws_route.r: the route that takes the packet',
      'aws_ec2_transit_gateway_vpc_attachment.a: enters the transit gateway here',
      'aws_ec2_transit_gateway_route.r: the transit gateway’s route',
    ]);
  });

  it('name the policy of AWS that nobody has read', () => {
    const stacks = closedAwsStacks();
    attached(ofAws('service-role/AWSLambdaSQSQueueExecutionRole'))(stacks);
    const row = awsRows(proveAws(stacks)).find(({ id }) => id === 'A33');
    expect(row?.unknown.map(({ address, attribute, decides }) => `${address} ${attribute}: ${decides.en}`)).toEqual([
      'aws_iam_role_policy_attachment.a policy_arn: what AWS’s AWSLambdaSQSQueueExecutionRole allows',
    ]);
  });

  it('do not change when two guards say the same and one of them goes: it is redundant', () => {
    const twice = add('aws_s3_account_public_access_block', 'again', {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(after(twice, remove('aws_s3_account_public_access_block', 'all'))).toEqual({ rows: '', paths: '' });
  });
});
