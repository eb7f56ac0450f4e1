import { builtInConfiguration } from '../../../../../src/configuration/built-in-configuration.ts';
import type { Configuration, Zone } from '../../../../../src/configuration/configuration.ts';
import { buildEstate } from '../../../../../src/estate/build-estate.ts';
import { Placement } from '../../../../../src/estate/placement.ts';
import { proveZone, type ZoneFacts } from '../../../../../src/proofs/egress/prove-zone.ts';
import { ZoneWorld } from '../../../../../src/proofs/egress/zone-world.ts';
import type { Sources } from '../../../../../src/sources/source.ts';
import { decideEgress } from '../../../../../src/verdict/decide-egress.ts';
import type { EgressZone } from '../../../../../src/verdict/egress-report.ts';

export type Json = Record<string, unknown>;

/** Stacks by name, as Terraform reads them; a test may change them. */
export type Stacks = Record<string, { provider: Json; data?: Json; resource: Record<string, Record<string, Json>> }>;

const account = '111111111111';
export const elsewhere = '222222222222';

const zoneDefaults: Zone = {
  name: 'records',
  dataClass: 'remote-sensing',
  select: { projects: [], accounts: [account], folders: [], stacks: ['isolated'] },
  allowedPlaces: ['ap-northeast-1'],
  allowedResourceTypes: null,
  handlers: [],
  roomNetworks: ['203.0.113.0/28'],
};

const business: Zone = {
  ...zoneDefaults,
  name: 'business',
  dataClass: 'business',
  select: { projects: [], accounts: [elsewhere], folders: [], stacks: ['shop'] },
};

const configuration: Configuration = { ...builtInConfiguration, zones: [zoneDefaults, business] };

