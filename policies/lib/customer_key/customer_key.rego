# METADATA
# title: Encryption at rest
# description: |
#   Where each kind of store names the key that encrypts it. A type that is not named here is caught by the zone's list of
#   allowed types.
package lib.customer_key

import data.lib.estate
import data.lib.slot

# METADATA
# description: The stores of regulated zones, as pairs of type and resource.
judged := [[type, rc] |
	some type in estate.present(((object.keys(_keys) | object.keys(_optional_keys)) | {"aws_s3_bucket"}))
	some rc in estate.in_class(type, {"remote-sensing", "ttc", "evidence"})
]

# METADATA
# description: |
#   Every slot in which a store names a key or ought to, with its state: `none`, `managed` by the provider for everybody,
#   `named` by a literal, `proven` by a reference to a declared key, or `undecided`.
keys := [{"rc": rc, "slot": key, "state": _key_state(key)} |
	some [type, rc] in judged
	some key in _slots(rc, type)
]

# METADATA
# description: |
#   Every switch without which a store's key encrypts nothing, with its state: `on`, `off` or `undecided`.
switches := [{"rc": rc, "slot": switch, "state": _switch_state(switch)} |
	some [type, rc] in judged
	some path in _switches[type]
	some switch in _places(rc, path)
]

_slots(rc, type) := array.flatten([
	[key | some path in object.get(_keys, type, []); some key in slot.of(rc, path)],
	[key |
		some path in object.get(_optional_keys, type, [])
		some key in slot.in_blocks(rc, path)
		not _names_other_disk(key)
		not _is_of_removed_pool(rc, path)
	],
	[key | some key in _default_pool(rc, type)],
])

_places(rc, path) := slot.of(rc, path) if {
	count(path) == 1
} else := slot.in_blocks(rc, path)

_switch_state(switch) := "on" if {
	slot.value(switch) in {true, "true", "ENCRYPTED", "KMS", "KMS_DSSE", "aws:kms", "aws:kms:dsse"}
} else := "undecided" if {
	estate.is_unknown(slot.value(switch))
} else := "off"

# A cluster that keeps its default pool has disks even where nothing describes them.
default _default_pool(_, _) := []

_default_pool(rc, "google_container_cluster") := slot.of(rc, ["node_config", "boot_disk_kms_key"]) if {
	estate.is_unset(rc, "node_config")
	estate.is_unset(rc, "node_pool")
	not estate.is_on(rc.values, "enable_autopilot")
	not estate.is_on(rc.values, "remove_default_node_pool")
}

_key_state(key) := "none" if {
	slot.is_empty(key)
} else := "managed" if {
	managed(key)
} else := "named" if {
	is_string(slot.value(key))
} else := "proven" if {
	_is_proven(slot.value(key))
} else := "undecided"

# METADATA
# description: The key in a slot that the provider manages for everybody, such as `alias/aws/s3`; undefined for another.
managed(key) := name if {
	name := slot.value(key)
	contains(name, "alias/aws/")
} else := name if {
	value := slot.value(key)
	names := [name |
		some ref in value.refs
		name := estate.target(ref).values.name
		startswith(name, "alias/aws/")
	]
	name := names[0]
}

_is_proven(value) if {
	estate.refers_to(value, object.keys(_key_names))
	every ref in value.refs {
		ref.attr in _key_names[ref.type]
	}
}

_key_names := {
	"data.aws_kms_alias": {"arn", "name", "target_key_arn", "target_key_id"},
	"data.aws_kms_key": {"arn", "id"},
	"data.google_kms_crypto_key": {"id"},
	"data.google_kms_crypto_key_version": {"id", "name"},
	"aws_kms_alias": {"arn", "name", "target_key_arn", "target_key_id"},
	"aws_kms_external_key": {"arn", "id"},
	"aws_kms_key": {"arn", "id", "key_id"},
	"aws_kms_replica_key": {"arn", "id", "key_id"},
	"google_kms_crypto_key": {"id"},
	"google_kms_crypto_key_version": {"id", "name"},
	"google_kms_key_handle": {"kms_key"},
}

# The default pool that is removed at once never holds data.
_is_of_removed_pool(rc, ["node_config", _]) if estate.is_on(rc.values, "remove_default_node_pool")

# An existing disk brings its own key.
_names_other_disk(key) if estate.is_set(key.parent, "source")

_names_other_disk(key) if estate.is_set(key.parent, "snapshot_id")

