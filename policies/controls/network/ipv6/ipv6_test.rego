package controls.network.ipv6_test

import data.controls.network.ipv6 as control
import data.lib.testing

# The estate after the proof engine has looked at its exits; `examined` holds what it judged.
_estate(examined, open, unknown) := object.union(testing.estate([]), {"exits": _exits(examined, open, unknown)})

_exits(examined, open, unknown) := {"E5": {"examined": examined, "open": open, "unknown": unknown}}

_reported(entry) := object.union(entry, {"exit": "E5"})

test_fails_a_dual_stack_subnet if {
	entry := {
		"resource": "s/google_compute_subnetwork.s",
		"key": "stack_type",
		"attribute": "stack_type",
		"args": {"value": "IPV4_IPV6"},
		"path": [{"address": "google_compute_subnetwork.s", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_subnet_that_leaves_it_to_the_provider if {
	entry := {
		"resource": "s/google_compute_subnetwork.s",
		"key": "ipv6_unset",
		"attribute": "stack_type",
		"args": {},
		"path": [{"address": "google_compute_subnetwork.s", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_subnet_with_an_ipv6_range if {
	entry := {
		"resource": "s/aws_subnet.a",
		"key": "stack_type",
		"attribute": "ipv6_cidr_block",
		"args": {"value": "2001:db8::/64"},
		"path": [{"address": "aws_subnet.a", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_passes_what_the_proof_found_closed if {
	found := _estate(["s/google_compute_subnetwork.s"], [], [])
	{"s/google_compute_subnetwork.s"} == control.resources with data.estate as found
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_unknown_what_the_proof_could_not_decide if {
	entry := {
		"resource": "s/google_compute_subnetwork.s",
		"key": "ipv6_unknown",
		"attribute": "stack_type",
		"args": {},
		"path": [{"address": "google_compute_subnetwork.s", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [], [entry])
	set() == control.violations with data.estate as found
	{_reported(entry)} == control.unknowns with data.estate as found
}

_silence(exit) := {
	"resource": "s/google_project.p",
	"key": "not_proven",
	"attribute": null,
	"args": {"exit": exit, "zone": "closed"},
	"exit": exit,
}

test_unknown_when_the_proof_is_silent if {
	found := object.union(testing.estate([]), {"zones": {"closed": {
		"data_class": "remote-sensing",
		"inventory": {"google_project": ["s/google_project.p"]},
	}}})
	{"s/google_project.p"} == control.resources with data.estate as found
	{_silence("E5")} == control.unknowns with data.estate as found
}

test_not_applicable_without_closed_zones if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
	set() == control.unknowns with data.estate as testing.estate([])
}
