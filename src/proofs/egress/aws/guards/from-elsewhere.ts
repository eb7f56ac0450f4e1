import { awsAccountOf } from '../../../../estate/aws-names.ts';
import type { Resource } from '../../../../estate/estate.ts';
import { isValueArray, isValueObject, type Value } from '../../../../estate/value.ts';
import type { Guard } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import { typeMatcher } from '../../type-matcher.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { zoneAccounts } from '../zone-accounts.ts';

/** Types that read, copy, hand on or answer with what they name: documented ways by which data reaches their own account. */
const takes = typeMatcher([
  'aws_glue_*',
  'aws_athena_*',
  'aws_emr*',
  'aws_sagemaker_*',
  'aws_redshift*',
  'aws_ebs_*',
  'aws_ami*',
  'aws_db_*',
  'aws_rds_*',
  'aws_docdb_*',
  'aws_neptune_*',
  'aws_elasticache_*',
  'aws_dynamodb_*',
  'aws_kinesis_*',
  'aws_lambda_*',
  'aws_pipes_pipe',
  'aws_s3_*',
  'aws_s3control_*',
  'aws_backup_selection',
  'aws_msk*',
  'aws_lb_target_group*',
  'aws_apigatewayv2_*',
  'aws_api_gateway_*',
  'aws_efs_*',
  'aws_fsx_*',
  'aws_opensearch_*',
  'aws_imagebuilder_*',
  'aws_dlm_*',
  'google_storage_transfer_job',
  'google_bigquery_data_transfer_config',
]);

/** Types that other rows judge wherever they are, or the network’s search follows; and identities’ policies, which open nothing that the zone’s own do not. */
const judgedElsewhere = typeMatcher([
  'aws_{internet,nat,customer,egress_only_internet}_gateway*',
  'aws_{eip,eip_association,vpc,vpc_*,vpn_*,dx_*,subnet,route,route_table*,main_route_table_association,default_*}',
  'aws_{security_group*,network_acl*,network_interface*,instance,lb,alb,elb,ecs_service,eks_*,flow_log,ec2_*}',
  'aws_{vpclattice_*,networkfirewall_*,networkmanager_*,route53_resolver_*,route53profiles_*,verifiedaccess_*}',
  'aws_{cloudfront_distribution,globalaccelerator_*,appsync_graphql_api,ram_*,oam_*,ssoadmin_*,cognito_*,identitystore_*}',
  'aws_{datasync_*,transfer_*,storagegateway_*,lakeformation_*,quicksight_*,cleanrooms_*,dataexchange_*,datazone_*}',
  'aws_{rolesanywhere_*,apprunner_*,amplify_*,lightsail_*,elastic_beanstalk_*,cloudformation_stack*,codebuild_project}',
  'aws_lambda_{function,permission,function_url,layer_version_permission}',
  'aws_s3_bucket_{policy,acl,replication_configuration,inventory,logging,notification,analytics_configuration}',
  'aws_s3_bucket_{public_access_block,website_configuration,cors_configuration,request_payment_configuration}',
  'aws_{s3_account_public_access_block,s3_object_copy,s3_access_point,s3control_access_point_policy}',
  'aws_s3control_{object_lambda_*,multi_region_*,access_grant*}',
  'aws_kms_{key,key_policy,grant,replica_key,external_key}',
  'aws_secretsmanager_secret{,_policy,_rotation,_version}',
  'aws_{sqs_queue,sqs_queue_policy,sns_topic,sns_topic_policy,sns_topic_subscription,kinesis_resource_policy}',
  'aws_{ecr_*,iam_*,snapshot_create_volume_permission,ami_launch_permission,ebs_snapshot_copy,ami_copy}',
  'aws_cloudwatch_{log_*,metric_stream,event_*}',
  'aws_{cloudtrail,kinesis_firehose_delivery_stream,pipes_pipe,scheduler_schedule,backup_plan,backup_vault_policy}',
  'aws_{rds_export_task,rds_global_cluster,dynamodb_table_export,dynamodb_resource_policy,dynamodb_global_table}',
  'aws_{db_snapshot,db_snapshot_copy,db_cluster_snapshot,db_instance_automated_backups_replication,dms_*}',
  'aws_{redshift_data_share_*,redshift_resource_policy,efs_replication_configuration,efs_file_system_policy}',
  'aws_{opensearch_domain,opensearch_domain_policy,glue_resource_policy,glue_connection,account_region}',
]);

/** Other rows judge what such a type sends; that it takes from the zone in the first place is judged here. */
const takesAtItsSource: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_kinesis_firehose_delivery_stream', ['kinesis_source_configuration', 'msk_source_configuration']],
  ['aws_pipes_pipe', ['source']],
]);