/** What the organisation denies in every account, by the row that it guards. */
const denied: Readonly<Record<string, readonly string[]>> = {
  A1: ['ec2:CreateInternetGateway', 'ec2:AttachInternetGateway', 'ec2:CreateDefaultVpc'],
  A2: ['ec2:AllocateAddress', 'ec2:AssociateAddress'],
  A3: ['ec2:CreateNatGateway'],
  A4: ['ec2:CreateEgressOnlyInternetGateway', 'ec2:AssociateVpcCidrBlock'],
  A5: ['ec2:CreateTransitGatewayVpcAttachment', 'ec2:CreateTransitGatewayPeeringAttachment'],
  A6: ['ec2:*VpcPeeringConnection'],
  A7: ['directconnect:Create*'],
  A8: ['ec2:CreateVpnConnection', 'ec2:CreateVpnGateway', 'ec2:CreateClientVpnEndpoint'],
  A9: ['ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint'],
  A10: ['ec2:CreateVpcEndpointServiceConfiguration', 'ec2:ModifyVpcEndpointServicePermissions'],
  A13: [
    'route53resolver:DisassociateFirewallRuleGroup',
    'route53resolver:UpdateFirewallConfig',
    'route53resolver:CreateResolverEndpoint',
  ],
  A14: ['elasticloadbalancing:CreateLoadBalancer', 'cloudfront:*', 'globalaccelerator:*'],
  A15: ['ec2:CreateTrafficMirror*'],
  A16: ['networkmanager:CreateVpcAttachment', 'ec2:CreateCarrierGateway', 'ec2:CreateLocalGatewayRoute'],
  A17: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  A18: ['s3:PutAccountPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 's3:PutBucketAcl'],
  A19: ['s3:PutReplicationConfiguration', 's3:CreateJob'],
  A20: ['s3:CreateAccessPoint', 's3:PutAccessPointPolicy'],
  A21: ['s3:PutInventoryConfiguration', 's3:PutBucketLogging', 's3:PutBucketNotification'],
  A22: ['kms:PutKeyPolicy', 'kms:CreateGrant'],
  A23: ['secretsmanager:PutResourcePolicy', 'secretsmanager:ReplicateSecretToRegions'],
  A24: ['sns:Subscribe', 'sns:AddPermission', 'sqs:AddPermission'],
  A25: ['ecr:SetRepositoryPolicy', 'ecr:PutReplicationConfiguration', 'ecr-public:*'],
  A26: ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig'],
  A27: ['ram:*'],
  A28: ['ec2:ModifySnapshotAttribute', 'ec2:ModifyImageAttribute', 'ec2:CreateStoreImageTask'],
  A29: [
    'rds:ModifyDBSnapshotAttribute',
    'rds:ModifyDBClusterSnapshotAttribute',
    'rds:StartExportTask',
    'redshift:AuthorizeSnapshotAccess',
  ],
  A30: ['iam:UpdateAssumeRolePolicy'],
  A31: ['iam:CreateOpenIDConnectProvider', 'iam:CreateSAMLProvider', 'rolesanywhere:CreateTrustAnchor'],
  A32: ['iam:CreateAccessKey', 'iam:CreateUser', 'iam:CreateLoginProfile', 'sts:GetFederationToken'],
  A33: ['iam:CreatePolicyVersion', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
  A34: [
    'organizations:LeaveOrganization',
    'account:CloseAccount',
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'config:StopConfigurationRecorder',
    'guardduty:DeleteDetector',
  ],
  A35: ['logs:PutSubscriptionFilter', 'logs:PutDestination', 'oam:CreateLink'],
  A36: ['events:CreateApiDestination', 'events:CreateConnection', 'events:PutPermission'],
  A37: ['eks:UpdateClusterConfig', 'eks:CreateAccessEntry'],
  A38: [
    'ssm:StartSession',
    'ssm:SendCommand',
    'ec2-instance-connect:*',
    'ec2:EnableSerialConsoleAccess',
    'ecs:ExecuteCommand',
  ],
  A39: ['datasync:CreateTask', 'transfer:CreateServer', 'backup:PutBackupVaultAccessPolicy', 'backup:StartCopyJob'],
  A40: ['lakeformation:GrantPermissions', 'glue:PutResourcePolicy', 'cleanrooms:CreateMembership'],
  A41: ['apprunner:CreateService', 'sagemaker:CreatePresignedNotebookInstanceUrl', 'lightsail:CreateInstances'],
  A42: ['account:EnableRegion'],
};

function policy(type: string, statement: object): Json {
  return { name: 'p', type, content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}

/** Everybody but the network and policy administrators. */
const butAdministrators = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/guarded/Administrator' } };

const ceilings = Object.fromEntries([
  ...Object.entries(denied).map(([row, actions]): [string, Json] => [
    `scp_${row}_`,
    policy('SERVICE_CONTROL_POLICY', { Effect: 'Deny', Action: actions, Resource: '*', Condition: butAdministrators }),
  ]),
  [
    'rcp',
    policy('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*', 'kms:*', 'secretsmanager:*', 'sqs:*', 'sts:AssumeRole'],
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalAccount': account },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  ],
]);

const attachments = Object.fromEntries(
  Object.keys(ceilings).map((name): [string, Json] => [
    name,
    { policy_id: `\${aws_organizations_policy.${name}.id}`, target_id: 'r-root' },
  ]),
);

const own = (service: string, ...actions: string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: service,
        Effect: 'Allow',
        Principal: '*',
        Action: actions,
        Resource: '*',
        Condition: {
          StringEquals: {
            'aws:PrincipalAccount': '${data.aws_caller_identity.current.account_id}',
            'aws:ResourceAccount': '${data.aws_caller_identity.current.account_id}',
          },
        },
      },
    ],
  });

const vpc = '${aws_vpc.main.id}';
const publicAccess = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const inside = { protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['10.0.0.0/16'] };
const aclEntry = {
  rule_no: 100,
  action: 'allow',
  protocol: '-1',
  from_port: 0,
  to_port: 0,
  cidr_block: '10.0.0.0/16',
};

const isolated: Stacks[string] = {
  provider: { aws: [{ region: 'ap-northeast-1', allowed_account_ids: [account] }] },
  data: {
    aws_caller_identity: { current: {} },
    aws_iam_policy_document: {
      records: {
        statement: [
          {
            effect: 'Deny',
            actions: ['s3:*'],
            resources: ['${aws_s3_bucket.records.arn}', '${aws_s3_bucket.records.arn}/*'],
            principals: [{ type: '*', identifiers: ['*'] }],
            condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
          },
          {
            actions: ['s3:GetObject'],
            resources: ['${aws_s3_bucket.records.arn}/*'],
            principals: [{ type: 'AWS', identifiers: ['${aws_iam_role.worker.arn}'] }],
          },
        ],
      },
    },
  },
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: { work: { vpc_id: vpc, cidr_block: '10.0.1.0/24' } },
    aws_route_table: { work: { vpc_id: vpc } },
    aws_route_table_association: {
      work: { subnet_id: '${aws_subnet.work.id}', route_table_id: '${aws_route_table.work.id}' },
    },
    aws_default_security_group: { main: { vpc_id: vpc } },
    aws_security_group: { work: { vpc_id: vpc, egress: [inside], ingress: [inside] } },
    aws_network_acl: {
      work: { vpc_id: vpc, subnet_ids: ['${aws_subnet.work.id}'], egress: [aclEntry], ingress: [aclEntry] },
    },
    aws_vpc_endpoint: {
      s3: {
        vpc_id: vpc,
        service_name: 'com.amazonaws.ap-northeast-1.s3',
        route_table_ids: ['${aws_route_table.work.id}'],
        policy: own('s3', 's3:*'),
      },
      sqs: {
        vpc_id: vpc,
        service_name: 'com.amazonaws.ap-northeast-1.sqs',
        vpc_endpoint_type: 'Interface',
        subnet_ids: ['${aws_subnet.work.id}'],
        security_group_ids: ['${aws_security_group.work.id}'],
        policy: own('sqs', 'sqs:*'),
      },
    },
    aws_route53_resolver_firewall_domain_list: {
      every: { name: 'every', domains: ['*'] },
      listed: { name: 'listed', domains: ['sqs.ap-northeast-1.amazonaws.com.'] },
    },
    aws_route53_resolver_firewall_rule_group: { names: { name: 'names' } },
    aws_route53_resolver_firewall_rule: {
      listed: {
        action: 'ALLOW',
        priority: 1,
        firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.names.id}',
        firewall_domain_list_id: '${aws_route53_resolver_firewall_domain_list.listed.id}',
      },
      rest: {
        action: 'BLOCK',
        priority: 100,
        firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.names.id}',
        firewall_domain_list_id: '${aws_route53_resolver_firewall_domain_list.every.id}',
      },
    },
    aws_route53_resolver_firewall_rule_group_association: {
      names: { vpc_id: vpc, firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.names.id}' },
    },
    aws_instance: {
      worker: { subnet_id: '${aws_subnet.work.id}', vpc_security_group_ids: ['${aws_security_group.work.id}'] },
    },
    aws_lambda_function: {
      tiler: {
        function_name: 'tiler',
        vpc_config: { subnet_ids: ['${aws_subnet.work.id}'], security_group_ids: ['${aws_security_group.work.id}'] },
      },
    },
    aws_eks_cluster: {
      work: {
        vpc_config: {
          subnet_ids: ['${aws_subnet.work.id}'],
          security_group_ids: ['${aws_security_group.work.id}'],
          endpoint_public_access: false,
          endpoint_private_access: true,
        },
        access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      },
    },
    aws_s3_account_public_access_block: { all: publicAccess },
    aws_s3_bucket: { records: { bucket: 'rs-records' }, logs: { bucket: 'rs-logs' } },
    aws_s3_bucket_public_access_block: {
      records: { bucket: '${aws_s3_bucket.records.id}', ...publicAccess },
      logs: { bucket: '${aws_s3_bucket.logs.id}', ...publicAccess },
    },
    aws_s3_bucket_ownership_controls: {
      records: { bucket: '${aws_s3_bucket.records.id}', rule: { object_ownership: 'BucketOwnerEnforced' } },
    },
    aws_s3_bucket_policy: {
      records: { bucket: '${aws_s3_bucket.records.id}', policy: '${data.aws_iam_policy_document.records.json}' },
    },
    aws_s3_bucket_logging: {
      records: { bucket: '${aws_s3_bucket.records.id}', target_bucket: '${aws_s3_bucket.logs.id}' },
    },
    aws_kms_key: {
      data: {
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:root' },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        }),
      },
    },
    aws_secretsmanager_secret: { token: { name: 'token', kms_key_id: '${aws_kms_key.data.arn}' } },
    aws_sqs_queue: { jobs: { name: 'jobs' } },
    aws_sns_topic: { alarms: { name: 'alarms' } },
    aws_ebs_snapshot_block_public_access: { all: { state: 'block-all-sharing' } },
    aws_ec2_image_block_public_access: { all: { state: 'block-new-sharing' } },
    aws_iam_role: {
      worker: {
        name: 'worker',
        assume_role_policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
            { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
          ],
        }),
      },
    },
    aws_iam_role_policy: {
      worker: {
        role: '${aws_iam_role.worker.id}',
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '${aws_s3_bucket.records.arn}/*' },
            { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
          ],
        }),
      },
    },
  },
};

