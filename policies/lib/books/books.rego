# METADATA
# title: Where books are kept
# description: |
#   Finds the log buckets, log groups and buckets that hold books, with the period that they keep entries for and
#   the lock that holds them to it. Everything in an evidence zone is a book; elsewhere a bucket says so by its
#   label.
package lib.books

import data.lib.estate
import data.lib.setting

# METADATA
# description: Days that an entry is kept for; five years with their leap day unless the operator says more.
required := data.estate.config.book_retention_days

# METADATA
# description: |
#   Every book as `{"ids", "rc", "period", "days", "lock_path", "lock", "lock_value"}`: the resources judged, the
#   one to blame, the attribute that sets the period, the period in days (or `unset`, `unknown`, `forever`), the
#   attribute that locks it, whether it is locked (`yes`, `no`, `unknown`, `none` where no lock exists) and what it
#   is instead.
all := array.concat(
	array.concat(_log_buckets, _log_groups),
	array.concat(_buckets, _s3_buckets),
)

_classes := {"remote-sensing", "evidence"}

# Google keeps log entries for 30 days when nothing is said.
_log_buckets := [book |
	some rc in estate.in_class("google_logging_project_bucket_config", _classes)
	book := object.union(
		_lock(setting.state(rc.values, "locked")),
		{
			"ids": [rc.id],
			"rc": rc,
			"period": "retention_days",
			"days": _length(rc.values, "retention_days", 30),
			"lock_path": "locked",
		},
	)
]

# CloudWatch keeps log events for ever when nothing, or 0, is said; it has no lock.
_log_groups := [book |
	some rc in estate.in_class("aws_cloudwatch_log_group", _classes)
	book := {
		"ids": [rc.id],
		"rc": rc,
		"period": "retention_in_days",
		"days": _or_forever(_length(rc.values, "retention_in_days", 0)),
		"lock_path": null,
		"lock": "none",
		"lock_value": null,
	}
]

_buckets := [book |
	some rc in estate.in_class("google_storage_bucket", _classes)
	_may_be_book(rc, "labels")
	book := object.union_n([
		_lock(setting.flag(rc.values, "retention_policy", "is_locked")),
		{
			"ids": [rc.id],
			"rc": rc,
			"period": "retention_policy.0.retention_period",
			"days": _in_days(_period(rc)),
			"lock_path": "retention_policy.0.is_locked",
		},
		_doubt(rc, "labels"),
	])
]

_s3_buckets := [book |
	some rc in estate.in_class("aws_s3_bucket", _classes)
	_may_be_book(rc, "tags")
	book := object.union(_s3_book(rc, _object_locks(rc)), _doubt(rc, "tags"))
]

# A bucket with an object lock configuration is judged by it, one with none is not kept at all.
_s3_book(rc, locks) := object.union(_default_retention(locks[0]), {
	"ids": [rc.id, locks[0].id],
	"rc": locks[0],
}) if {
	count(locks) > 0
} else := object.union(_unlocked(rc), {"days": "unknown"}) if {
	_some_lock_undecided
} else := _unlocked(rc)

_unlocked(rc) := {
	"ids": [rc.id],
	"rc": rc,
	"period": "object_lock_enabled",
	"days": "unset",
	"lock_path": null,
	"lock": "none",
	"lock_value": null,
}

_lock_type := "aws_s3_bucket_object_lock_configuration"

_object_locks(rc) := [lock | some lock in estate.planned(_lock_type); _locks(lock, rc)]

_locks(lock, rc) if {
	some ref in estate.referenced(lock, "bucket")
	estate.target(ref).id == rc.id
}

_locks(lock, rc) if {
	estate.is_text(lock.values.bucket)
	lock.values.bucket == rc.values.bucket
}

_some_lock_undecided if {
	some lock in estate.planned(_lock_type)
	estate.is_unknown(lock.values.bucket)
	count(estate.referenced(lock, "bucket")) == 0
}

# Object lock is for ever in the mode COMPLIANCE only; a year of it counts 365 days and a quarter.
_default_retention(lock) := {
	"period": "rule.0.default_retention.0.years",
	"days": _shortest(lock),
	"lock_path": "rule.0.default_retention.0.mode",
	"lock": _compliance(lock).lock,
	"lock_value": _compliance(lock).lock_value,
}

_retentions(lock) := [retention |
	some rule in estate.blocks(lock.values, "rule")
	some retention in estate.blocks(rule, "default_retention")
]

_shortest(lock) := "unknown" if {
	_hides_retention(lock)
} else := min(lengths) if {
	lengths := [days | some retention in _retentions(lock); days := _years_or_days(retention)]
	count(lengths) > 0
} else := "unset"

_years_or_days(retention) := floor((estate.number(retention.years) * 1461) / 4)

_years_or_days(retention) := estate.number(retention.days) if not estate.is_set(retention, "years")

_hides_retention(lock) if estate.has_unknown(lock.values, "rule")

_hides_retention(lock) if {
	some rule in estate.blocks(lock.values, "rule")
	estate.has_unknown(rule, "default_retention")
}

_hides_retention(lock) if {
	some retention in _retentions(lock)
	some name in ["years", "days"]
	estate.is_unknown(retention[name])
}

_compliance(lock) := {"lock": "unknown", "lock_value": null} if {
	_hides_mode(lock)
} else := {"lock": "yes", "lock_value": true} if {
	count(_retentions(lock)) > 0
	every retention in _retentions(lock) {
		retention.mode == "COMPLIANCE"
	}
} else := {"lock": "no", "lock_value": retention.mode} if {
	some retention in _retentions(lock)
	is_string(retention.mode)
	not retention.mode == "COMPLIANCE"
} else := {"lock": "none", "lock_value": null}

_hides_mode(lock) if {
	some retention in _retentions(lock)
	estate.is_unknown(retention.mode)
}

# What is not known to be a book can't be called one that is kept too short.
_doubt(rc, attribute) := {} if {
	_is_book(rc, attribute)
} else := {"rc": rc, "period": attribute, "days": "unknown", "lock": "none", "lock_value": null}

_is_book(rc, _) if rc.class == "evidence"

_is_book(rc, attribute) if rc.values[attribute].sekisho_record == "book"

_may_be_book(rc, attribute) if _is_book(rc, attribute)

_may_be_book(rc, attribute) if estate.is_unknown(rc.values[attribute])

_may_be_book(rc, attribute) if estate.is_unknown(rc.values[attribute].sekisho_record)

_period(rc) := "unknown" if {
	estate.has_unknown(rc.values, "retention_policy")
} else := _length(policy, "retention_period", "unset") if {
	some policy in estate.blocks(rc.values, "retention_policy")
} else := "unset"

# A length in the unit of its attribute; what is written but is no number counts as unset.
_length(parent, name, fallback) := "unknown" if {
	estate.is_unknown(parent[name])
} else := length if {
	length := estate.number(parent[name])
} else := fallback if {
	not estate.is_set(parent, name)
} else := "unset"

_in_days(seconds) := floor(seconds / 86400) if {
	is_number(seconds)
} else := seconds

_or_forever(days) := "forever" if {
	days == 0
} else := days

_lock("true") := {"lock": "yes", "lock_value": true}

_lock("false") := {"lock": "no", "lock_value": false}

_lock("unset") := {"lock": "no", "lock_value": null}

_lock("unknown") := {"lock": "unknown", "lock_value": null}
