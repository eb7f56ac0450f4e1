package controls.storage.copies_test

import data.controls.storage.copies as control
import data.lib.testing

_here(type, values) := testing.in_class(type, "remote-sensing", values)

_in(region, rc) := object.union(rc, {"region": region})

_bucket_in(region) := testing.named("s/target", _in(region, _here("aws_s3_bucket", {})))

_replication := _here("aws_s3_bucket_replication_configuration", {"rule": [{"destination": {"bucket": testing.reference("aws_s3_bucket")}}]})

_backups(settings) := _here("google_sql_database_instance", {"settings": {"backup_configuration": settings}})

test_fails_copies_elsewhere if {
	every rc in [
		_here("google_storage_bucket", {"custom_placement_config": {"data_locations": ["ASIA-NORTHEAST1", "us-east1"]}}),
		_here("google_compute_snapshot", {"storage_locations": ["us-east1"]}),
		_here("google_compute_resource_policy", {"snapshot_schedule_policy": [{"snapshot_properties": [{"storage_locations": ["us-east1"]}]}]}),
		_here("google_secret_manager_secret", {"replication": {"user_managed": {"replicas": [
			{"location": "asia-northeast1"},
			{"location": "us-east1"},
		]}}}),
		_here("google_pubsub_topic", {"message_storage_policy": {"allowed_persistence_regions": ["us-east1"]}}),
		_here("google_gke_backup_backup_plan", {"location": "us-east1"}),
		_here("google_artifact_registry_repository", {"virtual_repository_config": {"upstream_policies": [
			{"repository": "projects/p/locations/us-east1/repositories/r"},
		]}}),
		_backups({"enabled": true, "location": "us-east1"}),
	] {
		control.violations == {{
			"resource": "s/x.x",
			"key": "outside",
			"attribute": control.violations[_].attribute,
			"element": "us-east1",
			"args": {"place": "us-east1", "allowed": "asia-northeast1, asia-northeast2, ap-northeast-1, ap-northeast-3"},
		}} with data.estate as testing.estate([rc])
	}
}

test_fails_aws_copies_elsewhere if {
	every rc in [
		_here("aws_dynamodb_table", {"replica": [{"region_name": "us-east-1"}]}),
		_here("aws_secretsmanager_secret", {"replica": [{"region": "us-east-1"}]}),
		_here("aws_backup_plan", {"rule": [{"copy_action": [
			{"destination_vault_arn": "arn:aws:backup:us-east-1:111111111111:backup-vault:v"},
		]}]}),
		_here("aws_efs_replication_configuration", {"destination": {"region": "us-east-1"}}),
		_here("aws_rds_cluster_snapshot_copy", {"destination_region": "us-east-1"}),
		_here("aws_ecr_replication_configuration", {"replication_configuration": {"rule": [{"destination": [
			{"region": "us-east-1", "registry_id": "1"},
		]}]}}),
		_in("us-east-1", _here("aws_db_snapshot_copy", {})),
		_in("ap-northeast-1", _here("aws_db_snapshot_copy", {"destination_region": "us-east-1"})),
		_in("us-east-1", _here("aws_ebs_snapshot_copy", {})),
		_in("us-east-1", _here("aws_kms_replica_key", {})),
	] {
		{"us-east-1"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_replication_to_a_bucket_elsewhere if {
	{"us-east-1"} == {f.element |
		some f in control.violations
	} with data.estate as testing.estate([_replication, _bucket_in("us-east-1")])
}

test_fails_a_virtual_repository_of_one_elsewhere if {
	rc := _here("google_artifact_registry_repository", {"virtual_repository_config": {"upstream_policies": [
		{"repository": testing.reference("google_artifact_registry_repository")},
	]}})
	upstream := testing.named("s/upstream", testing.resource("google_artifact_registry_repository", {"location": "us-east1"}))
	{"us-east1"} == {f.element | some f in control.violations} with data.estate as testing.estate([upstream, rc])
}

test_fails_copies_whose_place_the_provider_chooses if {
	every rc in [
		_here("google_compute_snapshot", {}),
		_here("google_compute_image", {"storage_locations": []}),
		_here("google_compute_resource_policy", {"snapshot_schedule_policy": {"schedule": {}}}),
		_here("google_secret_manager_secret", {"replication": {"auto": {}}}),
		_here("google_secret_manager_secret", {}),
		_here("google_pubsub_topic", {}),
		_backups({"enabled": "true"}),
	] {
		{"provider_chooses"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_passes_allowed_copies_and_none if {
	every rc in [
		_here("google_storage_bucket", {"location": "ASIA-NORTHEAST1"}),
		_here("google_compute_snapshot", {"storage_locations": ["asia-northeast1"]}),
		_here("google_compute_resource_policy", {"group_placement_policy": {}}),
		_here("google_secret_manager_secret", {"replication": {"user_managed": {"replicas": {"location": "asia-northeast1"}}}}),
		_backups({"enabled": true, "location": "asia-northeast2"}),
		_backups({"enabled": false}),
		_here("google_sql_database_instance", {}),
		_here("google_artifact_registry_repository", {}),
		_here("aws_dynamodb_table", {}),
		_here("aws_dynamodb_table", {"replica": {"region_name": "ap-northeast-3"}}),
		_in("ap-northeast-1", _here("aws_ami_copy", {"source_ami_region": "us-east-1"})),
		_here("aws_efs_replication_configuration", {"destination": {"availability_zone_name": "ap-northeast-1a"}}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_passes_replication_to_an_allowed_bucket if {
	control.violations == set() with data.estate as testing.estate([_replication, _bucket_in("ap-northeast-3")])
	control.unknowns == set() with data.estate as testing.estate([_replication, _bucket_in("ap-northeast-3")])
}

test_unknown_places_of_copies if {
	every rc in [
		_replication,
		_here("aws_s3_bucket_replication_configuration", {"rule": {"destination": {"bucket": "arn:aws:s3:::elsewhere"}}}),
		_here("aws_ami_copy", {}),
		_here("aws_backup_plan", {"rule": [{"copy_action": {"destination_vault_arn": testing.unknown}}]}),
		_here("google_compute_snapshot", {"storage_locations": testing.unknown}),
		_here("google_compute_snapshot", {"storage_locations": [testing.unknown]}),
		object.union(_here("google_pubsub_topic", {}), {"undeclared": ["message_storage_policy"]}),
		_here("google_secret_manager_secret", {"replication": testing.unknown}),
		_here("google_artifact_registry_repository", {"virtual_repository_config": {"upstream_policies": [
			{"repository": testing.reference("google_artifact_registry_repository")},
		]}}),
		_backups({"enabled": testing.unknown}),
		_backups({"enabled": true, "location": testing.unknown}),
		_here("aws_efs_replication_configuration", {"destination": {"file_system_id": "fs-1"}}),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_elsewhere if {
	every rc in [
		testing.in_class("google_compute_snapshot", "business", {}),
		testing.resource("google_compute_snapshot", {}),
		_here("google_compute_network", {}),
	] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
