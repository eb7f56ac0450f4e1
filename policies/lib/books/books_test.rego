package lib.books_test

import data.lib.books
import data.lib.testing

_one(resource) := found if {
	found := [object.remove(book, ["rc"]) | some book in books.all] with data.estate as testing.estate([resource])
}

_book(period, days, lock_path, lock, lock_value) := {
	"ids": ["s/x.x"],
	"period": period,
	"days": days,
	"lock_path": lock_path,
	"lock": lock,
	"lock_value": lock_value,
}

_log_bucket(values) := testing.in_class("google_logging_project_bucket_config", "evidence", values)

_bucket(class, values) := testing.in_class("google_storage_bucket", class, values)

_s3 := testing.in_class("aws_s3_bucket", "evidence", {"bucket": "books"})

_lock(values) := testing.named("s/lock", testing.in_class(
	"aws_s3_bucket_object_lock_configuration",
	"evidence",
	object.union({"bucket": "books"}, values),
))

_locked(retention) := found if {
	found := [object.remove(book, ["rc"]) | some book in books.all] with data.estate as testing.estate([
		_s3,
		_lock({"rule": {"default_retention": retention}}),
	])
}

_s3_book(days, lock, lock_value) := object.union(
	_book("rule.0.default_retention.0.years", days, "rule.0.default_retention.0.mode", lock, lock_value),
	{"ids": ["s/x.x", "s/lock"]},
)

test_required_comes_from_the_configuration if {
	1826 == books.required with data.estate as testing.estate([])
}

test_log_buckets_keep_thirty_days_unless_told_otherwise if {
	[_book("retention_days", 30, "locked", "no", null)] == _one(_log_bucket({}))
	[_book("retention_days", 1826, "locked", "yes", true)] == _one(_log_bucket({
		"retention_days": "1826",
		"locked": true,
	}))
	[_book("retention_days", "unknown", "locked", "unknown", null)] == _one(_log_bucket({
		"retention_days": testing.unknown,
		"locked": testing.unknown,
	}))
	[_book("retention_days", "unset", "locked", "no", false)] == _one(_log_bucket({
		"retention_days": "many",
		"locked": false,
	}))
}

test_log_groups_keep_for_ever_unless_told_otherwise if {
	type := "aws_cloudwatch_log_group"
	every class in ["evidence", "remote-sensing"] {
		[_book("retention_in_days", "forever", null, "none", null)] == _one(testing.in_class(type, class, {}))
	}
	[_book("retention_in_days", "forever", null, "none", null)] == _one(testing.in_class(
		type,
		"evidence",
		{"retention_in_days": 0},
	))
	[_book("retention_in_days", 90, null, "none", null)] == _one(testing.in_class(
		type,
		"evidence",
		{"retention_in_days": 90},
	))
	[] == _one(testing.in_class(type, "ttc", {}))
}

test_buckets_of_evidence_zones_and_labelled_ones_are_books if {
	period := "retention_policy.0.retention_period"
	lock := "retention_policy.0.is_locked"
	[_book(period, "unset", lock, "no", null)] == _one(_bucket("evidence", {}))
	[_book(period, 1826, lock, "yes", true)] == _one(_bucket("evidence", {"retention_policy": [{
		"retention_period": "157766400",
		"is_locked": true,
	}]}))
	[_book(period, 1825, lock, "no", false)] == _one(_bucket("remote-sensing", {
		"labels": {"sekisho_record": "book"},
		"retention_policy": {"retention_period": 157766399, "is_locked": false},
	}))
	[_book(period, "unknown", lock, "unknown", null)] == _one(_bucket("evidence", {"retention_policy": testing.unknown}))
	[] == _one(_bucket("remote-sensing", {"labels": {"sekisho_record": "raw"}}))
	[] == _one(_bucket("remote-sensing", {}))
	[] == _one(_bucket("business", {"labels": {"sekisho_record": "book"}}))
}

test_what_may_be_a_book_is_in_doubt if {
	every labels in [testing.unknown, {"sekisho_record": testing.unknown}] {
		[_book("labels", "unknown", "retention_policy.0.is_locked", "none", null)] == _one(_bucket(
			"remote-sensing",
			{"labels": labels},
		))
	}
	[_book("tags", "unknown", null, "none", null)] == _one(testing.in_class(
		"aws_s3_bucket",
		"remote-sensing",
		{"tags": testing.unknown},
	))
}

test_s3_buckets_are_kept_by_their_object_lock if {
	[_s3_book(1826, "yes", true)] == _locked({"mode": "COMPLIANCE", "years": 5})
	[_s3_book(1000, "yes", true)] == _locked([{"mode": "COMPLIANCE", "days": "1000"}])
	[_s3_book(1826, "no", "GOVERNANCE")] == _locked({"mode": "GOVERNANCE", "years": 5})
	[_s3_book("unset", "none", null)] == _locked({})
	[_s3_book("unknown", "unknown", null)] == _locked({"mode": testing.unknown, "years": testing.unknown})
	[_s3_book("unknown", "none", null)] == _locked(testing.unknown)
	[_book("object_lock_enabled", "unset", null, "none", null)] == _one(_s3)
	every values in [{"rule": testing.unknown}, {"rule": [{"default_retention": testing.unknown}]}] {
		found := testing.estate([_s3, _lock(values)])
		["unknown"] == [book.days | some book in books.all] with data.estate as found
	}
}

test_an_object_lock_is_found_by_reference_and_may_be_out_of_sight if {
	referring := object.union(
		testing.named("s/lock", testing.in_class("aws_s3_bucket_object_lock_configuration", "evidence", {
			"bucket": testing.reference("aws_s3_bucket"),
			"rule": [{"default_retention": [{"mode": "COMPLIANCE", "years": 5}]}],
		})),
		{"refs": {"bucket": [{"type": "aws_s3_bucket", "at": 0, "attr": "id"}]}},
	)
	[["s/x.x", "s/lock"]] == [book.ids | some book in books.all] with data.estate as testing.estate([_s3, referring])
	hidden := _lock({"bucket": testing.unknown})
	found := testing.estate([_s3, object.union(hidden, {"values": {"bucket": testing.unknown}})])
	["unknown"] == [book.days | some book in books.all] with data.estate as found
}
