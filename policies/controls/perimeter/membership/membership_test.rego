package controls.perimeter.membership_test

import data.controls.perimeter.membership as control
import data.lib.testing

_project := testing.named("s/google_project.p", testing.in_class("google_project", "remote-sensing", {}))

_numbered := testing.named("s/google_project.p", testing.in_class(
	"google_project",
	"remote-sensing",
	{"number": "123456789012"},
))

_number := {"$unknown": "after-apply", "exact": false, "refs": [{
	"type": "google_project",
	"at": 0,
	"attr": "number",
}]}

_perimeter(values) := testing.named(
	"s/perimeter",
	testing.resource("google_access_context_manager_service_perimeter", values),
)

_enforced(members) := _perimeter({"status": [{
	"restricted_services": ["storage.googleapis.com"],
	"resources": members,
}]})

# An estate whose remote-sensing zone holds a network and declares no project.
_undeclared(resources) := object.union(testing.estate(resources), {"zones": {"remote-sensing": {"inventory": {
	"google_compute_network": ["s/google_compute_network.n"],
	"aws_s3_bucket": ["s/aws_s3_bucket.b"],
}}}})

_finding(resource, key, args) := {"resource": resource, "key": key, "attribute": null, "args": args}

_lost := {_finding("s/google_project.p", "no_perimeter", {"zone": "remote-sensing"})}

test_fails_without_any_perimeter_in_force if {
	{"s/google_project.p"} == control.resources with data.estate as testing.estate([_project])
	_lost == control.violations with data.estate as testing.estate([_project])
	tried := testing.estate([_project, _perimeter({"spec": [{
		"restricted_services": ["storage.googleapis.com"],
		"resources": [_number],
	}]})])
	_lost == control.violations with data.estate as tried
	bridged := testing.estate([_project, _perimeter({
		"perimeter_type": "PERIMETER_TYPE_BRIDGE",
		"status": [{"restricted_services": ["storage.googleapis.com"], "resources": [_number]}],
	})])
	_lost == control.violations with data.estate as bridged
}

test_fails_a_zone_without_declared_projects_and_without_perimeters if {
	{"s/google_compute_network.n"} == control.resources with data.estate as _undeclared([])
	{_finding(
		"s/google_compute_network.n",
		"no_perimeter",
		{"zone": "remote-sensing"},
	)} == control.violations with data.estate as _undeclared([])
}

test_fails_a_zone_on_its_bucket_where_it_has_one if {
	found := object.union(testing.estate([]), {"zones": {"remote-sensing": {"inventory": {
		"google_compute_network": ["s/google_compute_network.n"],
		"google_storage_bucket": ["s/google_storage_bucket.b", "s/google_storage_bucket.a"],
	}}}})
	{"s/google_storage_bucket.a"} == control.resources with data.estate as found
	{_finding(
		"s/google_storage_bucket.a",
		"no_perimeter",
		{"zone": "remote-sensing"},
	)} == control.violations with data.estate as found
}

test_fails_a_project_that_the_perimeter_does_not_hold if {
	outside := {_finding("s/google_project.p", "not_member", {})}
	other := testing.estate([_numbered, _enforced(["projects/210987654321"])])
	outside == control.violations with data.estate as other
	set() == control.unknowns with data.estate as other
	second := testing.named("s/google_project.q", testing.in_class("google_project", "business", {}))
	elsewhere := {"$unknown": "after-apply", "exact": true, "refs": [{
		"type": "google_project",
		"at": 1,
		"attr": "number",
	}]}
	third := testing.estate([_project, second, _enforced([elsewhere])])
	outside == control.violations with data.estate as third
}

test_passes_a_project_named_by_reference if {
	inside := testing.estate([_project, _enforced(["projects/210987654321", _number])])
	{"s/google_project.p"} == control.resources with data.estate as inside
	set() == control.violations with data.estate as inside
	set() == control.unknowns with data.estate as inside
	{{"resource": "s/perimeter", "attribute": "status.0.resources"}} == control.discharges with data.estate as inside
}

test_passes_a_project_named_by_its_number if {
	inside := testing.estate([_numbered, _enforced(["projects/123456789012"])])
	set() == control.violations with data.estate as inside
	set() == control.unknowns with data.estate as inside
	set() == control.discharges with data.estate as inside
}

test_unknown_members_or_numbers if {
	undecided := {_finding("s/google_project.p", "membership_unknown", {})}
	hidden := testing.estate([_numbered, _enforced(testing.unknown)])
	undecided == control.unknowns with data.estate as hidden
	set() == control.violations with data.estate as hidden
	unborn := testing.estate([_project, _enforced(["projects/123456789012"])])
	undecided == control.unknowns with data.estate as unborn
	set() == control.violations with data.estate as unborn
	status := testing.estate([_numbered, _perimeter({"status": testing.unknown})])
	undecided == control.unknowns with data.estate as status
	set() == control.violations with data.estate as status
}

test_unknown_when_the_zone_declares_no_project if {
	found := _undeclared([_enforced(["projects/123456789012"])])
	{"s/google_compute_network.n"} == control.resources with data.estate as found
	{_finding(
		"s/google_compute_network.n",
		"numbers_unseen",
		{"zone": "remote-sensing"},
	)} == control.unknowns with data.estate as found
	set() == control.violations with data.estate as found
}

test_not_applicable_outside_remote_sensing_zones_and_outside_google_cloud if {
	outside := testing.estate([testing.in_class("google_project", "ttc", {}), _enforced(["projects/1"])])
	set() == control.resources with data.estate as outside
	set() == control.violations with data.estate as outside
	set() == control.unknowns with data.estate as outside
	aws := object.union(testing.estate([]), {"zones": {"remote-sensing": {"inventory": {
		"aws_s3_bucket": ["s/aws_s3_bucket.b"],
	}}}})
	set() == control.resources with data.estate as aws
}
