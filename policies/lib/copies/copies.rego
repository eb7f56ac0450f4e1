# METADATA
# title: Copies, replicas and backups
# description: |
#   Where a resource puts further copies of data, as `{"attribute": PATH, "place": PLACE}`. A place is a text, an unknown, or
#   null where the provider chooses: it takes the nearest multi-region then.
package lib.copies

import data.lib.estate
import data.lib.place as places
import data.lib.slot

# METADATA
# description: The resources of regulated zones that may copy data, as pairs of type and resource.
judged := [[type, rc] |
	some type in estate.present(((object.keys(_blocks) | object.keys(_required)) | (_by_provider | _special)))
	some rc in estate.in_class(type, {"remote-sensing", "ttc", "evidence"})
]

# METADATA
# description: The copies that a resource makes. A list of places gives one copy for each.
of(rc, type) := array.flatten([_each(copy) | some copy in array.flatten([_stated(rc, type), _chosen(rc, type), _provided(rc, type), _other(rc, type)])])

_each(copy) := [{"attribute": copy.attribute, "place": place} | some place in copy.place] if is_array(copy.place)

_each(copy) := [copy] if not _is_list(copy)

_is_list(copy) if is_array(copy.place)

# Copies are made only where these blocks are.
_blocks := {
	"aws_dlm_lifecycle_policy": ["policy_details", "schedule", "cross_region_copy_rule", "target"],
	"aws_dynamodb_global_table": ["replica", "region_name"],
	"aws_dynamodb_table": ["replica", "region_name"],
	"aws_ecr_replication_configuration": ["replication_configuration", "rule", "destination", "region"],
	"aws_secretsmanager_secret": ["replica", "region"],
	"google_storage_bucket": ["custom_placement_config", "data_locations"],
}

default _stated(_, _) := []

_stated(rc, type) := [{"attribute": place.attribute, "place": slot.value(place)} |
	some place in slot.in_blocks(rc, _blocks[type])
	not slot.is_empty(place)
]

# A copy is always made, and where nobody says so the provider chooses its place.
_required := {
	"aws_redshift_snapshot_copy": ["destination_region"],
	"google_backup_dr_backup_plan": ["location"],
	"google_backup_dr_backup_vault": ["location"],
	"google_compute_image": ["storage_locations"],
	"google_compute_snapshot": ["storage_locations"],
	"google_gke_backup_backup_plan": ["location"],
	"google_pubsub_topic": ["message_storage_policy", "allowed_persistence_regions"],
	"google_secret_manager_secret": ["replication", "user_managed", "replicas", "location"],
}

default _chosen(_, _) := []

_chosen(rc, type) := [_place(place) | some place in slot.of(rc, _required[type])]

_place(place) := {"attribute": place.attribute, "place": null} if slot.is_empty(place)

_place(place) := {"attribute": place.attribute, "place": slot.value(place)} if not slot.is_empty(place)

# Such a copy lies in the region of the provider that makes it.
_by_provider := {
	"aws_ami_copy",
	"aws_db_instance_automated_backups_replication",
	"aws_dynamodb_table_replica",
	"aws_ebs_snapshot_copy",
	"aws_kms_replica_external_key",
	"aws_kms_replica_key",
}

default _provided(_, _) := []

_provided(rc, type) := [{"attribute": "region", "place": _provider_region(rc)}] if type in _by_provider

default _provider_region(_) := {"$unknown": "expression"}

_provider_region(rc) := rc.region if is_string(rc.region)

_special := {
	"aws_backup_plan",
	"aws_db_snapshot_copy",
	"aws_efs_replication_configuration",
	"aws_rds_cluster_snapshot_copy",
	"aws_s3_bucket_replication_configuration",
	"google_artifact_registry_repository",
	"google_compute_resource_policy",
	"google_sql_database_instance",
}

default _other(_, _) := []

_other(rc, "aws_backup_plan") := [{"attribute": vault.attribute, "place": _vault_place(slot.value(vault))} |
	some vault in slot.of(rc, ["rule", "copy_action", "destination_vault_arn"])
	not slot.is_empty(vault)
]

_other(rc, "aws_db_snapshot_copy") := _destination(rc)

_other(rc, "aws_rds_cluster_snapshot_copy") := _destination(rc)

_other(rc, "aws_efs_replication_configuration") := [{"attribute": region.attribute, "place": _efs_place(region)} |
	some region in slot.of(rc, ["destination", "region"])
]

_other(rc, "aws_s3_bucket_replication_configuration") := [
{"attribute": bucket.attribute, "place": _target_region(slot.value(bucket), {"aws_s3_bucket"})} |
	some bucket in slot.of(rc, ["rule", "destination", "bucket"])
]

_other(rc, "google_artifact_registry_repository") := [
{"attribute": upstream.attribute, "place": _repository_place(slot.value(upstream))} |
	some path in [
		["remote_repository_config", "common_repository", "uri"],
		["virtual_repository_config", "upstream_policies", "repository"],
	]
	some upstream in slot.in_blocks(rc, path)
	not slot.is_empty(upstream)
]

_other(rc, "google_compute_resource_policy") := [_place(place) |
	path := ["snapshot_schedule_policy", "snapshot_properties", "storage_locations"]
	some place in slot.in_blocks(rc, path)
]

_other(rc, "google_sql_database_instance") := [{"attribute": place.attribute, "place": _backup_place(place)} |
	some place in slot.of(rc, ["settings", "backup_configuration", "location"])
	_makes_backups(place)
]

_makes_backups(place) if not slot.is_empty(place)

_makes_backups(place) if estate.is_on(place.parent, "enabled")

_makes_backups(place) if estate.has_unknown(place.parent, "enabled")

_backup_place(place) := slot.value(place) if {
	not slot.is_empty(place)
} else := {"$unknown": "expression"} if {
	estate.has_unknown(place.parent, "enabled")
} else := null

_destination(rc) := [{"attribute": "destination_region", "place": rc.values.destination_region}] if {
	estate.is_set(rc.values, "destination_region")
} else := [{"attribute": "region", "place": _provider_region(rc)}]

_efs_place(region) := slot.value(region) if {
	not slot.is_empty(region)
} else := region.parent.availability_zone_name if {
	estate.is_set(region.parent, "availability_zone_name")
} else := {"$unknown": "expression"}

# `arn:aws:backup:REGION:ACCOUNT:backup-vault:NAME`
_vault_place(arn) := parts[3] if {
	parts := split(arn, ":")
	parts[2] == "backup"
} else := _target_region(arn, {"aws_backup_vault"})

_repository_place(name) := places.in_path(name) if {
	is_string(name)
} else := location if {
	estate.refers_to(name, {"google_artifact_registry_repository"})
	count(name.refs) == 1
	location := estate.target(name.refs[0]).values.location
	is_string(location)
} else := {"$unknown": "expression"}

# The name of a bucket doesn't tell its region; a bucket that is declared does.
_target_region(value, types) := region if {
	estate.refers_to(value, types)
	count(value.refs) == 1
	region := estate.target(value.refs[0]).region
	is_string(region)
} else := {"$unknown": "expression"}
