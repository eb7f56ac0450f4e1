package controls.ttc.operators_test

import data.controls.ttc.operators as control
import data.lib.testing

_operator := "user:handler.one@example.jp"

_granted(type, values) := testing.estate([testing.in_class(type, "ttc", object.union(
	{"role": "roles/iap.tunnelResourceAccessor"},
	values,
))])

_member(member) := _granted("google_iap_tunnel_instance_iam_member", {"member": member})

_policy(policy) := _granted("google_project_iam_policy", {"policy_data": policy})

_role(policy) := testing.estate([testing.in_class("aws_iam_role", "ttc", {"assume_role_policy": policy})])

_trusting(principal) := _role(json.marshal({"Statement": [{
	"Effect": "Allow",
	"Action": "sts:AssumeRole",
	"Principal": principal,
}]}))

_documented(identifiers) := testing.estate([
	testing.in_class("aws_iam_role", "ttc", {"assume_role_policy": testing.reference("data.aws_iam_policy_document")}),
	testing.named("s/data", testing.resource("data.aws_iam_policy_document", {"statement": [{"principals": [{
		"type": "AWS",
		"identifiers": identifiers,
	}]}]})),
])

_entry(principal) := testing.estate([testing.in_class("aws_eks_access_entry", "ttc", {"principal_arn": principal})])

_violation(key, attribute, member, role) := {{
	"resource": "s/x.x",
	"key": key,
	"attribute": attribute,
	"element": member,
	"args": {"member": member, "role": role, "zone": "ttc"},
}}

_tunnel(key, member) := _violation(key, "member", member, "roles/iap.tunnelResourceAccessor")

_unknown(attribute) := {{
	"resource": "s/x.x",
	"key": "member_unknown",
	"attribute": attribute,
	"args": {"attribute": attribute},
}}

test_fails_a_person_who_is_no_registered_operator if {
	member := "user:somebody@example.jp"
	{"s/x.x"} == control.resources with data.estate as _member(member)
	_tunnel("not_operator", member) == control.violations with data.estate as _member(member)
	set() == control.unknowns with data.estate as _member(member)
}

test_fails_groups_domains_and_the_public if {
	every member in ["group:operators@example.jp", "domain:example.jp", "allUsers", "projectOwner:p"] {
		_tunnel("many_members", member) == control.violations with data.estate as _member(member)
	}
}

test_fails_one_member_of_a_binding_or_a_policy if {
	binding := _granted("google_kms_crypto_key_iam_binding", {"members": [_operator, "user:second@example.jp"]})
	_violation(
		"not_operator",
		"members",
		"user:second@example.jp",
		"roles/iap.tunnelResourceAccessor",
	) == control.violations with data.estate as binding
	policy := _policy(json.marshal({"bindings": [{"role": "roles/owner", "members": ["group:all@example.jp"]}]}))
	_violation(
		"many_members",
		"policy_data",
		"group:all@example.jp",
		"roles/owner",
	) == control.violations with data.estate as policy
}

test_fails_other_accounts_and_anybody_in_a_role if {
	root := "arn:aws:iam::123456789012:root"
	_violation(
		"not_operator",
		"assume_role_policy",
		root,
		"sts:AssumeRole",
	) == control.violations with data.estate as _trusting({"AWS": [root]})
	every principal in ["*", {"AWS": "*"}] {
		_violation(
			"many_members",
			"assume_role_policy",
			"*",
			"sts:AssumeRole",
		) == control.violations with data.estate as _trusting(principal)
	}
	all_but_one := _role(json.marshal({"Statement": [{
		"Effect": "Allow",
		"Action": "sts:AssumeRole",
		"NotPrincipal": {"AWS": root},
	}]}))
	_violation(
		"many_members",
		"assume_role_policy",
		"*",
		"sts:AssumeRole",
	) == control.violations with data.estate as all_but_one
}

test_fails_a_cluster_entry_of_somebody_else if {
	arn := "arn:aws:iam::123456789012:role/admin"
	_violation(
		"not_operator",
		"principal_arn",
		arn,
		"eks:AccessKubernetesApi",
	) == control.violations with data.estate as _entry(arn)
}

test_passes_operators_and_service_accounts if {
	every member in [_operator, "serviceAccount:control@p.iam.gserviceaccount.com"] {
		{"s/x.x"} == control.resources with data.estate as _member(member)
		set() == control.violations with data.estate as _member(member)
		set() == control.unknowns with data.estate as _member(member)
		set() == control.discharges with data.estate as _member(member)
	}
}

