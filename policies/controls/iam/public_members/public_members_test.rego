package controls.iam.public_members_test

import data.controls.iam.public_members as control
import data.lib.testing

_open := `{"Statement": [{"Sid": "Any", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*"}]}`

_closed := `{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}`

test_fails_public_members if {
	rc := testing.resource("google_kms_crypto_key_iam_member", {
		"role": "roles/cloudkms.cryptoKeyDecrypter",
		"member": "allAuthenticatedUsers",
	})
	control.violations == {{
		"resource": "s/x.x",
		"key": "public_member",
		"attribute": "member",
		"element": "allAuthenticatedUsers",
		"args": {"member": "allAuthenticatedUsers", "role": "roles/cloudkms.cryptoKeyDecrypter"},
	}} with data.estate as testing.estate([rc])
	control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
}

test_fails_every_service_and_form if {
	policy := json.marshal({"bindings": [{"role": "r", "members": ["allUsers"]}]})
	every rc in [
		testing.in_class("google_project_iam_binding", "ttc", {"role": "r", "members": ["allUsers"]}),
		testing.resource("google_organization_iam_member", {"role": "r", "member": "allUsers"}),
		testing.resource("google_pubsub_topic_iam_policy", {"policy_data": policy}),
		testing.resource("google_service_account_iam_member", {"role": "r", "member": "allUsers"}),
		testing.resource("google_cloud_run_v2_service_iam_member", {"role": "roles/run.invoker", "member": "allUsers"}),
	] {
		{"allUsers"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_public_policies if {
	every type, attribute in {
		"aws_ecr_repository_policy": "policy",
		"aws_iam_role": "assume_role_policy",
		"aws_kms_key": "policy",
		"aws_opensearch_domain": "access_policies",
		"aws_secretsmanager_secret_policy": "policy",
		"aws_sns_topic_policy": "policy",
		"aws_sqs_queue_policy": "policy",
	} {
		rc := testing.resource(type, {attribute: _open})
		control.violations == {{
			"resource": "s/x.x",
			"key": "public_policy",
			"attribute": attribute,
			"element": "Any",
			"args": {"statement": "Any"},
		}} with data.estate as testing.estate([rc])
	}
}

test_fails_what_one_value_opens if {
	every rc in [
		testing.resource("aws_lambda_permission", {"principal": "*"}),
		testing.resource("aws_lambda_function_url", {"authorization_type": "NONE"}),
		testing.resource("aws_db_snapshot", {"shared_accounts": ["111111111111", "all"]}),
		testing.resource("google_cloud_run_v2_service", {"invoker_iam_disabled": true}),
	] {
		{"public_function"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_passes_named_principals if {
	every rc in [
		testing.resource("google_project_iam_member", {"role": "r", "member": "group:handlers@example.jp"}),
		testing.resource("google_project_iam_member", {"role": "r", "member": testing.reference("google_service_account")}),
		testing.resource("aws_iam_role", {"assume_role_policy": _closed}),
		testing.resource("aws_kms_key", {"description": "default policy"}),
		testing.resource("aws_lambda_permission", {"principal": "s3.amazonaws.com"}),
		testing.resource("aws_lambda_permission", {"principal": "*", "principal_org_id": "o-1"}),
		testing.resource("aws_lambda_function_url", {"authorization_type": "AWS_IAM"}),
		testing.resource("google_cloud_run_v2_service", {"location": "asia-northeast1"}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_unknown_principals if {
	every rc in [
		testing.resource("google_project_iam_member", {"role": "r", "member": testing.unknown}),
		testing.resource("google_project_iam_policy", {"policy_data": testing.unknown}),
		testing.resource("google_project_iam_policy", {"policy_data": "]"}),
		testing.resource("aws_iam_role", {"assume_role_policy": testing.unknown}),
		testing.resource("aws_kms_key", {"policy": "not json"}),
		testing.resource("aws_lambda_permission", {"principal": testing.unknown}),
		object.union(testing.resource("aws_lambda_permission", {}), {"undeclared": ["principal"]}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_in_a_business_zone if {
	rc := testing.in_class("google_cloud_run_v2_service_iam_member", "business", {"role": "r", "member": "allUsers"})
	control.resources == set() with data.estate as testing.estate([rc])
	control.violations == set() with data.estate as testing.estate([rc])
}

test_not_applicable_without_grants if {
	control.resources == set() with data.estate as testing.estate([testing.resource("google_compute_network", {})])
}
