import type {
  EdgeListener,
  EdgeSubnet,
  LoadBalancerScheme,
  OnPremisesCheck,
  PathGateway,
  VirtualInterface,
} from '../constructs/index.ts';

/** The second way in to the private cloud, in AWS. */
export interface EdgeSettings {
  readonly accountId: string;
  readonly region: string;
  readonly scheme: LoadBalancerScheme;
  readonly cidrBlock: string;
  readonly subnets: readonly EdgeSubnet[];
  readonly flowLogBucketArn: string;
  readonly clientCidrBlocks: readonly string[];
  readonly listeners: readonly EdgeListener[];
  readonly gateway: PathGateway;
  readonly amazonSideAsn: number;
  readonly onPremisesAsn: number;
  readonly onPremisesPrefixes: readonly string[];
  readonly virtualInterfaces: readonly VirtualInterface[];
  readonly zoneName: string;
  readonly recordName: string;
  readonly onPremisesAddress: string;
  readonly onPremisesCheck: OnPremisesCheck;
}

/** The same everywhere: what differs between environments is size and identity, never protection. */
export const edgeDefaults = {
  region: 'ap-northeast-1',
  scheme: 'internet-facing',
  clientCidrBlocks: ['0.0.0.0/0'],
  amazonSideAsn: 64_600,
  onPremisesAsn: 64_700,
  onPremisesCheck: { kind: 'https', port: 443, path: '/healthz' },
} as const;
