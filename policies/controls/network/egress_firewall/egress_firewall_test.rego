package controls.network.egress_firewall_test

import data.controls.network.egress_firewall as control
import data.lib.testing

# The estate after the proof engine has looked at its exits; `examined` holds what it judged.
_estate(examined, open, unknown) := object.union(testing.estate([]), {"exits": _exits(examined, open, unknown)})

_exits(examined, open, unknown) := {"E4": {"examined": examined, "open": open, "unknown": unknown}}

_reported(entry) := object.union(entry, {"exit": "E4"})

test_fails_a_network_without_a_rule_that_denies if {
	entry := {
		"resource": "s/google_compute_network.n",
		"key": "no_deny_egress",
		"attribute": null,
		"args": {"family": "ipv4"},
		"path": [{"address": "google_compute_network.n", "why": "leads out of the zone"}],
		"element": "ipv4",
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_rule_that_allows_the_internet if {
	entry := {
		"resource": "s/google_compute_firewall.a",
		"key": "allow_outside",
		"attribute": "destination_ranges",
		"args": {"destination": "0.0.0.0/0", "protocol": "tcp/443", "priority": 900},
		"path": [{"address": "google_compute_firewall.a", "why": "leads out of the zone"}],
		"element": "0.0.0.0/0",
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_a_deny_rule_that_is_disabled if {
	entry := {
		"resource": "s/google_compute_firewall.d",
		"key": "rule_disabled",
		"attribute": "disabled",
		"args": {},
		"path": [{"address": "google_compute_firewall.d", "why": "leads out of the zone"}],
	}
	found := _estate([entry.resource], [entry], [])
	{entry.resource} == control.resources with data.estate as found
	{_reported(entry)} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_aws_security_group_that_allows_the_internet if {
	entry := {
		"resource": "s/aws_vpc_security_group_egress_rule.a",
		"key": "allow_outside",
		"attribute": "cidr_ipv4",
		"args": {"destination": "0.0.0.0/0", "protocol": "-1", "priority": null},
		"path": [{"address": "aws_vpc_security_group_egress_rule.a", "why": "leads out of the zone"}],
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
		"resource": "s/google_compute_firewall.a",
		"key": "firewall_unknown",
		"attribute": "destination_ranges",
		"args": {},
		"path": [{"address": "google_compute_firewall.a", "why": "leads out of the zone"}],
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
	{_silence("E4")} == control.unknowns with data.estate as found
}

test_not_applicable_without_closed_zones if {
	set() == control.resources with data.estate as testing.estate([])
	set() == control.violations with data.estate as testing.estate([])
	set() == control.unknowns with data.estate as testing.estate([])
}
