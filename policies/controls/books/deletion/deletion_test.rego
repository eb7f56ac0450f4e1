package controls.books.deletion_test

import data.controls.books.deletion as control
import data.lib.testing

_gone(type, class, actions) := testing.estate([object.union(
	testing.in_class(type, class, {}),
	{"deleted": true, "actions": actions},
)])

_finding(key, args) := {"resource": "s/x.x", "key": key, "attribute": null, "args": args, "exit": "E42"}

test_fails_a_store_that_is_deleted if {
	every type in ["google_storage_bucket", "google_logging_project_bucket_config", "aws_s3_bucket"] {
		gone := _gone(type, "remote-sensing", ["delete"])
		{"s/x.x"} == control.resources with data.estate as gone
		{_finding("deleted", {})} == control.violations with data.estate as gone
		set() == control.unknowns with data.estate as gone
	}
}

test_fails_a_key_that_is_replaced_either_way_round if {
	every actions in [["delete", "create"], ["create", "delete"]] {
		gone := _gone("google_kms_crypto_key", "ttc", actions)
		{_finding("replaced", {})} == control.violations with data.estate as gone
	}
}

test_fails_a_book_that_is_forgotten if {
	gone := _gone("google_bigquery_table", "evidence", ["forget"])
	{_finding("forgotten", {})} == control.violations with data.estate as gone
}

test_passes_stores_that_stay if {
	kept := testing.estate([
		testing.in_class("google_storage_bucket", "remote-sensing", {}),
		testing.named("s/k.k", testing.in_class("aws_kms_key", "ttc", {})),
		testing.named("s/v.v", object.union(
			testing.in_class("google_compute_instance", "ttc", {}),
			{"deleted": true, "actions": ["delete"]},
		)),
	])
	{"s/x.x", "s/k.k"} == control.resources with data.estate as kept
	set() == control.violations with data.estate as kept
	set() == control.unknowns with data.estate as kept
}

test_unknown_ways_of_taking_away if {
	odd := _gone("google_storage_bucket", "evidence", ["archive", "defer"])
	{"s/x.x"} == control.resources with data.estate as odd
	set() == control.violations with data.estate as odd
	{_finding("change_unknown", {"actions": "archive, defer"})} == control.unknowns with data.estate as odd
}

test_not_applicable_in_business_zones if {
	gone := _gone("google_storage_bucket", "business", ["delete"])
	set() == control.resources with data.estate as gone
	set() == control.violations with data.estate as gone
	set() == control.unknowns with data.estate as gone
}
