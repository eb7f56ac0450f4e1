package lib.slot_test

import data.lib.slot
import data.lib.testing

_read(rc, path) := [[place.attribute, slot.value(place)] | some place in slot.of(rc, path)]

test_a_slot_is_read_at_every_depth if {
	rc := testing.resource("t", {"a": "x", "b": {"c": "y"}, "d": [{"e": [{"f": 1}, {"f": 2}]}]})
	_read(rc, ["a"]) == [["a", "x"]]
	_read(rc, ["b", "c"]) == [["b.0.c", "y"]]
	deep := testing.resource("t", {"a": {"b": [{"c": {"d": {"e": 1}, "f": 2}}]}})
	_read(deep, ["a", "b", "c", "f"]) == [["a.0.b.0.c.0.f", 2]]
	_read(deep, ["a", "b", "c", "d", "e"]) == [["a.0.b.0.c.0.d.0.e", 1]]
	_read(rc, ["d", "e", "f"]) == [["d.0.e.0.f", 1], ["d.0.e.1.f", 2]]
}

test_what_is_missing_is_an_empty_slot if {
	rc := testing.resource("t", {"b": {}, "d": [{"e": {"f": ""}}]})
	every path in [["a"], ["b", "c"], ["x", "y"], ["x", "y", "z"], ["b", "y", "z"], ["d", "e", "f"]] {
		every place in slot.of(rc, path) {
			slot.is_empty(place)
		}
		count(slot.of(rc, path)) == 1
	}
	slot.in_blocks(rc, ["x", "y"]) == []
	count(slot.in_blocks(rc, ["b", "y"])) == 1
}

test_what_is_hidden_is_unknown_and_not_empty if {
	rc := object.union(
		testing.resource("t", {"a": testing.unknown, "b": {"c": testing.unknown}, "d": {"e": testing.unknown}}),
		{"undeclared": ["x"]},
	)
	every path in [["a"], ["a", "b"], ["a", "b", "c"], ["b", "c"], ["b", "c", "d"], ["d", "e", "f"], ["x"], ["x", "y", "z"]] {
		every place in slot.of(rc, path) {
			slot.value(place)["$unknown"]
			not slot.is_empty(place)
		}
		count(slot.of(rc, path)) == 1
		count(slot.in_blocks(rc, path)) == 1
	}
}
