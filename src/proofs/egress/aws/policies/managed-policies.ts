import type { Statement } from './policy-document.ts';

/**
 * What is known of a policy that AWS writes: `harmless`, the statements by which it moves data, or `unknown`. AWS may change each of them whenever
 * it likes, so that a policy is known only in the version that was read (docs.aws.amazon.com/aws-managed-policy/latest/reference/NAME.html).
 */
export type ManagedPolicy =
  | { readonly kind: 'harmless'; readonly version: string }
  | { readonly kind: 'dangerous'; readonly version: string; readonly statements: readonly Statement[] }
  | { readonly kind: 'unknown' };

/**
 * Policies of which no action reads stored data, writes into what may be another account's, changes who may read something, or assumes a role
 * of another account: logs, traces and network interfaces of the own account. AmazonEKSClusterPolicy also makes routes and load balancers,
 * which A1 and A14 guard; EKS hands out pods' roles, each of which is judged by itself.
 */
const harmless: Readonly<Record<string, string>> = {
  AWSDenyAll: 'v2',
  AWSLambdaBasicExecutionRole: 'v1',
  AWSLambdaVPCAccessExecutionRole: 'v3',
  AWSXRayDaemonWriteAccess: 'v2',
  AWSXrayWriteOnlyAccess: 'v2',
  AmazonEKSClusterPolicy: 'v10',
  AmazonEKSWorkerNodeMinimalPolicy: 'v1',
  AmazonEKSWorkerNodePolicy: 'v3',
  AmazonEKS_CNI_Policy: 'v6',
};

interface Known {
  readonly version: string;
  readonly actions: readonly string[];
  /** `NotAction`. */
  readonly not?: boolean;
  readonly resources?: readonly string[];
}

/** Policies that move data, with those of their actions that do. */
const dangerous: Readonly<Record<string, Known>> = {
  AWSLambdaExecute: { version: 'v1', actions: ['s3:GetObject', 's3:PutObject'], resources: ['arn:aws:s3:::*'] },
  AWSLambda_FullAccess: { version: 'v7', actions: ['lambda:*'] },
  AdministratorAccess: { version: 'v1', actions: ['*'] },
  AmazonDynamoDBFullAccess: { version: 'v15', actions: ['dynamodb:*'] },
  AmazonEC2ContainerRegistryFullAccess: { version: 'v3', actions: ['ecr:*'] },
  AmazonEC2ContainerRegistryPowerUser: { version: 'v3', actions: ['ecr:BatchGetImage', 'ecr:PutImage'] },
  AmazonEC2RoleforSSM: { version: 'v8', actions: ['s3:GetObject', 's3:PutObject'] },
  AmazonEventBridgeFullAccess: { version: 'v7', actions: ['events:*', 'scheduler:*', 'pipes:*'] },
  AmazonKinesisFullAccess: { version: 'v1', actions: ['kinesis:*'] },
  AmazonS3FullAccess: { version: 'v2', actions: ['s3:*', 's3-object-lambda:*'] },
  AmazonS3ReadOnlyAccess: { version: 'v3', actions: ['s3:Get*', 's3:List*', 's3-object-lambda:Get*'] },
  AmazonSNSFullAccess: { version: 'v2', actions: ['sns:*'] },
  AmazonSQSFullAccess: { version: 'v1', actions: ['sqs:*'] },
  PowerUserAccess: { version: 'v12', not: true, actions: ['iam:*', 'organizations:*', 'account:*'] },
  ReadOnlyAccess: {
    version: 'v178',
    actions: ['s3:Get*', 's3:List*', 'dynamodb:Get*', 'sqs:Receive*', 'kinesis:Get*'],
  },
  SecretsManagerReadWrite: { version: 'v5', actions: ['secretsmanager:*'] },
};

/** What is known of a policy of AWS by its name. Whoever is in no table may hold anything, however harmless the name sounds. */
export function managedPolicy(name: string): ManagedPolicy {
  const version = Object.hasOwn(harmless, name) ? harmless[name] : undefined;
  if (version !== undefined) return { kind: 'harmless', version };
  const known = Object.hasOwn(dangerous, name) ? dangerous[name] : undefined;
  return known === undefined ? { kind: 'unknown' } : { ...known, kind: 'dangerous', statements: [statementOf(known)] };
}

function statementOf({ actions, not = false, resources = ['*'] }: Known): Statement {
  return {
    sid: null,
    effect: 'Allow',
    principals: null,
    actions: { not, patterns: actions },
    resources: { not: false, patterns: resources },
    conditions: [],
  };
}