_keys := {
	"aws_ami_copy": [["kms_key_id"]],
	"aws_backup_vault": [["kms_key_arn"]],
	"aws_cloudwatch_log_group": [["kms_key_id"]],
	"aws_db_instance": [["kms_key_id"]],
	"aws_docdb_cluster": [["kms_key_id"]],
	"aws_dynamodb_table": [["server_side_encryption", "kms_key_arn"]],
	"aws_ebs_snapshot_copy": [["kms_key_id"]],
	"aws_ebs_volume": [["kms_key_id"]],
	"aws_ecr_repository": [["encryption_configuration", "kms_key"]],
	"aws_efs_file_system": [["kms_key_id"]],
	"aws_eks_cluster": [["encryption_config", "provider", "key_arn"]],
	"aws_elasticache_replication_group": [["kms_key_id"]],
	"aws_fsx_lustre_file_system": [["kms_key_id"]],
	"aws_fsx_ontap_file_system": [["kms_key_id"]],
	"aws_fsx_openzfs_file_system": [["kms_key_id"]],
	"aws_fsx_windows_file_system": [["kms_key_id"]],
	"aws_instance": [["root_block_device", "kms_key_id"]],
	"aws_kinesis_stream": [["kms_key_id"]],
	"aws_memorydb_cluster": [["kms_key_arn"]],
	"aws_msk_cluster": [["encryption_info", "encryption_at_rest_kms_key_arn"]],
	"aws_neptune_cluster": [["kms_key_arn"]],
	"aws_opensearch_domain": [["encrypt_at_rest", "kms_key_id"]],
	"aws_rds_cluster": [["kms_key_id"]],
	"aws_redshift_cluster": [["kms_key_id"]],
	"aws_s3_bucket_server_side_encryption_configuration": [["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"]],
	"aws_secretsmanager_secret": [["kms_key_id"]],
	"aws_sns_topic": [["kms_master_key_id"]],
	"aws_sqs_queue": [["kms_master_key_id"]],
	"google_alloydb_cluster": [["encryption_config", "kms_key_name"]],
	"google_artifact_registry_repository": [["kms_key_name"]],
	"google_bigquery_dataset": [["default_encryption_configuration", "kms_key_name"]],
	"google_bigtable_instance": [["cluster", "kms_key_name"]],
	"google_compute_disk": [["disk_encryption_key", "kms_key_self_link"]],
	"google_compute_image": [["image_encryption_key", "kms_key_self_link"]],
	"google_compute_region_disk": [["disk_encryption_key", "kms_key_name"]],
	"google_compute_snapshot": [["snapshot_encryption_key", "kms_key_self_link"]],
	"google_container_cluster": [["database_encryption", "key_name"]],
	"google_container_node_pool": [["node_config", "boot_disk_kms_key"]],
	"google_filestore_instance": [["kms_key_name"]],
	"google_firestore_database": [["cmek_config", "kms_key_name"]],
	"google_healthcare_dataset": [["encryption_spec", "kms_key_name"]],
	"google_logging_project_bucket_config": [["cmek_settings", "kms_key_name"]],
	"google_memorystore_instance": [["kms_key"]],
	"google_pubsub_topic": [["kms_key_name"]],
	"google_redis_cluster": [["kms_key"]],
	"google_redis_instance": [["customer_managed_key"]],
	"google_secret_manager_regional_secret": [["customer_managed_encryption", "kms_key_name"]],
	"google_secret_manager_secret": [["replication", "user_managed", "replicas", "customer_managed_encryption", "kms_key_name"]],
	"google_spanner_database": [["encryption_config", "kms_key_name"]],
	"google_sql_database_instance": [["encryption_key_name"]],
	"google_storage_bucket": [["encryption", "default_kms_key_name"]],
}

# These disks exist only where their blocks are.
_optional_keys := {
	"aws_instance": [["ebs_block_device", "kms_key_id"]],
	"google_compute_instance": [["boot_disk", "kms_key_self_link"]],
	"google_container_cluster": [["node_config", "boot_disk_kms_key"], ["node_pool", "node_config", "boot_disk_kms_key"]],
}

_switches := {
	"aws_ami_copy": [["encrypted"]],
	"aws_db_instance": [["storage_encrypted"]],
	"aws_docdb_cluster": [["storage_encrypted"]],
	"aws_dynamodb_table": [["server_side_encryption", "enabled"]],
	"aws_ebs_snapshot_copy": [["encrypted"]],
	"aws_ebs_volume": [["encrypted"]],
	"aws_ecr_repository": [["encryption_configuration", "encryption_type"]],
	"aws_efs_file_system": [["encrypted"]],
	"aws_elasticache_replication_group": [["at_rest_encryption_enabled"]],
	"aws_instance": [["ebs_block_device", "encrypted"], ["root_block_device", "encrypted"]],
	"aws_kinesis_stream": [["encryption_type"]],
	"aws_neptune_cluster": [["storage_encrypted"]],
	"aws_opensearch_domain": [["encrypt_at_rest", "enabled"]],
	"aws_rds_cluster": [["storage_encrypted"]],
	"aws_redshift_cluster": [["encrypted"]],
	"aws_s3_bucket_server_side_encryption_configuration": [["rule", "apply_server_side_encryption_by_default", "sse_algorithm"]],
	"google_container_cluster": [["database_encryption", "state"]],
}
