package controls.audit.data_access_test

import data.controls.audit.data_access as control
import data.lib.testing

_google := "google_project_iam_audit_config"

_project := testing.named("s/google_project.p", testing.in_class("google_project", "remote-sensing", {
	"project_id": "rs",
	"folder_id": "folders/42",
}))

_bucket := testing.named("s/google_storage_bucket.b", testing.in_class("google_storage_bucket", "remote-sensing", {}))

_s3 := testing.named("s/aws_s3_bucket.b", testing.in_class("aws_s3_bucket", "evidence", {"bucket": "records"}))

_logs := {"service": "allServices", "audit_log_config": [{"log_type": "DATA_READ"}, {"log_type": "DATA_WRITE"}]}

_config(changes) := testing.in_class(_google, "remote-sensing", object.union(_logs, changes))

_folder(changes) := testing.resource("google_folder_iam_audit_config", object.union(_logs, changes))

_organization(changes) := testing.resource(
	"google_organization_iam_audit_config",
	object.union(object.union(_logs, {"org_id": "1"}), changes),
)

_complete := {
	"is_multi_region_trail": true,
	"enable_log_file_validation": "true",
	"event_selector": {"data_resource": {"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}},
}

_trail(changes) := testing.in_class("aws_cloudtrail", "evidence", object.union(_complete, changes))

_finding(resource, key, attribute, args) := {
	"resource": resource,
	"key": key,
	"attribute": attribute,
	"args": args,
}

_missing(resource) := {_finding(resource, "no_data_access_log", null, {})}

_uncovered(resource) := {_finding(resource, "coverage_unknown", null, {})}

test_fails_a_project_without_an_audit_config if {
	{"s/google_project.p"} == control.resources with data.estate as testing.estate([_project, _bucket])
	_missing("s/google_project.p") == control.violations with data.estate as testing.estate([_project, _bucket])
	other := testing.estate([_project, _config({"project": "another"})])
	_missing("s/google_project.p") == control.violations with data.estate as other
	one_service := testing.estate([_project, _config({"project": "rs", "service": "storage.googleapis.com"})])
	_missing("s/google_project.p") == control.violations with data.estate as one_service
}

test_fails_a_bucket_where_no_project_is_declared if {
	{"s/google_storage_bucket.b"} == control.resources with data.estate as testing.estate([_bucket])
	_missing("s/google_storage_bucket.b") == control.violations with data.estate as testing.estate([_bucket])
}

test_fails_a_config_that_leaves_out_a_log_type_or_a_member if {
	gaps := testing.estate([_project, _config({"project": "rs", "audit_log_config": [
		{"log_type": "ADMIN_READ"},
		{"log_type": "DATA_READ", "exempted_members": ["user:quiet@example.jp"]},
	]})])
	{
		object.union(
			_finding("s/x.x", "log_type_missing", "audit_log_config", {"log_type": "DATA_WRITE"}),
			{"element": "DATA_WRITE"},
		),
		object.union(
			_finding(
				"s/x.x",
				"exempted",
				"audit_log_config.1.exempted_members",
				{"member": "user:quiet@example.jp"},
			),
			{"element": "user:quiet@example.jp"},
		),
	} == control.violations with data.estate as gaps
	{"s/x.x", "s/google_project.p"} == control.resources with data.estate as gaps
}

test_fails_an_aws_bucket_without_a_trail_of_its_objects if {
	bare := {_finding("s/aws_s3_bucket.b", "no_object_log", null, {})}
	{"s/aws_s3_bucket.b"} == control.resources with data.estate as testing.estate([_s3])
	bare == control.violations with data.estate as testing.estate([_s3])
	management := object.remove(_complete, ["event_selector"])
	found := testing.estate([_s3, testing.in_class("aws_cloudtrail", "evidence", management)])
	bare == control.violations with data.estate as found
	elsewhere := testing.estate([_s3, testing.in_class("aws_cloudtrail", "business", _complete)])
	bare == control.violations with data.estate as elsewhere
}

test_fails_a_trail_with_gaps if {
	gaps := testing.estate([testing.in_class("aws_cloudtrail", "evidence", {
		"enable_logging": false,
		"is_multi_region_trail": false,
	})])
	{
		_finding("s/x.x", "trail_gap", "enable_logging", {"attribute": "enable_logging", "value": false}),
		_finding("s/x.x", "trail_gap", "is_multi_region_trail", {"attribute": "is_multi_region_trail", "value": false}),
		_finding("s/x.x", "trail_gap", "enable_log_file_validation", {
			"attribute": "enable_log_file_validation",
			"value": null,
		}),
	} == control.violations with data.estate as gaps
}

test_passes_configs_on_project_folder_and_organisation if {
	referring := object.union(_config({"project": testing.unknown}), {"refs": {"project": [{
		"type": "google_project",
		"at": 0,
		"attr": "project_id",
	}]}})
	every config in [
		_config({"project": "rs"}),
		referring,
		_folder({"folder": "folders/42"}),
		_folder({"folder": "42"}),
		_organization({}),
	] {
		found := testing.estate([_project, config])
		{"s/google_project.p", "s/x.x"} == control.resources with data.estate as found
		set() == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}

test_passes_a_bucket_beside_a_config_of_its_zone if {
	found := testing.estate([_bucket, _config({"project": "rs"})])
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_passes_an_aws_bucket_with_a_whole_trail if {
	every trail in [_trail({}), testing.resource(
		"aws_cloudtrail",
		object.union(_complete, {"is_organization_trail": true}),
	)] {
		found := testing.estate([_s3, trail])
		{"s/aws_s3_bucket.b", "s/x.x"} == control.resources with data.estate as found
		set() == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}

test_passes_a_project_whose_folder_is_named_by_reference if {
	folder := [{"type": "google_folder", "at": 0, "attr": "id"}]
	found := testing.estate([
		testing.named("s/google_folder.f", testing.resource("google_folder", {})),
		object.union(
			testing.named("s/google_project.p", testing.in_class("google_project", "remote-sensing", {})),
			{"refs": {"folder_id": folder}},
		),
		object.union(_folder({"folder": testing.unknown}), {"refs": {"folder": folder}}),
	])
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_unknown_services_above_all_projects if {
	above := testing.estate([_project, testing.resource("google_organization_iam_audit_config", {
		"org_id": "1",
		"service": testing.unknown,
		"audit_log_config": _logs.audit_log_config,
	})])
	_uncovered("s/google_project.p") | {_finding(
		"s/x.x",
		"audit_unknown",
		"service",
		{"attribute": "service"},
	)} == control.unknowns with data.estate as above
	set() == control.violations with data.estate as above
}

test_unknown_whether_a_folder_is_above_a_project if {
	found := testing.estate([_project, _folder({"folder": "folders/7"})])
	_uncovered("s/google_project.p") == control.unknowns with data.estate as found
	set() == control.violations with data.estate as found
}

test_unknown_services_and_projects_of_a_config if {
	service := testing.estate([_project, testing.in_class(_google, "remote-sensing", object.union(
		object.remove(_logs, ["service"]),
		{"project": "rs", "service": testing.unknown},
	))])
	_uncovered("s/google_project.p") | {_finding(
		"s/x.x",
		"audit_unknown",
		"service",
		{"attribute": "service"},
	)} == control.unknowns with data.estate as service
	set() == control.violations with data.estate as service
	project := testing.estate([_project, testing.resource(_google, object.union(_logs, {"project": testing.unknown}))])
	_uncovered("s/google_project.p") == control.unknowns with data.estate as project
	set() == control.violations with data.estate as project
}

test_unknown_log_types_and_exemptions if {
	every hidden in [testing.unknown, [{"log_type": testing.unknown}]] {
		types := testing.estate([_project, testing.in_class(_google, "remote-sensing", {
			"service": "allServices",
			"project": "rs",
			"audit_log_config": hidden,
		})])
		{_finding(
			"s/x.x",
			"audit_unknown",
			"audit_log_config",
			{"attribute": "audit_log_config"},
		)} == control.unknowns with data.estate as types
		set() == control.violations with data.estate as types
	}
	exempted := testing.estate([_project, _config({"project": "rs", "audit_log_config": [
		{"log_type": "DATA_READ", "exempted_members": testing.unknown},
		{"log_type": "DATA_WRITE"},
	]})])
	{_finding(
		"s/x.x",
		"audit_unknown",
		"audit_log_config.0.exempted_members",
		{"attribute": "audit_log_config.0.exempted_members"},
	)} == control.unknowns with data.estate as exempted
	set() == control.violations with data.estate as exempted
}

test_unknown_selectors_and_switches_of_a_trail if {
	hidden := object.union(object.remove(_complete, ["event_selector"]), {"event_selector": testing.unknown})
	selector := testing.estate([_s3, testing.in_class("aws_cloudtrail", "evidence", hidden)])
	_uncovered("s/aws_s3_bucket.b") == control.unknowns with data.estate as selector
	set() == control.violations with data.estate as selector
	switch := testing.estate([_trail({"is_multi_region_trail": testing.unknown})])
	{_finding(
		"s/x.x",
		"audit_unknown",
		"is_multi_region_trail",
		{"attribute": "is_multi_region_trail"},
	)} == control.unknowns with data.estate as switch
}

test_not_applicable_in_business_zones if {
	outside := testing.estate([
		testing.in_class("google_project", "business", {}),
		testing.named("s/y.y", testing.in_class("aws_s3_bucket", "business", {})),
		testing.named("s/z.z", testing.resource("aws_cloudtrail", {})),
	])
	set() == control.resources with data.estate as outside
	set() == control.violations with data.estate as outside
	set() == control.unknowns with data.estate as outside
}
