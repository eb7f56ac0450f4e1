package controls.perimeter.enforced_test

import data.controls.perimeter.enforced as control
import data.lib.testing

_type := "google_access_context_manager_service_perimeter"

_level := testing.reference("google_access_context_manager_access_level")

_handlers := {
	"ingress_from": {"identities": ["user:handler.one@example.jp"], "sources": [{"access_level": _level}]},
	"ingress_to": {"resources": ["*"], "operations": [{"service_name": "storage.googleapis.com"}]},
}

_release := {
	"egress_from": [{"identities": ["serviceAccount:release@p.iam.gserviceaccount.com"]}],
	"egress_to": [{
		"resources": ["projects/210987654321"],
		"operations": [{"service_name": "storage.googleapis.com"}],
	}],
}

_status := {
	"resources": ["projects/123456789012"],
	"restricted_services": ["storage.googleapis.com", "bigquery.googleapis.com"],
	"vpc_accessible_services": {"enable_restriction": true, "allowed_services": ["RESTRICTED-SERVICES"]},
	"ingress_policies": [_handlers],
}

_perimeter(values) := testing.estate([testing.resource(_type, values)])

_with(changes) := _perimeter({"status": [object.union(_status, changes)]})

_without(name) := _perimeter({"status": [object.remove(_status, [name])]})

_ingress(changes) := _with({"ingress_policies": [object.union(_handlers, changes)]})

_egress(to) := _with({"egress_policies": [{"egress_from": _release.egress_from, "egress_to": [to]}]})

_finding(key, attribute, args, exit) := {
	"resource": "s/x.x",
	"key": key,
	"attribute": attribute,
	"args": args,
	"exit": exit,
}

_element(key, attribute, element, args) := object.union(_finding(key, attribute, args, "E18"), {"element": element})

_unknown(attribute) := _finding("perimeter_unknown", attribute, {"attribute": attribute}, "E16")

_rule := "status.0.ingress_policies.0"

test_fails_a_perimeter_in_dry_run_only if {
	tried := _perimeter({"spec": [_status], "use_explicit_dry_run_spec": true})
	{"s/x.x"} == control.resources with data.estate as tried
	{_finding("dry_run_only", "status", {}, "E17")} == control.violations with data.estate as tried
	set() == control.unknowns with data.estate as tried
	{_finding("not_enforced", "status", {}, "E17")} == control.violations with data.estate as _perimeter({})
}

test_fails_a_bridge if {
	bridge := _perimeter({
		"perimeter_type": "PERIMETER_TYPE_BRIDGE",
		"status": {"resources": ["projects/1", "projects/2"]},
	})
	{_finding("bridge", "perimeter_type", {}, "E16")} == control.violations with data.estate as bridge
}

test_fails_a_perimeter_around_nothing if {
	{
		_finding("no_members", "status.0.resources", {}, "E16"),
	} == control.violations with data.estate as _without("resources")
	{
		_finding("no_restricted_services", "status.0.restricted_services", {}, "E16"),
	} == control.violations with data.estate as _without("restricted_services")
}

test_fails_services_left_open if {
	attribute := "status.0.vpc_accessible_services.0.enable_restriction"
	{
		_finding("services_open", attribute, {"value": null}, "E16"),
	} == control.violations with data.estate as _without("vpc_accessible_services")
	off := _with({"vpc_accessible_services": {"enable_restriction": false}})
	{_finding("services_open", attribute, {"value": false}, "E16")} == control.violations with data.estate as off
	wide := _with({"vpc_accessible_services": {"allowed_services": ["RESTRICTED-SERVICES", "run.googleapis.com"]}})
	{object.union(
		_finding(
			"service_outside",
			"status.0.vpc_accessible_services.0.allowed_services",
			{"service": "run.googleapis.com"},
			"E16",
		),
		{"element": "run.googleapis.com"},
	)} == control.violations with data.estate as wide
}

test_fails_access_levels_on_the_perimeter_itself if {
	levels := _with({"access_levels": [_level]})
	{_finding("access_levels", "status.0.access_levels", {}, "E18")} == control.violations with data.estate as levels
}

test_fails_rules_for_anybody if {
	anybody := _ingress({"ingress_from": {"identity_type": "ANY_IDENTITY"}})
	{
		_element("any_identity", _rule, "ANY_IDENTITY", {"identity": "ANY_IDENTITY"}),
	} == control.violations with data.estate as anybody
	group := _ingress({"ingress_from": {"identities": ["group:all@example.jp", "user:*"]}})
	{
		_element("any_identity", _rule, "group:all@example.jp", {"identity": "group:all@example.jp"}),
		_element("any_identity", _rule, "user:*", {"identity": "user:*"}),
	} == control.violations with data.estate as group
}

