package controls.zone.placement_test

import data.controls.zone.placement as control
import data.lib.testing

_unplaced(groups) := object.union(testing.estate([]), {"unplaced": groups, "zones": {"records": {}}})

test_fails_never_since_an_unplaced_resource_is_undecided if {
	0 == count(control.violations) with data.estate as _unplaced([{"group": "s", "example": "s/x.x", "count": 2, "controls": "a.b"}])
}

test_unknown_once_per_group if {
	found := _unplaced([
		{"group": "one", "example": "one/x.x", "count": 3, "controls": "a.b"},
		{"group": "two", "example": "two/y.y", "count": 1, "controls": "a.b"},
	])
	{"one/x.x", "two/y.y"} == control.resources with data.estate as found
	{
		{"resource": "one/x.x", "key": "unplaced", "attribute": null, "args": {"group": "one", "count": 3, "controls": "a.b"}},
		{"resource": "two/y.y", "key": "unplaced", "attribute": null, "args": {"group": "two", "count": 1, "controls": "a.b"}},
	} == control.unknowns with data.estate as found
}

test_unknown_as_a_whole_where_no_zone_is_declared if {
	found := object.union(object.remove(testing.estate([]), ["zones"]), {
		"zones": {},
		"unplaced": [{"group": "", "example": "one/x.x", "count": 3, "controls": "a.b"}],
	})
	unknown := {"resource": "one/x.x", "key": "no_zones", "attribute": null, "args": {"count": 3, "controls": "a.b"}}
	{unknown} == control.unknowns with data.estate as found
}

test_not_applicable_when_everything_is_placed if {
	placed := testing.estate([testing.in_class("google_storage_bucket", "business", {})])
	set() == control.resources with data.estate as placed
	0 == count(control.violations) with data.estate as placed
	set() == control.unknowns with data.estate as placed
}

test_passes_a_placed_resource_beside_an_unplaced_group if {
	placed := object.union(
		testing.estate([testing.in_class("google_storage_bucket", "business", {})]),
		{"unplaced": [{"group": "other", "example": "other/y.y", "count": 1, "controls": "a.b"}]},
	)
	{"other/y.y"} == control.resources with data.estate as placed
	{"other/y.y"} == {finding.resource | some finding in control.unknowns} with data.estate as placed
}