test_passes_accounts_of_the_estate_by_reference if {
	template := {
		"$unknown": "after-apply",
		"refs": [],
		"exact": false,
		"text": "serviceAccount:${google_service_account.a.email}",
	}
	every member in [testing.reference("google_service_account"), template] {
		set() == control.violations with data.estate as _member(member)
		set() == control.unknowns with data.estate as _member(member)
		{{"resource": "s/x.x", "attribute": "member"}} == control.discharges with data.estate as _member(member)
	}
	entry := _entry(testing.reference("aws_iam_role"))
	set() == control.unknowns with data.estate as entry
	{{"resource": "s/x.x", "attribute": "principal_arn"}} == control.discharges with data.estate as entry
}

test_passes_services_of_aws_and_roles_of_the_estate if {
	every principal in [{"Service": "ec2.amazonaws.com"}, {"AWS": "${aws_iam_role.operator.arn}"}] {
		{"s/x.x"} == control.resources with data.estate as _trusting(principal)
		set() == control.violations with data.estate as _trusting(principal)
		set() == control.unknowns with data.estate as _trusting(principal)
	}
}

test_passes_what_a_policy_denies if {
	denied := _role(json.marshal({"Statement": [{
		"Effect": "Deny",
		"Action": "sts:AssumeRole",
		"Principal": "*",
	}]}))
	set() == control.violations with data.estate as denied
	set() == control.unknowns with data.estate as denied
}

test_unknown_members if {
	_unknown("member") == control.unknowns with data.estate as _member(testing.unknown)
	set() == control.violations with data.estate as _member(testing.unknown)
	every members in [testing.unknown, [_operator, testing.unknown]] {
		binding := _granted("google_secret_manager_secret_iam_binding", {"members": members})
		_unknown("members") == control.unknowns with data.estate as binding
		set() == control.violations with data.estate as binding
	}
	person := {"$unknown": "after-apply", "refs": [], "exact": false, "text": "user:${var.operator}"}
	_unknown("member") == control.unknowns with data.estate as _member(person)
}

test_fails_another_account_in_a_policy_document if {
	declared := _documented(["arn:aws:iam::123456789012:root", testing.reference("aws_iam_role")])
	_violation(
		"not_operator",
		"assume_role_policy",
		"arn:aws:iam::123456789012:root",
		"sts:AssumeRole",
	) == control.violations with data.estate as declared
	set() == control.unknowns with data.estate as declared
}

test_unknown_policies if {
	every policy in [testing.unknown, "not json"] {
		_unknown("policy_data") == control.unknowns with data.estate as _policy(policy)
	}
	_unknown("assume_role_policy") == control.unknowns with data.estate as _role(testing.unknown)
	_unknown("assume_role_policy") == control.unknowns with data.estate as _trusting({"AWS": "${var.partner}"})
	_unknown("assume_role_policy") == control.unknowns with data.estate as _trusting({"AWS": [5]})
	_unknown("principal_arn") == control.unknowns with data.estate as _entry(testing.unknown)
}

test_unknown_users_in_a_policy_document if {
	every user in [testing.unknown, testing.reference("aws_iam_user")] {
		_unknown("assume_role_policy") == control.unknowns with data.estate as _documented([user])
		set() == control.violations with data.estate as _documented([user])
	}
}

test_unknown_people_in_a_policy_document if {
	person := {"$unknown": "after-apply", "refs": [], "exact": false, "text": "user:${var.operator}"}
	declared := testing.estate([
		testing.in_class("google_project_iam_policy", "ttc", {"policy_data": testing.reference("data.google_iam_policy")}),
		testing.named("s/data", testing.resource("data.google_iam_policy", {"binding": [{
			"role": "roles/viewer",
			"members": [person, _operator],
		}]})),
	])
	_unknown("policy_data") == control.unknowns with data.estate as declared
	set() == control.violations with data.estate as declared
}

test_not_applicable_in_other_zones if {
	outside := testing.estate([
		testing.in_class("google_project_iam_member", "business", {"role": "roles/viewer", "member": "allUsers"}),
		testing.named("s/y.y", testing.resource("aws_iam_role", {})),
	])
	set() == control.resources with data.estate as outside
	set() == control.violations with data.estate as outside
	set() == control.unknowns with data.estate as outside
}