test_fails_rules_for_nobody_from_anywhere_to_everything if {
	rule := {"ingress_policies": [{"ingress_from": {}, "ingress_to": {"operations": [{"service_name": "*"}]}}]}
	{
		_finding("no_identities", _rule, {}, "E18"),
		_finding("any_source", _rule, {}, "E18"),
		_finding("any_service", _rule, {}, "E18"),
	} == control.violations with data.estate as _with(rule)
	star := _ingress({"ingress_from": {"sources": [{"access_level": "*"}]}})
	{_finding("any_source", _rule, {}, "E18")} == control.violations with data.estate as star
	empty := _ingress({"ingress_from": {"sources": [{}]}})
	{_finding("any_source", _rule, {}, "E18")} == control.violations with data.estate as empty
}

test_fails_egress_to_anywhere if {
	path := "status.0.egress_policies.0"
	star := _egress({"resources": ["*"]})
	{_element("egress_anywhere", path, "*", {"target": "*"})} == control.violations with data.estate as star
	s3 := _egress({"external_resources": ["s3://elsewhere"]})
	{
		_element("egress_anywhere", path, "s3://elsewhere", {"target": "s3://elsewhere"}),
	} == control.violations with data.estate as s3
	{_element("egress_anywhere", path, "*", {"target": "*"})} == control.violations with data.estate as _egress({})
}

test_fails_a_perimeter_that_ignores_changes_to_itself if {
	drifting := testing.estate([object.union(
		testing.resource(_type, {"status": [_status]}),
		{"ignore_changes": ["status[0].resources", "title"]},
	)])
	{object.union(
		_finding("ignores_changes", "lifecycle.ignore_changes", {"ignored": "status[0].resources"}, "E19"),
		{"element": "status[0].resources"},
	)} == control.violations with data.estate as drifting
}

test_fails_a_rule_from_elsewhere if {
	type := "google_access_context_manager_service_perimeter_egress_policy"
	elsewhere := testing.estate([testing.resource(type, {"perimeter": "accessPolicies/1/servicePerimeters/p"})])
	{"s/x.x"} == control.resources with data.estate as elsewhere
	{_finding("rule_elsewhere", null, {}, "E19")} == control.violations with data.estate as elsewhere
}

test_fails_the_third_of_many_perimeters_in_one_resource if {
	type := "google_access_context_manager_service_perimeters"
	many := testing.estate([testing.resource(type, {"service_perimeters": [{"status": [_status]}, {"spec": [_status]}]})])
	{"s/x.x"} == control.resources with data.estate as many
	{_finding("dry_run_only", "service_perimeters.1.status", {}, "E17")} == control.violations with data.estate as many
}

test_passes_named_people_in_the_room if {
	closed := _with({"egress_policies": [_release]})
	{"s/x.x"} == control.resources with data.estate as closed
	set() == control.violations with data.estate as closed
	set() == control.unknowns with data.estate as closed
	set() == control.discharges with data.estate as closed
}

test_passes_members_proven_by_reference if {
	number := {"$unknown": "after-apply", "exact": false, "refs": [{"type": "google_project", "at": 0, "attr": "number"}]}
	proven := testing.estate([
		testing.named("s/google_project.p", testing.resource("google_project", {})),
		testing.resource(_type, {"status": [object.union(_status, {"resources": [number]})]}),
	])
	set() == control.violations with data.estate as proven
	set() == control.unknowns with data.estate as proven
	{{"resource": "s/x.x", "attribute": "status.0.resources"}} == control.discharges with data.estate as proven
}

test_unknown_perimeters_and_lists if {
	every attribute in ["perimeter_type", "status"] {
		hidden := object.union({"status": [_status]}, {attribute: testing.unknown})
		{_unknown(attribute)} == control.unknowns with data.estate as _perimeter(hidden)
	}
	every attribute in ["restricted_services", "resources", "ingress_policies", "egress_policies"] {
		hidden := object.union(object.remove(_status, [attribute]), {attribute: testing.unknown})
		{
			_unknown(concat(".", ["status.0", attribute])),
		} == control.unknowns with data.estate as _perimeter({"status": [hidden]})
	}
}

test_unknown_accessible_services if {
	switch := _with({"vpc_accessible_services": {"enable_restriction": testing.unknown}})
	{_unknown("status.0.vpc_accessible_services.0.enable_restriction")} == control.unknowns with data.estate as switch
	list := _with({"vpc_accessible_services": {"allowed_services": ["RESTRICTED-SERVICES", testing.unknown]}})
	{_unknown("status.0.vpc_accessible_services.0.allowed_services")} == control.unknowns with data.estate as list
}

