package controls.books.retention_test

import data.controls.books.retention as control
import data.lib.testing

_log_bucket(values) := testing.estate([testing.in_class("google_logging_project_bucket_config", "evidence", values)])

_bucket(values) := testing.estate([testing.in_class("google_storage_bucket", "evidence", {"retention_policy": values})])

_s3(retention) := testing.estate([
	testing.in_class("aws_s3_bucket", "evidence", {"bucket": "books"}),
	testing.named("s/lock", testing.in_class("aws_s3_bucket_object_lock_configuration", "evidence", {
		"bucket": "books",
		"rule": [{"default_retention": [retention]}],
	})),
])

_finding(key, attribute, args) := {"resource": "s/x.x", "key": key, "attribute": attribute, "args": args}

test_fails_a_period_that_is_too_short if {
	short := _log_bucket({"retention_days": 400})
	{"s/x.x"} == control.resources with data.estate as short
	{
		_finding("too_short", "retention_days", {"days": 400, "required": 1826}),
		_finding("not_locked", "locked", {"attribute": "locked", "value": null}),
	} == control.violations with data.estate as short
	default_period := _log_bucket({})
	{
		_finding("too_short", "retention_days", {"days": 30, "required": 1826}),
		_finding("not_locked", "locked", {"attribute": "locked", "value": null}),
	} == control.violations with data.estate as default_period
}

test_fails_a_lock_on_a_period_that_is_too_short if {
	trapped := _log_bucket({"retention_days": 30, "locked": true})
	{_finding(
		"locked_too_short",
		"retention_days",
		{"days": 30, "required": 1826},
	)} == control.violations with data.estate as trapped
	bucket := _bucket({"retention_period": "157680000", "is_locked": true})
	{_finding(
		"locked_too_short",
		"retention_policy.0.retention_period",
		{"days": 1825, "required": 1826},
	)} == control.violations with data.estate as bucket
}

test_fails_a_period_without_a_lock if {
	attribute := "retention_policy.0.is_locked"
	open := _bucket({"retention_period": 157766400, "is_locked": false})
	{_finding(
		"not_locked",
		attribute,
		{"attribute": attribute, "value": false},
	)} == control.violations with data.estate as open
}

test_fails_a_bucket_without_retention if {
	bare := testing.estate([testing.in_class("google_storage_bucket", "evidence", {})])
	{_finding(
		"not_kept",
		"retention_policy.0.retention_period",
		{"required": 1826},
	)} == control.violations with data.estate as bare
	s3 := testing.estate([testing.in_class("aws_s3_bucket", "evidence", {"bucket": "books"})])
	{_finding("not_kept", "object_lock_enabled", {"required": 1826})} == control.violations with data.estate as s3
}

test_fails_an_object_lock_that_can_be_lifted if {
	attribute := "rule.0.default_retention.0.mode"
	governed := _s3({"mode": "GOVERNANCE", "years": 5})
	{"s/x.x", "s/lock"} == control.resources with data.estate as governed
	{object.union(
		_finding("not_locked", attribute, {"attribute": attribute, "value": "GOVERNANCE"}),
		{"resource": "s/lock"},
	)} == control.violations with data.estate as governed
}

test_fails_a_log_group_that_forgets_too_early if {
	short := testing.estate([testing.in_class("aws_cloudwatch_log_group", "remote-sensing", {"retention_in_days": 365})])
	{_finding(
		"too_short",
		"retention_in_days",
		{"days": 365, "required": 1826},
	)} == control.violations with data.estate as short
}

test_passes_books_kept_and_locked if {
	every kept in [
		_log_bucket({"retention_days": 1826, "locked": true}),
		_bucket({"retention_period": "157766400", "is_locked": true}),
		_s3({"mode": "COMPLIANCE", "years": 5}),
		_s3({"mode": "COMPLIANCE", "days": 1826}),
		testing.estate([testing.in_class("aws_cloudwatch_log_group", "evidence", {})]),
		testing.estate([testing.in_class("aws_cloudwatch_log_group", "evidence", {"retention_in_days": 1827})]),
	] {
		"s/x.x" in control.resources with data.estate as kept
		set() == control.violations with data.estate as kept
		set() == control.unknowns with data.estate as kept
	}
}

test_unknown_periods_and_locks if {
	period := _log_bucket({"retention_days": testing.unknown, "locked": true})
	{_finding(
		"retention_unknown",
		"retention_days",
		{"attribute": "retention_days"},
	)} == control.unknowns with data.estate as period
	set() == control.violations with data.estate as period
	lock := _log_bucket({"retention_days": 1826, "locked": testing.unknown})
	{_finding("retention_unknown", "locked", {"attribute": "locked"})} == control.unknowns with data.estate as lock
	set() == control.violations with data.estate as lock
}

test_unknown_whether_a_bucket_holds_books if {
	found := testing.estate([testing.in_class("google_storage_bucket", "remote-sensing", {"labels": testing.unknown})])
	{_finding("retention_unknown", "labels", {"attribute": "labels"})} == control.unknowns with data.estate as found
	set() == control.violations with data.estate as found
}

test_not_applicable_to_buckets_without_books if {
	none := testing.estate([
		testing.in_class("google_storage_bucket", "remote-sensing", {}),
		testing.named("s/y.y", testing.in_class("google_logging_project_bucket_config", "business", {})),
		testing.named("s/z.z", testing.resource("aws_s3_bucket", {})),
	])
	set() == control.resources with data.estate as none
	set() == control.violations with data.estate as none
	set() == control.unknowns with data.estate as none
}