/**
 * Class R: nothing of another zone or account takes data of the zone or lets others in. What names the zone's things by reference, ARN, name or id is
 * a way out where its type takes data, and not known to be harmless where no row knows the type.
 */
export const nothingReachesIn: Guard = {
  proof: 'R',
  text: text(
    'nothing of another account takes what it names of the zone',
    '他アカウントのリソースが、指し示す区域のものを取り出さない',
  ),
  read: (world, into) => {
    const found = [...world.reachingIn('aws_*', 'awscc_*'), ...foreignClouds(world)].filter(
      (one) => one.mode === 'managed' && !isJudged(world, one),
    );
    for (const one of found) {
      const why = text(
        `${one.address} names something of the zone from elsewhere`,
        `${one.address} が区域外から区域のものを指す`,
      );
      if (takes(one.type)) into.opens({ resource: one, why, to: placeOf(world, one), barrier: { kind: 'none' } });
      else
        into.unknown(
          one,
          '',
          text(
            `whether ${one.type} takes data of the zone or lets anybody in`,
            `${one.type} が区域のデータを取り出し、又は誰かを入れるか`,
          ),
        );
    }
    if (found.length === 0) into.standsBy(`zones.${world.zone.name}`, text('none elsewhere', '区域外にない'));
  },
};

function isJudged(world: ZoneWorld, resource: Resource): boolean {
  const sources = takesAtItsSource.get(resource.type);
  if (sources === undefined) return judgedElsewhere(resource.type);
  return !sources.some((attribute) => namesZone(world, resource, attribute));
}

function namesZone(world: ZoneWorld, resource: Resource, attribute: string): boolean {
  if (world.targets(resource, attribute).some((target) => world.isInside(target))) return true;
  const accounts = zoneAccounts(world);
  return textsBelow(resource.values[attribute] ?? null).some((one) => accounts.isNamedIn(one));
}

function textsBelow(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isValueArray(value)) return value.flatMap(textsBelow);
  return isValueObject(value) ? Object.values(value).flatMap(textsBelow) : [];
}

/** What of other clouds names a bucket of the zone. */
function foreignClouds(world: ZoneWorld): readonly Resource[] {
  return world.everywhere('google_storage_transfer_job', 'google_bigquery_data_transfer_config').filter((one) => {
    const attributes = new Set([...one.references.keys()].map((path) => path.split('.')[0] ?? path));
    const targets = [...attributes].flatMap((attribute) => world.targets(one, attribute));
    return !world.isInside(one) && targets.some((target) => target.type.startsWith('aws_') && world.isInside(target));
  });
}

function placeOf(world: ZoneWorld, resource: Resource): string {
  const zone = world.input.zoneOf(resource);
  if (zone !== null) return `zone:${zone.name}`;
  const account = awsAccountOf(resource);
  return account === null ? `outside:${resource.address}` : zoneAccounts(world).placeOf(account);
}

/** Class K: the providers of what is declared in the zone work in its accounts, and call AWS itself. */
export const providersOwn: Guard = {
  proof: 'K',
  text: text(
    'every provider of the zone works in an account of the zone, by AWS’s own addresses',
    '区域の全プロバイダが区域のアカウントで、AWS 自身のアドレスを使う',
  ),
  read: (world, into) => {
    const seen = new Map<string, Resource>();
    for (const resource of world.inventory()) {
      const key = `${resource.stack}\0${resource.provider.key}`;
      if (resource.type.startsWith('aws_') && !seen.has(key)) seen.set(key, resource);
    }
    const accounts = zoneAccounts(world);
    for (const resource of seen.values()) {
      const where = `provider ${resource.provider.key}`;
      const account = awsAccountOf(resource);
      if (account !== null && !accounts.has(account)) {
        const why = text(`${where} works in account ${account}`, `${where} がアカウント ${account} で働く`);
        into.opens({ resource, why, to: accounts.placeOf(account), barrier: { kind: 'none' } });
      } else if (textsBelow(resource.provider.values['endpoints'] ?? null).length > 0) {
        const why = text(`${where} calls other addresses than AWS’s`, `${where} が AWS 以外のアドレスを呼ぶ`);
        into.opens({ resource, why, to: 'internet', barrier: { kind: 'none' } });
      } else into.stands(resource, text(`${where}: ${account ?? '-'}`, `${where}: ${account ?? '-'}`));
    }
    if (seen.size === 0) into.standsBy(`zones.${world.zone.name}`, text('no AWS resource', 'AWS のリソースがない'));
  },
};
