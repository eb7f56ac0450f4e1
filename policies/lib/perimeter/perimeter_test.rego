package lib.perimeter_test

import data.lib.perimeter
import data.lib.testing

_type := "google_access_context_manager_service_perimeter"

_number(at) := {"$unknown": "after-apply", "exact": false, "refs": [{
	"type": "google_project",
	"at": at,
	"attr": "number",
}]}

_project := testing.named("s/google_project.p", testing.resource("google_project", {}))

_restricting := {"restricted_services": ["storage.googleapis.com"]}

_with(values) := testing.estate([_project, testing.named("s/a.p", testing.resource(_type, values))])

test_perimeters_of_both_forms_are_found_with_their_paths if {
	two := testing.estate([
		testing.named("s/a.one", testing.resource(_type, {"title": "one"})),
		testing.named("s/a.many", testing.resource(
			"google_access_context_manager_service_perimeters",
			{"service_perimeters": [{"title": "two"}]},
		)),
	])
	[["s/a.one", "status"], ["s/a.many", "service_perimeters.0.status"]] == [pair |
		some one in perimeter.all
		pair := [one.rc.id, perimeter.path(one, "status")]
	] with data.estate as two
}

test_enforced_are_neither_bridges_nor_dry_runs_nor_empty if {
	1 == count(perimeter.enforced) with data.estate as _with({"status": [_restricting]})
	1 == count(perimeter.enforced) with data.estate as _with({"status": [{"restricted_services": testing.unknown}]})
	0 == count(perimeter.enforced) with data.estate as _with({"status": [{"resources": ["projects/1"]}]})
	0 == count(perimeter.enforced) with data.estate as _with({"spec": [_restricting]})
	0 == count(perimeter.enforced) with data.estate as _with({
		"perimeter_type": "PERIMETER_TYPE_BRIDGE",
		"status": [{"restricted_services": ["storage.googleapis.com"]}],
	})
	0 == count(perimeter.enforced) with data.estate as _with({
		"perimeter_type": testing.unknown,
		"status": [{"restricted_services": ["storage.googleapis.com"]}],
	})
}

test_members_are_literal_referenced_or_unknown if {
	declared := _with({"status": {
		"restricted_services": ["storage.googleapis.com"],
		"resources": ["projects/210987654321", _number(0), testing.unknown],
	}})
	[{"text": "projects/210987654321"}, {"project": "s/google_project.p"}, {"unknown": true}] == [member |
		some one in perimeter.all
		some member in perimeter.members(one)
	] with data.estate as declared
}

test_a_wholly_unknown_list_of_members if {
	named := _with({"status": [{"resources": _number(0)}]})
	[{"project": "s/google_project.p"}] == [member |
		some one in perimeter.all
		some member in perimeter.members(one)
	] with data.estate as named
	hidden := _with({"status": [{"resources": testing.unknown}]})
	[{"unknown": true}] == [member |
		some one in perimeter.all
		some member in perimeter.members(one)
	] with data.estate as hidden
}

test_no_members_are_no_members if {
	declared := _with({"status": [_restricting]})
	[[]] == [perimeter.members(one) | some one in perimeter.all] with data.estate as declared
}

test_only_numbers_of_declared_projects_are_projects if {
	perimeter.names_projects(_number(0)) with data.estate as _with({})
	not perimeter.names_projects(_number(1)) with data.estate as _with({})
	not perimeter.names_projects(object.union(_number(0), {"$unknown": "drifted"})) with data.estate as _with({})
	not perimeter.names_projects(testing.reference("google_kms_crypto_key")) with data.estate as _with({})
	not perimeter.names_projects(testing.unknown) with data.estate as _with({})
}
