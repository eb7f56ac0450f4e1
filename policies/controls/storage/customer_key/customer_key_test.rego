package controls.storage.customer_key_test

import data.controls.storage.customer_key as control
import data.lib.testing

_here(type, values) := testing.in_class(type, "remote-sensing", values)

_google := "projects/p/locations/asia-northeast1/keyRings/r/cryptoKeys/k"

_aws := "arn:aws:kms:ap-northeast-1:111111111111:key/1"

test_fails_a_store_without_a_key if {
	rc := _here("google_storage_bucket", {"location": "ASIA-NORTHEAST1"})
	control.violations == {{
		"resource": "s/x.x",
		"key": "no_key",
		"attribute": "encryption.0.default_kms_key_name",
		"args": {},
	}} with data.estate as testing.estate([rc])
	control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
}

test_fails_every_kind_without_a_key if {
	every type in [
		"aws_db_instance",
		"aws_ebs_volume",
		"aws_ecr_repository",
		"aws_eks_cluster",
		"aws_instance",
		"aws_s3_bucket_server_side_encryption_configuration",
		"aws_secretsmanager_secret",
		"aws_sns_topic",
		"aws_sqs_queue",
		"google_artifact_registry_repository",
		"google_bigquery_dataset",
		"google_compute_disk",
		"google_container_cluster",
		"google_container_node_pool",
		"google_filestore_instance",
		"google_pubsub_topic",
		"google_secret_manager_secret",
		"google_sql_database_instance",
	] {
		rc := _here(type, {"name": "x"})
		"no_key" in {f.key | some f in control.violations} with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_fails_a_managed_key if {
	literal := _here("aws_sqs_queue", {"kms_master_key_id": "alias/aws/sqs"})
	{"alias/aws/sqs"} == {f.args.key | some f in control.violations} with data.estate as testing.estate([literal])
	reference := object.union_n([testing.reference("data.aws_kms_alias"), {"refs": [{"type": "data.aws_kms_alias", "at": 0, "attr": "arn"}]}])
	rc := _here("aws_sns_topic", {"kms_master_key_id": reference})
	alias := testing.named("s/data.alias", testing.resource("data.aws_kms_alias", {"name": "alias/aws/sns"}))
	{"managed_key"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc, alias])
	control.discharges == set() with data.estate as testing.estate([rc, alias])
}

test_fails_a_key_that_encrypts_nothing if {
	every rc in [
		_here("google_container_cluster", {
			"remove_default_node_pool": true,
			"database_encryption": {"state": "DECRYPTED", "key_name": _google},
		}),
		_here("aws_ebs_volume", {"kms_key_id": _aws}),
		_here("aws_db_instance", {"kms_key_id": _aws, "storage_encrypted": false}),
		_here("aws_s3_bucket_server_side_encryption_configuration", {"rule": [{"apply_server_side_encryption_by_default": [{
			"sse_algorithm": "AES256",
			"kms_master_key_id": _aws,
		}]}]}),
	] {
		{"not_encrypted"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_a_bucket_without_configuration if {
	rc := _here("aws_s3_bucket", {"bucket": "b"})
	{"no_configuration"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
}

test_fails_disks_of_a_default_pool_and_of_instances if {
	cluster := _here("google_container_cluster", {"database_encryption": {"state": "ENCRYPTED", "key_name": _google}})
	{"node_config.0.boot_disk_kms_key"} == {f.attribute |
		some f in control.violations
	} with data.estate as testing.estate([cluster])
	machine := _here("google_compute_instance", {"boot_disk": {"initialize_params": {"image": "i"}}})
	{"boot_disk.0.kms_key_self_link"} == {f.attribute |
		some f in control.violations
	} with data.estate as testing.estate([machine])
}

test_passes_literal_keys if {
	every rc in [
		_here("google_storage_bucket", {"encryption": {"default_kms_key_name": _google}}),
		_here("google_compute_instance", {"boot_disk": {"source": "projects/p/zones/z/disks/d"}}),
		_here("google_container_cluster", {
			"remove_default_node_pool": "true",
			"node_config": {"service_account": "a"},
			"database_encryption": [{"state": "ENCRYPTED", "key_name": _google}],
		}),
		_here("google_secret_manager_secret", {"replication": {"user_managed": {"replicas": [{
			"location": "asia-northeast1",
			"customer_managed_encryption": {"kms_key_name": _google},
		}]}}}),
		_here("aws_ebs_volume", {"encrypted": "true", "kms_key_id": _aws}),
		_here("aws_instance", {
			"root_block_device": {"encrypted": true, "kms_key_id": _aws},
			"ebs_block_device": {"encrypted": true, "snapshot_id": "snap-1"},
		}),
		_here("aws_dynamodb_table", {"server_side_encryption": {"enabled": true, "kms_key_arn": _aws}}),
		_here("aws_eks_cluster", {"encryption_config": {"provider": {"key_arn": _aws}}}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
		control.discharges == set() with data.estate as testing.estate([rc])
	}
}

test_passes_a_key_by_reference if {
	rc := _here("google_storage_bucket", {"encryption": {"default_kms_key_name": testing.reference("google_kms_crypto_key")}})
	control.violations == set() with data.estate as testing.estate([rc])
	control.unknowns == set() with data.estate as testing.estate([rc])
	control.discharges == {{
		"resource": "s/x.x",
		"attribute": "encryption.0.default_kms_key_name",
	}} with data.estate as testing.estate([rc])
}

test_passes_a_bucket_with_its_configuration if {
	bucket := object.union(
		_here("aws_s3_bucket", {"bucket": "b"}),
		{"attached": {"aws_s3_bucket_server_side_encryption_configuration": [0]}},
	)
	settings := {"sse_algorithm": "aws:kms", "kms_master_key_id": _aws}
	configuration := testing.named("s/sse", _here("aws_s3_bucket_server_side_encryption_configuration", {"rule": {"apply_server_side_encryption_by_default": settings}}))
	control.violations == set() with data.estate as testing.estate([bucket, configuration])
	control.unknowns == set() with data.estate as testing.estate([bucket, configuration])
}

test_unknown_keys if {
	every value in [
		testing.unknown,
		testing.reference("google_project"),
		object.union(testing.reference("google_kms_crypto_key"), {"$unknown": "drifted"}),
		object.union(testing.reference("google_kms_crypto_key"), {"exact": false}),
		object.union(testing.reference("google_kms_crypto_key"), {"refs": [{
			"type": "google_kms_crypto_key",
			"at": 0,
			"attr": "rotation_period",
		}]}),
	] {
		rc := _here("google_pubsub_topic", {"kms_key_name": value})
		control.violations == set() with data.estate as testing.estate([rc])
		control.discharges == set() with data.estate as testing.estate([rc])
		{"kms_key_name"} == {f.attribute | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_unknown_blocks_and_switches if {
	every rc in [
		_here("google_storage_bucket", {"encryption": testing.unknown}),
		object.union(_here("google_storage_bucket", {}), {"undeclared": ["encryption"]}),
		_here("aws_ebs_volume", {"encrypted": testing.unknown, "kms_key_id": _aws}),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_elsewhere if {
	every rc in [
		testing.in_class("google_storage_bucket", "business", {}),
		testing.resource("google_storage_bucket", {}),
		_here("google_compute_network", {}),
	] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
