package controls.storage.public_access_test

import data.controls.storage.public_access as control
import data.lib.testing

_member(values) := testing.in_class("google_storage_bucket_iam_member", "remote-sensing", values)

_policy(values) := testing.in_class("aws_s3_bucket_policy", "remote-sensing", values)

_statement(principal, condition) := json.marshal({"Statement": [{
	"Sid": "Read",
	"Effect": "Allow",
	"Principal": principal,
	"Action": "s3:GetObject",
	"Condition": condition,
}]})

test_fails_public_member if {
	rc := _member({"role": "roles/storage.objectViewer", "member": "allUsers"})
	control.violations == {{
		"resource": "s/x.x",
		"key": "public_member",
		"attribute": "member",
		"element": "allUsers",
		"args": {"member": "allUsers", "role": "roles/storage.objectViewer"},
	}} with data.estate as testing.estate([rc])
	control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
}

test_fails_public_member_in_no_zone if {
	rc := testing.resource("google_bigquery_table_iam_binding", {
		"role": "roles/bigquery.dataViewer",
		"members": ["user:a@example.jp", "allAuthenticatedUsers"],
	})
	{"allAuthenticatedUsers"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
}

test_fails_public_member_in_policy_data if {
	text := json.marshal({"bindings": [{"role": "roles/storage.admin", "members": ["allUsers"]}]})
	rc := testing.resource("google_storage_bucket_iam_policy", {"policy_data": text})
	{"policy_data"} == {f.attribute | some f in control.violations} with data.estate as testing.estate([rc])
}

test_fails_public_member_in_referenced_policy if {
	rc := testing.resource("google_storage_bucket_iam_policy", {"policy_data": testing.reference("data.google_iam_policy")})
	data_source := testing.named("s/data.p", testing.resource("data.google_iam_policy", {"binding": {
		"role": "roles/storage.admin",
		"members": ["allUsers"],
	}}))
	{"allUsers"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc, data_source])
}

