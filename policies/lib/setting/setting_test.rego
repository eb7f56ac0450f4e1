package lib.setting_test

import data.lib.setting
import data.lib.testing

test_a_switch_is_read_at_every_stage if {
	"true" == setting.flag({"b": {"on": true}}, "b", "on")
	"true" == setting.flag({"b": [{"on": "true"}]}, "b", "on")
	"false" == setting.flag({"b": [{"on": "false"}]}, "b", "on")
}

test_one_block_that_says_false_decides if {
	"false" == setting.flag({"b": [{"on": true}, {"on": false}]}, "b", "on")
	"false" == setting.flag({"b": [{"on": testing.unknown}, {"on": false}]}, "b", "on")
}

test_unknown_blocks_and_values_are_unknown if {
	"unknown" == setting.flag({"b": testing.unknown}, "b", "on")
	"unknown" == setting.flag({"b": [testing.unknown]}, "b", "on")
	"unknown" == setting.flag({"b": [{"on": true}, {"on": testing.unknown}]}, "b", "on")
}

test_whatever_is_not_a_boolean_is_unset if {
	"unset" == setting.flag({}, "b", "on")
	"unset" == setting.flag({"b": []}, "b", "on")
	"unset" == setting.flag({"b": [{}]}, "b", "on")
	"unset" == setting.flag({"b": [{"on": true}, {}]}, "b", "on")
	"unset" == setting.flag({"b": [{"on": "yes"}]}, "b", "on")
}

test_members_keep_a_place_for_what_is_unknown if {
	["a", null] == setting.members({"l": ["a", testing.unknown]}, "l")
	[null] == setting.members({"l": testing.unknown}, "l")
	["a"] == setting.members({"l": "a"}, "l")
	[] == setting.members({}, "l")
	[] == setting.members({"l": []}, "l")
}

test_a_switch_outside_blocks if {
	"true" == setting.state({"on": "true"}, "on")
	"false" == setting.state({"on": false}, "on")
	"unknown" == setting.state({"on": testing.unknown}, "on")
	"unset" == setting.state({}, "on")
}
