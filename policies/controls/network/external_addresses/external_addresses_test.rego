package controls.network.external_addresses_test

import data.controls.network.external_addresses as control
import data.lib.testing

# The estate after the proof engine has looked at its exits; `examined` holds what it judged.
_estate(examined, open, unknown) := object.union(testing.estate([]), {"exits": _exits(examined, open, unknown)})

_exits(examined, open, unknown) := {
	"E1": {"examined": examined, "open": open, "unknown": unknown},
	"E6": {"examined": [], "open": [], "unknown": []},
}

_reported(entry) := object.union(entry, {"exit": "E1"})

test_fails_an_instance_with_an_access_config if {
	entry := {
		"resource": "s/google_compute_instance.jump",
		"key": "external_address",
		"attribute": "network_interface.0.access_config",
		"args": {"interface": "network_interface.0"},
		"path": [{"address": "google_compute_instance.jump", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_template_that_asks_for_an_address if {
	entry := {
		"resource": "s/google_compute_instance_template.t",
		"key": "external_address",
		"attribute": "network_interface.0.access_config",
		"args": {"interface": "network_interface.0"},
		"path": [{"address": "google_compute_instance_template.t", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_instance_with_a_public_address if {
	entry := {
		"resource": "s/aws_instance.jump",
		"key": "external_address",
		"attribute": "associate_public_ip_address",
		"args": {"interface": "the primary interface"},
		"path": [{"address": "aws_instance.jump", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_subnet_that_gives_addresses if {
	entry := {
		"resource": "s/aws_subnet.a",
		"key": "public_subnet",
		"attribute": "map_public_ip_on_launch",
		"args": {},
		"path": [{"address": "aws_subnet.a", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_external_forwarding_rule if {
	entry := {
		"resource": "s/google_compute_global_forwarding_rule.f",
		"key": "external_forwarding",
		"attribute": "load_balancing_scheme",
		"args": {"scheme": "EXTERNAL"},
		"path": [{"address": "google_compute_global_forwarding_rule.f", "why": "leads out of the zone"}],
	}
	forwarding := {"exits": {"E6": {"examined": [entry.resource], "open": [entry], "unknown": []}}}
	found := object.union(_estate([], [], []), forwarding)
	{entry.resource} == control.resources with data.estate as found
	{object.union(entry, {"exit": "E6"})} == control.violations with data.estate as found
}

test_passes_what_the_proof_found_closed if {
	found := _estate(["s/google_compute_instance.worker"], [], [])
	{"s/google_compute_instance.worker"} == control.resources with data.estate as found
	set() == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_unknown_what_the_proof_could_not_decide if {
	entry := {
		"resource": "s/aws_instance.jump",
		"key": "address_unknown",
		"attribute": "associate_public_ip_address",
		"args": {},
		"path": [{"address": "aws_instance.jump", "why": "leads out of the zone"}],
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
	{_silence("E1"), _silence("E6")} == control.unknowns with data.estate as found
}

test_not_applicable_without_closed_zones if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
	set() == control.unknowns with data.estate as testing.estate([])
}
