import { describe, expect, it } from 'vitest';
import { awsRows, closedAwsStacks, proveAws } from './closed-aws-zone.ts';
import { add, after, type Edit, set } from './mutate.ts';
import { open, routeTo } from './mutation-table.ts';

/** What bad input gets: never closed, always with its reason. */
describe('what can’t be read of an AWS zone', () => {
  it.each<readonly [string, readonly Edit[], string]>([
    [
      'a range that is none',
      [set('aws_subnet', 'work', { cidr_block: '10.0.1.0/99' })],
      'A11 unknown, A12 unknown, A43 unknown',
    ],
    [
      'a rule whose range is none',
      [
        set('aws_security_group', 'work', {
          egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['10.0.0/x'] }],
        }),
      ],
      'A11 unknown, A12 unknown, A43 unknown',
    ],
    [
      'a route to what is not known',
      [routeTo({ gateway_id: '${var.x}' })],
      'A1 unknown, A11 unknown, A12 unknown, A43 unknown',
    ],
    ['a key policy that is none', [set('aws_kms_key', 'data', { policy: '{"Statement": 1}' })], 'A22 unknown'],
    [
      'a trust policy that is not known',
      [set('aws_iam_role', 'worker', { assume_role_policy: '${var.x}' })],
      'A30 unknown, A31 unknown',
    ],
  ])('%s is unknown', (_what, edits, rows) => {
    expect(after(...edits).rows).toBe(rows);
  });

  it('names the range and what is wrong with it', () => {
    const stacks = closedAwsStacks();
    set('aws_subnet', 'work', { cidr_block: '10.0.1.0/99' })(stacks);
    const row = awsRows(proveAws(stacks)).find(({ id }) => id === 'A11');
    expect(row?.unknown.map(({ address, attribute, decides }) => `${address} ${attribute}: ${decides.en}`)).toEqual([
      'aws_subnet.work cidr_block: a range in cidr_block: `10.0.1.0/99` is none',
    ]);
  });

  it('survives a cycle of peerings', () => {
    const cycle: readonly Edit[] = ['b', 'c'].flatMap((name) => [
      add('aws_vpc', name, { cidr_block: name === 'b' ? '10.2.0.0/16' : '10.3.0.0/16' }),
      add('aws_default_security_group', name, { vpc_id: `\${aws_vpc.${name}.id}` }),
      set('aws_vpc', name, { enable_dns_support: false }),
    ]);
    const peer = (name: string, one: string, other: string): Edit =>
      add('aws_vpc_peering_connection', name, {
        vpc_id: `\${aws_vpc.${one}.id}`,
        peer_vpc_id: `\${aws_vpc.${other}.id}`,
      });
    const peerings = [peer('p', 'main', 'b'), peer('q', 'b', 'c'), peer('r', 'c', 'main')];
    const routed = routeTo({ vpc_peering_connection_id: '${aws_vpc_peering_connection.p.id}' }, '10.2.0.0/15');
    expect(after(...open, ...cycle, ...peerings, routed)).toEqual({ rows: 'A6 weak, A11 weak, A12 weak', paths: '' });
  });
});
