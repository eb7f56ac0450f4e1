package lib.estate_test

import data.lib.estate
import data.lib.testing

_key := {"$unknown": "after-apply", "exact": true, "refs": [{"type": "google_kms_crypto_key", "at": 0, "attr": "id"}]}

test_planned_and_deleted_are_apart if {
	two := testing.estate([
		testing.named("s/t.a", testing.resource("t", {})),
		object.union(testing.named("s/t.b", testing.resource("t", {})), {"deleted": true}),
	])
	{"s/t.a"} == {rc.id | some rc in estate.planned("t")} with data.estate as two
	{"s/t.b"} == {rc.id | some rc in estate.deleted("t")} with data.estate as two
	[] == estate.planned("other") with data.estate as two
}

test_in_class_takes_only_placed_resources if {
	three := testing.estate([
		testing.named("s/t.a", testing.resource("t", {})),
		testing.named("s/t.b", testing.in_class("t", "ttc", {})),
		testing.named("s/t.c", testing.in_class("t", "business", {})),
	])
	["s/t.b"] == [rc.id | some rc in estate.in_class("t", {"ttc"})] with data.estate as three
	"ttc" == estate.zone(estate.planned("t")[1]).data_class with data.estate as three
	not estate.zone(estate.planned("t")[0]) with data.estate as three
}

test_blocks_are_arrays_at_every_stage if {
	[{"a": 1}] == estate.blocks({"b": {"a": 1}}, "b")
	[{"a": 1}] == estate.blocks({"b": [{"a": 1}]}, "b")
	[] == estate.blocks({}, "b")
	[] == estate.blocks({"b": testing.unknown}, "b")
}

test_set_unset_and_hidden_are_apart if {
	estate.is_set({"a": false}, "a")
	estate.is_set({"a": testing.unknown}, "a")
	not estate.is_set({"a": null}, "a")
	not estate.is_set({}, "a")
	estate.is_unset({"values": {}, "undeclared": ["b"]}, "a")
	not estate.is_unset({"values": {}, "undeclared": ["a"]}, "a")
	estate.maybe_set({"undeclared": ["a"]}, "a")
}

test_unknown_is_found_in_members if {
	estate.is_unknown(testing.unknown)
	not estate.is_unknown("x")
	not estate.is_unknown(["x"])
	not estate.is_unknown({"a": "b"})
	estate.has_unknown({"a": testing.unknown}, "a")
	estate.has_unknown({"a": ["x", testing.unknown]}, "a")
	not estate.has_unknown({"a": ["x"]}, "a")
	not estate.has_unknown({}, "a")
}

test_booleans_and_numbers_may_be_text if {
	estate.is_true(true)
	estate.is_true("true")
	not estate.is_true("yes")
	not estate.is_true(input) with input as testing.unknown
	estate.is_false("false")
	not estate.is_false(input) with input as null
	157680000 == estate.number("157680000")
	3 == estate.number(3)
	not estate.number("3s")
	not estate.number(testing.unknown)
	estate.is_text("x")
	not estate.is_text("")
}

test_list_reads_known_members if {
	["x"] == estate.list({"a": ["x", testing.unknown]}, "a")
	["x"] == estate.list({"a": "x"}, "a")
	[] == estate.list({"a": testing.unknown}, "a")
	[] == estate.list({}, "a")
}

test_only_an_exact_reference_proves if {
	estate.refers_to(_key, {"google_kms_crypto_key"})
	not estate.refers_to(_key, {"aws_kms_key"})
	not estate.refers_to(object.union(_key, {"exact": false}), {"google_kms_crypto_key"})
	not estate.refers_to(object.union(_key, {"refs": []}), {"google_kms_crypto_key"})
	not estate.refers_to("projects/p/x", {"google_kms_crypto_key"})
	every why in ["drifted", "missing", "sensitive"] {
		not estate.refers_to(object.union(_key, {"$unknown": why}), {"google_kms_crypto_key"})
	}
}

test_references_and_attachments_are_followed if {
	bucket := object.union(testing.resource("b", {}), {"attached": {"m": [0]}})
	member := object.union(testing.resource("m", {"x": 1}), {"refs": {"bucket": [{"type": "b", "at": 0, "attr": "id"}]}})
	both := testing.estate([bucket, member])
	[1] == [rc.values.x | some rc in estate.attached(estate.planned("b")[0], "m")] with data.estate as both
	[] == estate.attached(bucket, "other") with data.estate as both
	[] == estate.referenced(member, "other")
	some ref in estate.referenced(member, "bucket")
	"s/x.x" == estate.target(ref).id with data.estate as both
	not estate.target({"type": "b"}) with data.estate as both
}
