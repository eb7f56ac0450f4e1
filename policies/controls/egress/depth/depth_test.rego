package controls.egress.depth_test

import data.controls.egress.depth as control
import data.lib.testing

_entry(exit, verdict, rests) := {
	"zone": "records",
	"exit": exit,
	"verdict": verdict,
	"resource": "s/google_storage_bucket.b",
	"rests": rests,
	"anchor": "s/google_project.p",
}

_estate(entries) := object.union(testing.estate([]), {"egress": entries})

_finding(resource, key, exits, n) := {
	"resource": resource,
	"key": key,
	"attribute": null,
	"element": concat(" ", ["records", key]),
	"args": {"zone": "records", "exits": exits, "count": n},
}

test_fails_a_zone_once_with_every_exit_that_lacks_a_guard if {
	entries := [_entry("E1", "weak", "resource"), _entry("E2", "closed", "resource"), _entry("E9", "weak", "absence")]
	found := _estate(entries)
	{"s/google_project.p"} == control.resources with data.estate as found
	{_finding("s/google_project.p", "weak", "E1, E9", 2)} == control.violations with data.estate as found
	count(control.unknowns) == 0 with data.estate as found
}

test_fails_where_what_closes_an_exit_is_declared_nowhere if {
	entries := [_entry("E46", "open", "absence"), _entry("E14", "open", "path")]
	found := _estate(entries)
	{"s/google_project.p"} == control.resources with data.estate as found
	{_finding("s/google_project.p", "guard_elsewhere", "E46", 1)} == control.violations with data.estate as found
}

test_passes_what_is_closed_open_or_unknown if {
	entries := [_entry("E1", "closed", "resource"), _entry("E2", "open", "path"), _entry("E3", "unknown", "people")]
	found := _estate(entries)
	{"s/google_project.p"} == control.resources with data.estate as found
	set() == control.violations with data.estate as found
}

# What is undecided is the other control's.
test_unknown_never if {
	count(control.unknowns) == 0 with data.estate as _estate([_entry("E1", "unknown", "resource")])
}

test_not_applicable_without_a_zone_of_regulated_records if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
}
