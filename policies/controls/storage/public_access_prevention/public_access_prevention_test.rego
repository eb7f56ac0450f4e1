package controls.storage.public_access_prevention_test

import data.controls.storage.public_access_prevention as control
import data.lib.testing

_bucket(values) := testing.in_class("google_storage_bucket", "remote-sensing", values)

_closed := {
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": "true",
}

_block(values) := testing.named("s/block", testing.in_class("aws_s3_bucket_public_access_block", "remote-sensing", values))

_s3 := object.union(
	testing.in_class("aws_s3_bucket", "remote-sensing", {"bucket": "b"}),
	{"attached": {"aws_s3_bucket_public_access_block": [0]}},
)

test_fails_inherited_prevention if {
	rc := _bucket({"public_access_prevention": "inherited", "uniform_bucket_level_access": true})
	control.violations == {{
		"resource": "s/x.x",
		"key": "not_enforced",
		"attribute": "public_access_prevention",
		"args": {"value": "inherited"},
	}} with data.estate as testing.estate([rc])
}

test_fails_everything_unset if {
	rc := _bucket({})
	{"no_prevention", "not_uniform"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	control.unknowns == set() with data.estate as testing.estate([rc])
}

test_fails_bucket_without_a_block if {
	rc := testing.in_class("aws_s3_bucket", "ttc", {"bucket": "b"})
	{"no_block"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
}

test_fails_block_with_one_setting_off_or_unset if {
	every setting in object.keys(_closed) {
		off := _block(object.union(_closed, {setting: false}))
		unset := _block(object.remove(_closed, [setting]))
		{setting} == {f.attribute | some f in control.violations} with data.estate as testing.estate([_s3, off])
		{setting} == {f.attribute | some f in control.violations} with data.estate as testing.estate([_s3, unset])
	}
}

test_passes_enforced if {
	bucket := _bucket({"public_access_prevention": "enforced", "uniform_bucket_level_access": true})
	all := testing.estate([testing.named("s/g", bucket), _s3, _block(_closed)])
	control.resources == {"s/g", "s/x.x", "s/block"} with data.estate as all
	control.violations == set() with data.estate as all
	control.unknowns == set() with data.estate as all
}

test_unknown_settings if {
	bucket := _bucket({"public_access_prevention": testing.unknown, "uniform_bucket_level_access": testing.unknown})
	hidden := object.union(_bucket({}), {"undeclared": ["public_access_prevention", "uniform_bucket_level_access"]})
	every rc in [bucket, hidden] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"public_access_prevention", "uniform_bucket_level_access"} == {f.attribute |
			some f in control.unknowns
		} with data.estate as testing.estate([rc])
	}
}

test_unknown_block if {
	rc := _block(object.union(_closed, {"block_public_policy": testing.unknown}))
	control.violations == set() with data.estate as testing.estate([_s3, rc])
	{"block_public_policy"} == {f.attribute | some f in control.unknowns} with data.estate as testing.estate([_s3, rc])
}

test_not_applicable_elsewhere if {
	every rc in [testing.in_class("google_storage_bucket", "business", {}), testing.resource("aws_s3_bucket", {})] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