test_fails_public_acls if {
	every rc in [
		testing.resource("aws_s3_bucket_acl", {"acl": "public-read"}),
		testing.resource("aws_s3_bucket_acl", {"access_control_policy": {"grant": [{"grantee": {
			"type": "Group",
			"uri": "http://acs.amazonaws.com/groups/global/AllUsers",
		}}]}}),
		testing.resource("aws_s3_object", {"acl": "public-read-write"}),
		testing.resource("google_storage_bucket_acl", {"role_entity": ["OWNER:user-a@example.jp", "READER:allUsers"]}),
		testing.resource("google_storage_default_object_acl", {"role_entity": ["READER:allAuthenticatedUsers"]}),
		testing.resource("google_storage_object_access_control", {"entity": "allUsers", "role": "READER"}),
		testing.resource("google_storage_object_acl", {"predefined_acl": "publicRead"}),
		testing.resource("google_bigquery_dataset", {"access": [{"role": "READER", "special_group": "allAuthenticatedUsers"}]}),
		testing.resource("google_bigquery_dataset_access", {"role": "READER", "iam_member": "allUsers"}),
	] {
		{"public_acl"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_public_policies if {
	every principal in ["*", {"AWS": "*"}, {"AWS": ["arn:aws:iam::111111111111:root", "*"]}] {
		rc := _policy({"policy": _statement(principal, {})})
		control.violations == {{
			"resource": "s/x.x",
			"key": "public_policy",
			"attribute": "policy",
			"element": "Read",
			"args": {"statement": "Read"},
		}} with data.estate as testing.estate([rc])
	}
}

test_fails_policy_that_excepts_somebody if {
	rc := _policy({"policy": `{"Statement": {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::1:root"}, "Action": "*"}}`})
	{"0"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
}

test_fails_condition_that_limits_nothing if {
	every condition in [
		{"StringLike": {"aws:PrincipalOrgID": "*"}},
		{"StringEquals": {"aws:SourceVpce": ["vpce-1", "*"]}},
		{"StringEquals": {"aws:UserAgent": "x"}},
	] {
		rc := _policy({"policy": _statement("*", condition)})
		{"public_policy"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_public_policy_document if {
	rc := _policy({"policy": testing.reference("data.aws_iam_policy_document")})
	document := testing.resource("data.aws_iam_policy_document", {"statement": [{
		"sid": "a",
		"principals": [{"type": "*", "identifiers": ["*"]}],
	}]})
	{"0"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc, document])
}

test_fails_public_statement_of_a_template if {
	rc := _policy({"policy": object.union(testing.unknown, {"text": `{"Statement": [{
		"Sid": "Read", "Effect": "Allow", "Principal": "*", "Resource": "${aws_s3_bucket.b.arn}/*"}]}`})})
	{"Read"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
	set() == control.unknowns with data.estate as testing.estate([rc])
}

test_passes_named_accounts if {
	every rc in [
		_member({"role": "r", "member": "user:handler.one@example.jp"}),
		_member({"role": "r", "member": testing.reference("google_service_account")}),
		_member({"role": "r", "member": object.union(testing.unknown, {"text": "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.p.name}/*"})}),
		_member({"role": "r", "member": object.union(testing.unknown, {"text": "serviceAccount:${google_service_account.a.email}"})}),
		testing.resource("google_storage_bucket_acl", {"role_entity": ["OWNER:user-a@example.jp"]}),
		testing.resource("google_bigquery_dataset", {"access": [{"role": "OWNER", "special_group": "projectOwners"}]}),
		testing.resource("aws_s3_bucket", {"bucket": "b"}),
		testing.resource("aws_s3_bucket_acl", {"acl": "private"}),
		_policy({"policy": _statement({"AWS": "arn:aws:iam::111111111111:root"}, {})}),
		_policy({"policy": _statement("*", {"StringEquals": {"aws:SourceVpce": "vpce-1"}})}),
		_policy({"policy": `{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*"}]}`}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_passes_policy_document_of_a_created_role if {
	rc := _policy({"policy": testing.reference("data.aws_iam_policy_document")})
	document := testing.named("s/data.d", testing.resource("data.aws_iam_policy_document", {"statement": [{"principals": [{
		"type": "AWS",
		"identifiers": [testing.reference("aws_iam_role")],
	}]}]}))
	control.violations == set() with data.estate as testing.estate([rc, document])
	control.unknowns == set() with data.estate as testing.estate([rc, document])
}

test_unknown_grants if {
	every rc in [
		_member({"role": "r", "member": testing.unknown}),
		_member({"role": "r", "member": object.union(testing.reference("google_service_account"), {"exact": false})}),
		testing.resource("google_storage_bucket_iam_binding", {"members": ["user:a@example.jp", testing.unknown]}),
		testing.resource("google_storage_bucket_iam_policy", {"policy_data": testing.unknown}),
		testing.resource("google_storage_bucket_iam_policy", {"policy_data": "not json"}),
		testing.resource("google_storage_bucket_iam_policy", {"policy_data": "[]"}),
		testing.resource("google_storage_bucket_iam_policy", {"policy_data": `{"bindings": "x"}`}),
		testing.resource("google_storage_bucket_iam_policy", {"policy_data": testing.reference("data.google_iam_policy")}),
		object.union(_member({"role": "r"}), {"undeclared": ["member"]}),
		testing.resource("google_storage_bucket_acl", {"role_entity": [testing.unknown]}),
		testing.resource("google_bigquery_dataset", {"access": testing.unknown}),
		_policy({"policy": testing.unknown}),
		_policy({"policy": "{"}),
		_policy({"policy": "\"text\""}),
		_policy({"policy": `{"Statement": ["x"]}`}),
		_policy({"policy": object.union(testing.unknown, {"text": _statement("${aws_iam_role.r.arn}", {})})}),
		_policy({"policy": testing.reference("data.aws_iam_policy_document")}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		{{"resource": "s/x.x", "key": "undecided", "args": {}}} == {object.remove(f, ["attribute"]) |
			some f in control.unknowns
		} with data.estate as testing.estate([rc])
	}
}

test_unknown_policy_document_that_hides_its_principal if {
	rc := _policy({"policy": testing.reference("data.aws_iam_policy_document")})
	every statement in [
		[{"principals": [{"type": "AWS", "identifiers": testing.unknown}]}],
		[{"principals": testing.unknown}],
		testing.unknown,
	] {
		document := testing.named("s/data.d", testing.resource("data.aws_iam_policy_document", {"statement": statement}))
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc, document])
	}
}

test_not_applicable_in_a_business_zone if {
	rc := testing.in_class("google_storage_bucket_iam_member", "business", {"role": "r", "member": "allUsers"})
	control.resources == set() with data.estate as testing.estate([rc])
	control.violations == set() with data.estate as testing.estate([rc])
}

test_not_applicable_without_a_store if {
	control.resources == set() with data.estate as testing.estate([testing.resource("google_compute_network", {})])
}
