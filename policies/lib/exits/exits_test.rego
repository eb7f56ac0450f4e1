package lib.exits_test

import data.lib.exits
import data.lib.testing

_nat := {
	"resource": "s/google_compute_router_nat.n",
	"key": "nat_gateway",
	"attribute": "type",
	"element": "PUBLIC",
	"args": {"type": "PUBLIC"},
	"path": [{"address": "google_compute_router_nat.n", "why": "translates addresses"}],
}

_router := {"resource": "s/google_compute_router.r", "key": "nat_gateway", "attribute": null, "args": {}, "path": []}

_estate(found) := object.union(testing.estate([]), {"exits": found, "zones": {"closed": {
	"data_class": "remote-sensing",
	"inventory": {"google_project": ["s/google_project.p"], "google_compute_network": ["s/google_compute_network.n"]},
}}})

test_open_and_unknown_entries_pass_through_with_their_exit if {
	found := _estate({"E2": {"examined": ["s/google_compute_network.n"], "open": [_nat], "unknown": [_router]}})
	{object.union(_nat, {"exit": "E2"})} == exits.violations("E2") with data.estate as found
	{object.union(_router, {"exit": "E2"})} == exits.unknowns("E2", {"remote-sensing"}) with data.estate as found
}

test_resources_hold_what_was_examined_and_what_is_blamed if {
	found := _estate({"E2": {"examined": ["s/google_compute_network.n"], "open": [_nat], "unknown": [_router]}})
	{
		"s/google_compute_network.n",
		"s/google_compute_router_nat.n",
		"s/google_compute_router.r",
	} == exits.resources("E2", {"remote-sensing"}) with data.estate as found
}

test_silence_of_the_engine_is_unknown_in_every_zone_of_the_class if {
	found := _estate({})
	{{
		"resource": "s/google_compute_network.n",
		"key": "not_proven",
		"attribute": null,
		"args": {"exit": "E2", "zone": "closed"},
		"exit": "E2",
	}} == exits.unknowns("E2", {"remote-sensing"}) with data.estate as found
	{"s/google_compute_network.n"} == exits.resources("E2", {"remote-sensing"}) with data.estate as found
	set() == exits.violations("E2") with data.estate as found
}

test_silence_says_nothing_of_zones_of_other_classes_or_of_empty_ones if {
	set() == exits.unknowns("E2", {"ttc"}) with data.estate as _estate({})
	set() == exits.unknowns("E2", {"remote-sensing"}) with data.estate as testing.estate([])
}

test_an_exit_with_nothing_to_examine_is_not_silent if {
	found := _estate({"E2": {"examined": [], "open": [], "unknown": []}})
	set() == exits.unknowns("E2", {"remote-sensing"}) with data.estate as found
	set() == exits.resources("E2", {"remote-sensing"}) with data.estate as found
}