/** A zone of AWS out of which nothing leads, with the organisation that guards it and another zone's account. */
export function closedAwsStacks(): Stacks {
  return structuredClone({
    isolated,
    organisation: {
      provider: { aws: [{ region: 'ap-northeast-1', allowed_account_ids: ['333333333333'] }] },
      resource: { aws_organizations_policy: ceilings, aws_organizations_policy_attachment: attachments },
    },
    shop: {
      provider: { aws: [{ region: 'ap-northeast-1', allowed_account_ids: [elsewhere] }] },
      resource: { aws_vpc: { shop: { cidr_block: '10.1.0.0/16' } }, aws_s3_bucket: { shop: { bucket: 'shop' } } },
    },
  });
}

/** The stacks as they are read from files. */
function sourcesOf(stacks: Stacks): Sources {
  const sources = Object.entries(stacks).map(([stack, content]) => ({
    kind: 'terraform-json' as const,
    stack,
    path: stack,
    directory: stack,
    configuration: [{ path: `${stack}/main.tf.json`, content: structuredClone(content) }],
    plan: null,
    files: [],
    blindSpots: [],
  }));
  return { sources, localModules: new Map() };
}

const now = '2026-11-24T00:00:00.000Z';

/** The proof of the zone over the stacks. */
export function proveAws(stacks: Stacks): EgressZone {
  return judged(factsOf(stacks));
}

/** What the proof finds in the zone before it is judged: each guard with what was read of it. */
export function factsOf(stacks: Stacks): ZoneFacts {
  return proveZone(awsWorld(stacks).world.input, zoneDefaults);
}

/** What the facts come to. */
export function judged(facts: ZoneFacts): EgressZone {
  return decideEgress(facts, [], now.slice(0, 10));
}

/** The stacks as the zone's readers see them, with how often a reference was followed. */
export function awsWorld(stacks: Stacks): { readonly world: ZoneWorld; readonly followed: () => number } {
  const { estate, index } = buildEstate(sourcesOf(stacks));
  const placement = new Placement(configuration.zones, estate.resources, index, null);
  let count = 0;
  const find = index.find.bind(index);
  index.find = (reference) => {
    count += 1;
    return find(reference);
  };
  const zoneOf = placement.zoneOf.bind(placement);
  const world = new ZoneWorld({ estate, index, configuration, zoneOf, now }, zoneDefaults);
  return { world, followed: () => count };
}

/** The rows of AWS. */
export function awsRows({ exits }: EgressZone): EgressZone['exits'] {
  return exits.filter(({ id }) => id.startsWith('A'));
}
