import { add, type Edit, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

export const attached = (policy_arn: unknown, type = 'aws_iam_role_policy_attachment'): Edit =>
  add(type, 'a', { role: '${aws_iam_role.worker.name}', policy_arn });
export const ofAws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const wide = set('aws_vpc_endpoint', 'sqs', { policy: undefined });

/** Policies by their ARN: what is known to be harmless, to move data, and what nobody knows. */
export const policyOpenings: readonly Opened[] = [
  ['AWS’s policy for functions’ logs', [attached(ofAws('service-role/AWSLambdaBasicExecutionRole'))], '', ''],
  ['AWS’s policy for clusters', [attached(ofAws('AmazonEKSClusterPolicy'))], '', ''],
  ['AWS’s policy that reads buckets, behind endpoints', [attached(ofAws('AmazonS3ReadOnlyAccess'))], 'A33 weak', ''],
  [
    'AWS’s policy that reads buckets',
    [wide, attached(ofAws('AmazonS3ReadOnlyAccess'))],
    'A9 open, A33 open',
    'A9 outside:any account by sqs, A33 outside:any AWS account',
  ],
  [
    'AWS’s policy for power users',
    [wide, attached(ofAws('PowerUserAccess'))],
    'A9 open, A33 open',
    'A9 outside:any account by sqs, A33 outside:any AWS account',
  ],
  ['AWS’s policy that nobody here has read', [attached(ofAws('AmazonSSMManagedInstanceCore'))], 'A33 unknown', ''],
  ['AWS’s policy for auditors', [attached(ofAws('SecurityAudit'))], 'A33 unknown', ''],
  ['AWS’s policy with a name like a harmless one’s', [attached(ofAws('constructor'))], 'A33 unknown', ''],
  ['a policy that is not known', [attached('${var.x}')], 'A33 unknown', ''],
  ['a policy of the account that is not declared', [attached('arn:aws:iam::111111111111:policy/x')], 'A33 unknown', ''],
  [
    'AWS’s policy in a list of everybody’s attachments',
    [attached(ofAws('SecurityAudit'), 'aws_iam_policy_attachment')],
    'A33 unknown',
    '',
  ],
  [
    'AWS’s policy in the role itself',
    [set('aws_iam_role', 'worker', { managed_policy_arns: [ofAws('SecurityAudit')] })],
    'A33 unknown',
    '',
  ],
  [
    'AWS’s policy in the only attachments of the role',
    [
      add('aws_iam_role_policy_attachments_exclusive', 'e', {
        role_name: 'worker',
        policy_arns: [ofAws('AmazonS3FullAccess')],
      }),
    ],
    'A33 weak',
    '',
  ],
  [
    'a policy that is declared, and reaches the zone only',
    [
      add('aws_iam_policy', 'p', {
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${aws_s3_bucket.records.arn}/*' }],
        }),
      }),
      attached('${aws_iam_policy.p.arn}'),
    ],
    '',
    '',
  ],
];
