package controls.perimeter.access_level_test

import data.controls.perimeter.access_level as control
import data.lib.testing

_level(values) := testing.estate([testing.resource("google_access_context_manager_access_level", values)])

_basic(condition) := _level({"basic": [{"conditions": [condition]}]})

_finding(key, attribute, args) := {
	"resource": "s/x.x",
	"key": key,
	"attribute": attribute,
	"args": args,
	"exit": "E18",
}

_conditions := "basic.0.conditions"

_room := {"ip_subnetworks": ["203.0.113.16/28"]}

test_fails_a_level_without_conditions if {
	{"s/x.x"} == control.resources with data.estate as _level({})
	{_finding("no_conditions", _conditions, {})} == control.violations with data.estate as _level({})
	{_finding("no_conditions", _conditions, {})} == control.violations with data.estate as _level({"basic": {}})
}

test_fails_a_level_that_asks_for_a_country_only if {
	{_finding("nothing_asked", _conditions, {})} == control.violations with data.estate as _basic({"regions": ["JP"]})
}

test_fails_a_level_that_only_says_where_not_from if {
	negated := _basic(object.union(_room, {"negate": true}))
	{_finding("nothing_asked", _conditions, {})} == control.violations with data.estate as negated
}

test_fails_conditions_joined_by_or if {
	either := _level({"basic": {"combining_function": "OR", "conditions": [_room, {"regions": ["JP"]}]}})
	{_finding("any_condition", "basic.0.combining_function", {})} == control.violations with data.estate as either
}

test_fails_networks_that_are_no_room if {
	wide := _basic({"ip_subnetworks": ["0.0.0.0/0", "128.0.0.0/1", "::/0", "203.0.113.16/28", "2001:db8::/48"]})
	{object.union(_finding("wide_network", _conditions, {"network": network}), {"element": network}) |
		some network in ["0.0.0.0/0", "128.0.0.0/1", "::/0"]
	} == control.violations with data.estate as wide
}

test_passes_the_room_or_a_managed_device if {
	levels := [
		_basic(_room),
		_basic({"device_policy": {"require_corp_owned": true}}),
		_basic({"vpc_network_sources": [{"vpc_subnetwork": [{"network": testing.reference("google_compute_network")}]}]}),
		_level({"basic": [{"combining_function": "AND", "conditions": [{"regions": ["JP"]}, _room]}]}),
		_level({"basic": {"combining_function": "OR", "conditions": [_room]}}),
	]
	every level in levels {
		{"s/x.x"} == control.resources with data.estate as level
		set() == control.violations with data.estate as level
		set() == control.unknowns with data.estate as level
	}
}

test_unknown_conditions if {
	hidden := _finding("level_unknown", "basic", {"attribute": "basic"})
	every level in [_level({"basic": testing.unknown}), _basic(testing.unknown)] {
		{hidden} == control.unknowns with data.estate as level
		set() == control.violations with data.estate as level
	}
	every attribute in ["ip_subnetworks", "device_policy", "vpc_network_sources"] {
		level := _basic({attribute: [testing.unknown]})
		{_finding("level_unknown", _conditions, {"attribute": attribute})} == control.unknowns with data.estate as level
		set() == control.violations with data.estate as level
	}
	negated := _basic(object.union(_room, {"negate": testing.unknown}))
	{_finding("level_unknown", _conditions, {"attribute": "negate"})} == control.unknowns with data.estate as negated
	set() == control.violations with data.estate as negated
}

test_unknown_ways_of_joining_and_custom_expressions if {
	joined := _level({"basic": [{"combining_function": testing.unknown, "conditions": [_room, _room]}]})
	{_finding(
		"level_unknown",
		"basic.0.combining_function",
		{"attribute": "basic.0.combining_function"},
	)} == control.unknowns with data.estate as joined
	custom := _level({"custom": [{"expr": [{"expression": "device.is_corp_owned_device"}]}]})
	{_finding("custom_expression", "custom", {})} == control.unknowns with data.estate as custom
	set() == control.violations with data.estate as custom
}

test_unknown_second_condition_beside_one_that_asks_for_nothing if {
	found := _level({"basic": [{"combining_function": "AND", "conditions": [{"regions": ["JP"]}, testing.unknown]}]})
	{_finding("level_unknown", "basic", {"attribute": "basic"})} == control.unknowns with data.estate as found
	set() == control.violations with data.estate as found
}

test_not_applicable_without_access_levels if {
	none := testing.estate([testing.resource("google_project", {})])
	set() == control.resources with data.estate as none
	set() == control.violations with data.estate as none
	set() == control.unknowns with data.estate as none
}
