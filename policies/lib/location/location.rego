# METADATA
# title: Locations of stores
# description: |
#   Which resources keep or handle data, and where each of them says that it is. A type that is not named here is caught by
#   the zone's list of allowed types, not by its location.
package lib.location

import data.lib.estate
import data.lib.place

# METADATA
# description: The stores of regulated zones, as pairs of type and resource.
judged := [[type, rc] |
	some type in estate.present(object.keys(_attributes))
	some rc in estate.in_class(type, {"remote-sensing", "ttc", "evidence"})
]

# METADATA
# description: The known places of all stores that are not allowed there, as `{"rc", "attribute", "text"}`.
forbidden := [{"rc": rc, "attribute": attribute, "text": text} |
	some [type, rc] in judged
	some [attribute, text] in _known(rc, type)
	not place.is_allowed(rc, text)
]

# What it states, and for AWS or where it states nothing the region of its provider.
_known(rc, type) := array.concat(
	[[attribute, text] |
		some attribute in _attributes[type]
		some text in _stated(rc, attribute)
		estate.is_text(text)
	],
	[["region", rc.region] |
		_uses_provider(rc, type)
		is_string(rc.region)
	],
)

# METADATA
# description: The attributes that decide where a store is and are not known here (a set); a missing provider region counts.
undecided(rc, type) := {attribute |
	some attribute in _attributes[type]
	_is_hidden(rc, attribute)
	not _is_placed_by_provider(rc, type)
} | {"region" |
	_uses_provider(rc, type)
	not is_us_by_default(rc, type)
	not _has_region(rc)
	not _hides_any(rc, type)
}

# METADATA
# description: Whether a store states no place and so goes to the US.
is_us_by_default(rc, type) if {
	type in {"google_bigquery_dataset", "google_storage_bucket"}
	estate.is_unset(rc, "location")
}

# An availability zone always lies in the region of the provider; a Google zone need not.
_is_placed_by_provider(rc, type) if {
	startswith(type, "aws_")
	_has_region(rc)
}

_uses_provider(_, type) if startswith(type, "aws_")

_uses_provider(rc, type) if {
	not type in {"google_bigquery_dataset", "google_storage_bucket"}
	every attribute in _attributes[type] {
		estate.is_unset(rc, _top(attribute))
	}
}

_has_region(rc) if is_string(rc.region)

_hides_any(rc, type) if {
	some attribute in _attributes[type]
	_is_hidden(rc, attribute)
}

_top(attribute) := split(attribute, ".")[0]

_stated(rc, attribute) := estate.list(rc.values, attribute) if not contains(attribute, ".")

_stated(rc, "cluster.zone") := [block.zone | some block in estate.blocks(rc.values, "cluster")]

_is_hidden(rc, attribute) if estate.has_unknown(rc.values, _top(attribute))

_is_hidden(rc, "cluster.zone") if {
	some block in estate.blocks(rc.values, "cluster")
	estate.is_unknown(block.zone)
}

_is_hidden(rc, attribute) if {
	top := _top(attribute)
	estate.maybe_set(rc, top)
	not estate.is_set(rc.values, top)
}

_attributes := {
	"aws_autoscaling_group": ["availability_zones"],
	"aws_backup_vault": [],
	"aws_cloudwatch_log_group": [],
	"aws_db_instance": ["availability_zone"],
	"aws_dms_replication_instance": ["availability_zone"],
	"aws_docdb_cluster": ["availability_zones"],
	"aws_dynamodb_table": [],
	"aws_ebs_snapshot": [],
	"aws_ebs_volume": ["availability_zone"],
	"aws_ecr_repository": [],
	"aws_efs_file_system": ["availability_zone_name"],
	"aws_eks_cluster": [],
	"aws_eks_node_group": [],
	"aws_elasticache_replication_group": [],
	"aws_fsx_lustre_file_system": [],
	"aws_fsx_ontap_file_system": [],
	"aws_fsx_openzfs_file_system": [],
	"aws_fsx_windows_file_system": [],
	"aws_glacier_vault": [],
	"aws_instance": ["availability_zone"],
	"aws_kinesis_firehose_delivery_stream": [],
	"aws_kinesis_stream": [],
	"aws_lambda_function": [],
	"aws_memorydb_cluster": [],
	"aws_msk_cluster": [],
	"aws_neptune_cluster": ["availability_zones"],
	"aws_opensearch_domain": [],
	"aws_rds_cluster": ["availability_zones"],
	"aws_rds_cluster_instance": ["availability_zone"],
	"aws_redshift_cluster": ["availability_zone"],
	"aws_s3_bucket": [],
	"aws_secretsmanager_secret": [],
	"aws_sns_topic": [],
	"aws_sqs_queue": [],
	"aws_ssm_parameter": [],
	"google_alloydb_cluster": ["location"],
	"google_artifact_registry_repository": ["location"],
	"google_bigquery_dataset": ["location"],
	"google_bigtable_instance": ["cluster.zone"],
	"google_cloud_run_v2_job": ["location"],
	"google_cloud_run_v2_service": ["location"],
	"google_cloudfunctions2_function": ["location"],
	"google_composer_environment": ["region"],
	"google_compute_disk": ["zone"],
	"google_compute_instance": ["zone"],
	"google_compute_instance_group_manager": ["zone"],
	"google_compute_region_disk": ["region", "replica_zones"],
	"google_compute_region_instance_group_manager": ["region", "distribution_policy_zones"],
	"google_container_cluster": ["location", "node_locations"],
	"google_container_node_pool": ["location", "node_locations"],
	"google_dataflow_job": ["region", "zone"],
	"google_dataproc_cluster": ["region"],
	"google_filestore_instance": ["location", "zone"],
	"google_firestore_database": ["location_id"],
	"google_healthcare_dataset": ["location"],
	"google_logging_project_bucket_config": ["location"],
	"google_lustre_instance": ["location"],
	"google_managed_kafka_cluster": ["location"],
	"google_memorystore_instance": ["location"],
	"google_netapp_storage_pool": ["location", "zone", "replica_zone"],
	"google_netapp_volume": ["location"],
	"google_parallelstore_instance": ["location"],
	"google_redis_cluster": ["region"],
	"google_redis_instance": ["region", "location_id", "alternative_location_id"],
	"google_secret_manager_regional_secret": ["location"],
	"google_spanner_instance": ["config"],
	"google_sql_database_instance": ["region"],
	"google_storage_bucket": ["location"],
	"google_workbench_instance": ["location"],
}
