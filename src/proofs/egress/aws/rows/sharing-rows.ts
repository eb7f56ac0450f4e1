import { afterApply, exitRow } from '../../exits/row.ts';
import { absent, direct } from '../../guards/absent.ts';
import { setting, without } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { switched } from '../guards/account-guards.ts';
import { analyticsInside } from '../guards/analytics-inside.ts';
import { backupPoliciesInside } from '../guards/backup-policies.ts';
import { scpDenies } from '../guards/ceilings.ts';
import { ownPolicies } from '../guards/resource-policies.ts';
import { destinationsInside } from '../guards/targets.ts';

/** Ways out of AWS by sharing and copying: what the platform hands to other accounts without a packet of ours. */
export const awsSharingRows = [
  exitRow('A27', {
    title: ['Resource Access Manager shares', 'Resource Access Manager の共有'],
    proof: 'R',
    guards: [
      destinationsInside({
        types: ['aws_ram_principal_association', 'aws_ram_resource_association', 'aws_ram_resource_share'],
        paths: ['principal', 'principals', 'resource_share_arn'],
        text: text('shares are for accounts of the zone', '共有の相手が区域のアカウントに限られる'),
      }),
      setting({
        types: ['aws_ram_resource_share'],
        attribute: 'allow_external_principals',
        good: ['false'],
        byDefault: 'false',
      }),
      absent(['aws_ram_sharing_with_organization'], direct('outside:any account of the organisation')),
      scpDenies('ram:CreateResourceShare', 'ram:AssociateResourceShare', 'ram:EnableSharingWithAwsOrganization'),
    ],
    story: [
      'A share puts subnets, databases or keys’ stores at another account’s disposal (docs.aws.amazon.com/ram/latest/userguide/what-is.html).',
      '共有はサブネットやデータベースを他アカウントの手に渡す（docs.aws.amazon.com/ram/latest/userguide/what-is.html）。',
    ],
  }),
  exitRow('A28', {
    title: ['EBS snapshots and machine images', 'EBS スナップショットとマシンイメージ'],
    proof: 'A',
    guards: [
      destinationsInside({
        types: [
          'aws_snapshot_create_volume_permission',
          'aws_ami_launch_permission',
          'aws_dlm_lifecycle_policy',
          'aws_imagebuilder_distribution_configuration',
        ],
        paths: [
          'account_id',
          'group',
          'organization_arn',
          'organizational_unit_arn',
          'policy_details.schedule.share_rule.target_accounts',
          'distribution.ami_distribution_configuration.target_account_ids',
          'distribution.ami_distribution_configuration.launch_permission.user_ids',
          'distribution.ami_distribution_configuration.launch_permission.user_groups',
          'distribution.ami_distribution_configuration.launch_permission.organization_arns',
          'distribution.ami_distribution_configuration.launch_permission.organizational_unit_arns',
        ],
        text: text(
          'snapshots and images are shared inside the zone only',
          'スナップショットとイメージの共有が区域に限られる',
        ),
      }),
      absent(
        ['aws_ebs_snapshot_copy', 'aws_ami_copy', 'aws_ebs_snapshot_import'],
        direct('outside:copy of a snapshot'),
      ),
      switched({ type: 'aws_ebs_snapshot_block_public_access', attribute: 'state', good: ['block-all-sharing'] }),
      switched({ type: 'aws_ec2_image_block_public_access', attribute: 'state', good: ['block-new-sharing'] }),
      scpDenies('ec2:ModifySnapshotAttribute', 'ec2:ModifyImageAttribute', 'ec2:CreateStoreImageTask'),
    ],
    after: [
      afterApply(
        'snapshots with createVolumePermission of others',
        '他者の createVolumePermission を持つスナップショット',
      ),
    ],
    story: [
      'A snapshot shared with an account is a disk there; public ones held keys and whole databases (Bishop Fox, DEF CON 27: bishopfox.com/blog/finding-secrets-in-public-ebs-volumes).',
      '共有されたスナップショットは相手のディスクになる。公開されたものから鍵やデータベース全体が見つかった（Bishop Fox, DEF CON 27）。',
    ],
  }),
  exitRow('A29', {
    title: [
      'Database snapshots, exports, public instances, replicas',
      'データベースのスナップショット・書出し・公開・複製',
    ],
    proof: 'A',
    guards: [
      setting({
        types: [
          'aws_db_instance',
          'aws_rds_cluster_instance',
          'aws_redshift_cluster',
          'aws_dms_replication_instance',
          'aws_neptune_cluster_instance',
          'aws_redshiftserverless_workgroup',
          'aws_mq_broker',
        ],
        attribute: 'publicly_accessible',
        good: ['false'],
        byDefault: 'false',
      }),
      destinationsInside({
        types: [
          'aws_db_snapshot',
          'aws_db_cluster_snapshot',
          'aws_neptune_cluster_snapshot',
          'aws_redshift_snapshot_copy_grant',
        ],
        paths: ['shared_accounts'],
        text: text('snapshots are shared inside the zone only', 'スナップショットの共有が区域に限られる'),
      }),
      absent(
        [
          'aws_db_snapshot_copy',
          'aws_rds_cluster_snapshot_copy',
          'aws_rds_integration',
          'aws_docdb_global_cluster',
          'aws_neptune_global_cluster',
          'aws_elasticache_global_replication_group',
          'aws_memorydb_multi_region_cluster',
          'aws_redshift_snapshot_copy',
          'aws_dynamodb_table_replica',
          'aws_rds_export_task',
          'aws_db_instance_automated_backups_replication',
          'aws_rds_global_cluster',
          'aws_redshift_data_share_*',
          'aws_redshift_endpoint_authorization',
          'aws_dms_*',
          'aws_dynamodb_table_export',
          'aws_dynamodb_global_table',
        ],
        direct('outside:copy of a database'),
      ),
      ownPolicies({
        holders: [
          ['aws_dynamodb_resource_policy', 'policy', 'resource_arn'],
          ['aws_redshift_resource_policy', 'policy', 'resource_arn'],
          ['aws_redshiftserverless_resource_policy', 'policy', 'resource_arn'],
        ],
        actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'redshift:AuthorizeDataShare'],
      }),
      destinationsInside({
        types: [
          'aws_dynamodb_kinesis_streaming_destination',
          'aws_redshift_logging',
          'aws_db_instance_role_association',
        ],
        paths: ['stream_arn', 'bucket_name', 'role_arn'],
        text: text('changes and logs of databases go to the zone', 'データベースの変更とログが区域へ行く'),
      }),
      without({ types: ['aws_dynamodb_table'], attributes: ['replica'] }),
      scpDenies(
        'rds:ModifyDBSnapshotAttribute',
        'rds:ModifyDBClusterSnapshotAttribute',
        'rds:StartExportTask',
        'redshift:AuthorizeSnapshotAccess',
      ),
    ],
    story: [
      'Researchers found hundreds of public database snapshots with personal data (Mitiga, 2022: www.mitiga.io/blog/how-mitiga-found-pii-in-exposed-amazon-rds-snapshots).',
      '個人情報を含む公開スナップショットが数百見つかっている（Mitiga, 2022）。',
    ],
  }),
  exitRow('A39', {
    title: [
      'DataSync, Transfer Family, Storage Gateway, Backup copies',
      'DataSync・Transfer Family・Storage Gateway・バックアップの複写',
    ],
    proof: 'A',
    guards: [
      absent(
        ['aws_datasync_*', 'aws_transfer_*', 'aws_storagegateway_*', 'aws_snowball_*'],
        direct('outside:transfer'),
      ),
      destinationsInside({
        types: ['aws_backup_plan', 'aws_fsx_lustre_file_system', 'aws_fsx_data_repository_association'],
        paths: ['rule.copy_action.destination_vault_arn', 'export_path', 'import_path', 'data_repository_path'],
        text: text('backups are copied inside the zone only', 'バックアップの複写先が区域に限られる'),
      }),
      backupPoliciesInside,
      ownPolicies({
        holders: [
          ['aws_backup_vault_policy', 'policy', 'backup_vault_name'],
          ['aws_efs_file_system_policy', 'policy', 'file_system_id'],
        ],
        actions: ['backup:CopyFromBackupVault', 'backup:StartRestoreJob', 'elasticfilesystem:ClientMount'],
      }),
      absent(
        ['aws_efs_replication_configuration', 'aws_backup_logically_air_gapped_vault'],
        direct('outside:replica of a file system'),
      ),
      scpDenies(
        'datasync:CreateTask',
        'transfer:CreateServer',
        'backup:PutBackupVaultAccessPolicy',
        'backup:StartCopyJob',
      ),
    ],
    story: [
      'A task copies buckets and file systems to other accounts and clouds (docs.aws.amazon.com/datasync/latest/userguide/tutorial_s3-s3-cross-account-transfer.html).',
      'タスクはバケットやファイルシステムを他アカウントや他クラウドへ複写する（docs.aws.amazon.com/datasync/latest/userguide/tutorial_s3-s3-cross-account-transfer.html）。',
    ],
  }),
  exitRow('A40', {
    title: [
      'Analytics: catalogues, Lake Formation, data shares, search',
      '分析：カタログ・Lake Formation・データ共有・検索',
    ],
    proof: 'A',
    guards: [
      absent(
        [
          'aws_lakeformation_*',
          'aws_glue_connection',
          'aws_cleanrooms_*',
          'aws_dataexchange_*',
          'aws_quicksight_*',
          'aws_athena_data_catalog',
          'aws_datazone_*',
          'aws_bedrock*',
        ],
        direct('outside:reader of shared data'),
      ),
      ownPolicies({
        holders: [
          ['aws_glue_resource_policy', 'policy', null],
          ['aws_opensearch_domain_policy', 'access_policies', 'domain_name'],
          ['aws_opensearch_domain', 'access_policies', null],
          ['aws_elasticsearch_domain', 'access_policies', null],
        ],
        actions: ['glue:GetTable', 'es:ESHttpGet', 'es:ESHttpPost'],
      }),
      destinationsInside({
        types: ['aws_athena_workgroup', 'aws_emr_cluster', 'aws_sagemaker_endpoint_configuration', 'aws_glue_job'],
        paths: [
          'configuration.result_configuration.expected_bucket_owner',
          'configuration.result_configuration.output_location',
          'log_uri',
          'data_capture_config.destination_s3_uri',
          'default_arguments.--TempDir',
        ],
        text: text('query results and captures stay in the zone', '問合せの結果と記録が区域に留まる'),
      }),
      setting({
        types: ['aws_athena_workgroup'],
        attribute: 'configuration.enforce_workgroup_configuration',
        good: ['true'],
        byDefault: 'true',
      }),
      ...analyticsInside,
      scpDenies('lakeformation:GrantPermissions', 'glue:PutResourcePolicy', 'cleanrooms:CreateMembership'),
    ],
    story: [
      'A grant in the catalogue shares tables with an account without a copy (docs.aws.amazon.com/lake-formation/latest/dg/cross-account-permissions.html).',
      'カタログでの付与は、複製なしに表を他アカウントへ渡す（docs.aws.amazon.com/lake-formation/latest/dg/cross-account-permissions.html）。',
    ],
  }),
];
