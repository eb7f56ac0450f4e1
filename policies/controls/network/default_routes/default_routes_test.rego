package controls.network.default_routes_test

import data.controls.network.default_routes as control
import data.lib.testing

# The estate after the proof engine has looked at its exits; `examined` holds what it judged.
_estate(examined, open, unknown) := object.union(testing.estate([]), {"exits": _exits(examined, open, unknown)})

_exits(examined, open, unknown) := {"E3": {"examined": examined, "open": open, "unknown": unknown}}

_reported(entry) := object.union(entry, {"exit": "E3"})

test_fails_a_network_that_keeps_its_default_routes if {
	entry := {
		"resource": "s/google_compute_network.n",
		"key": "default_routes_kept",
		"attribute": "delete_default_routes_on_create",
		"args": {},
		"path": [{"address": "google_compute_network.n", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_network_with_automatic_subnets if {
	entry := {
		"resource": "s/google_compute_network.n",
		"key": "auto_subnets",
		"attribute": "auto_create_subnetworks",
		"args": {},
		"path": [{"address": "google_compute_network.n", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_route_to_everywhere if {
	entry := {
		"resource": "s/google_compute_route.out",
		"key": "route_outside",
		"attribute": "dest_range",
		"args": {"destination": "0.0.0.0/0", "next_hop": "default-internet-gateway"},
		"path": [{"address": "google_compute_route.out", "why": "leads out of the zone"}],
		"element": "0.0.0.0/0",
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_route_to_an_internet_gateway if {
	entry := {
		"resource": "s/aws_route.out",
		"key": "route_outside",
		"attribute": "gateway_id",
		"args": {"destination": "0.0.0.0/0", "next_hop": "aws_internet_gateway.i"},
		"path": [{"address": "aws_route.out", "why": "leads out of the zone"}],
		"element": "0.0.0.0/0",
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_passes_what_the_proof_found_closed if {
	found := _estate(["s/google_compute_network.n"], [], [])
	{"s/google_compute_network.n"} == control.resources with data.estate as found
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_unknown_what_the_proof_could_not_decide if {
	entry := {
		"resource": "s/google_compute_route.out",
		"key": "route_unknown",
		"attribute": "dest_range",
		"args": {},
		"path": [{"address": "google_compute_route.out", "why": "leads out of the zone"}],
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
	{_silence("E3")} == control.unknowns with data.estate as found
}

test_not_applicable_without_closed_zones if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
	set() == control.unknowns with data.estate as testing.estate([])
}
