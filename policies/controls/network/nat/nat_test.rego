package controls.network.nat_test

import data.controls.network.nat as control
import data.lib.testing

# The estate after the proof engine has looked at its exits; `examined` holds what it judged.
_estate(examined, open, unknown) := object.union(testing.estate([]), {"exits": _exits(examined, open, unknown)})

_exits(examined, open, unknown) := {"E2": {"examined": examined, "open": open, "unknown": unknown}}

_reported(entry) := object.union(entry, {"exit": "E2"})

test_fails_a_public_nat if {
	entry := {
		"resource": "s/google_compute_router_nat.n",
		"key": "nat_gateway",
		"attribute": "type",
		"args": {"type": "PUBLIC"},
		"path": [{"address": "google_compute_router_nat.n", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_nat_gateway if {
	entry := {
		"resource": "s/aws_nat_gateway.n",
		"key": "nat_gateway",
		"attribute": "connectivity_type",
		"args": {"type": "public"},
		"path": [{"address": "aws_nat_gateway.n", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_internet_gateway if {
	entry := {
		"resource": "s/aws_internet_gateway.i",
		"key": "internet_gateway",
		"attribute": "vpc_id",
		"args": {},
		"path": [{"address": "aws_internet_gateway.i", "why": "leads out of the zone"}],
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
		"resource": "s/google_compute_router_nat.n",
		"key": "nat_gateway",
		"attribute": "type",
		"args": {"type": null},
		"path": [{"address": "google_compute_router_nat.n", "why": "leads out of the zone"}],
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
	{_silence("E2")} == control.unknowns with data.estate as found
}

test_not_applicable_without_closed_zones if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
	set() == control.unknowns with data.estate as testing.estate([])
}