test_unknown_parts_of_a_rule if {
	rules := [
		testing.unknown,
		object.union(_handlers, {"ingress_from": {"identities": [testing.unknown]}}),
		object.union(object.remove(_handlers, ["ingress_from"]), {"ingress_from": testing.unknown}),
		object.union(_handlers, {"ingress_from": {"identity_type": testing.unknown}}),
		object.union(_handlers, {"ingress_from": {"sources": [{"access_level": testing.unknown}]}}),
		object.union(_handlers, {"ingress_from": {"sources": [{"access_level": "a", "resource": testing.unknown}]}}),
		object.union(_handlers, {"ingress_from": {"sources": [testing.unknown]}}),
		object.union(_handlers, {"ingress_to": {"operations": [{"service_name": testing.unknown}]}}),
		object.union(_handlers, {"ingress_to": {"operations": testing.unknown}}),
	]
	every rule in rules {
		{_unknown(_rule)} == control.unknowns with data.estate as _with({"ingress_policies": [rule]})
		set() == control.violations with data.estate as _with({"ingress_policies": [rule]})
	}
}

test_fails_what_is_wide_beside_what_is_unknown if {
	rule := _ingress({"ingress_from": {"identities": [testing.unknown], "sources": [{"access_level": "*"}]}})
	{_finding("any_source", _rule, {}, "E18")} == control.violations with data.estate as rule
	{_unknown(_rule)} == control.unknowns with data.estate as rule
}

test_unknown_targets_of_egress if {
	every to in [
		{"resources": [testing.unknown]},
		{"resources": testing.unknown},
		{"external_resources": testing.unknown},
	] {
		{_unknown("status.0.egress_policies.0")} == control.unknowns with data.estate as _egress(to)
		set() == control.violations with data.estate as _egress(to)
	}
}

test_passes_a_service_account_of_the_estate if {
	account := _ingress({"ingress_from": {"identities": [testing.reference("google_service_account")]}})
	set() == control.violations with data.estate as account
	set() == control.unknowns with data.estate as account
}

_log_writer(account, service, method, target) := _ingress({
	"ingress_from": {"identities": [account], "sources": [{"access_level": "*"}]},
	"ingress_to": {
		"resources": [target],
		"operations": [{"service_name": service, "method_selectors": [{"method": method}]}],
	},
})

_folder_writer := "serviceAccount:service-folder-410000000003@gcp-sa-logging.iam.gserviceaccount.com"

_write := "LoggingServiceV2.WriteLogEntries"

test_passes_cloud_logging_that_writes_entries_from_nowhere if {
	folder := _log_writer(_folder_writer, "logging.googleapis.com", _write, "projects/1")
	set() == control.violations with data.estate as folder
	set() == control.unknowns with data.estate as folder
}

test_fails_cloud_logging_from_nowhere_that_could_do_more if {
	logging := "logging.googleapis.com"
	every wide in [
		_log_writer("serviceAccount:service-1@gcp-sa-logging.iam.gserviceaccount.com", logging, _write, "projects/1"),
		_log_writer("serviceAccount:service-folder-1@example.iam.gserviceaccount.com", logging, _write, "projects/1"),
		_log_writer(_folder_writer, "storage.googleapis.com", _write, "projects/1"),
		_log_writer(_folder_writer, logging, "LoggingServiceV2.ListLogEntries", "projects/1"),
		_log_writer(_folder_writer, logging, _write, "*"),
	] {
		{_finding("any_source", _rule, {}, "E18")} == control.violations with data.estate as wide
	}
}

test_passes_an_accessible_service_that_is_restricted_by_name if {
	named := _with({"vpc_accessible_services": {"allowed_services": ["bigquery.googleapis.com"]}})
	set() == control.violations with data.estate as named
	set() == control.unknowns with data.estate as named
}

test_passes_a_source_that_is_a_project_of_the_estate if {
	number := {"$unknown": "after-apply", "exact": false, "refs": [{"type": "google_project", "at": 0, "attr": "number"}]}
	rule := object.union(_handlers, {"ingress_from": {"sources": [{"resource": number}]}})
	found := testing.estate([
		testing.named("s/google_project.p", testing.resource("google_project", {})),
		testing.resource(_type, {"status": [object.union(_status, {"ingress_policies": [rule]})]}),
	])
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_not_applicable_without_perimeters if {
	none := testing.estate([testing.resource("google_project", {})])
	set() == control.resources with data.estate as none
	set() == control.violations with data.estate as none
	set() == control.unknowns with data.estate as none
}
