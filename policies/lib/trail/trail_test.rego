package lib.trail_test

import data.lib.testing
import data.lib.trail

_bucket := testing.named("s/aws_s3_bucket.b", testing.resource("aws_s3_bucket", {"bucket": "records"}))

_other := testing.named("s/aws_s3_bucket.o", testing.resource("aws_s3_bucket", {"bucket": "other"}))

_arn(at) := {"$unknown": "after-apply", "exact": false, "refs": [{"type": "aws_s3_bucket", "at": at, "attr": "arn"}]}

_estate := testing.estate([_bucket, _other])

_classic(changes) := {"values": {"event_selector": [object.union(
	{"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]},
	changes,
)]}}

_advanced(fields) := {"values": {"advanced_event_selector": [{"field_selector": array.concat(
	[
		{"field": "eventCategory", "equals": ["Data"]},
		{"field": "resources.type", "equals": ["AWS::S3::Object"]},
	],
	fields,
)}]}}

_of(values) := _classic({"data_resource": [{"type": "AWS::S3::Object", "values": values}]})

test_records_objects_of_all_buckets_or_of_this_one if {
	every rc in [
		_classic({}),
		_classic({"read_write_type": "All"}),
		_of(["arn:aws:s3:::records/"]),
		_of([_arn(0)]),
		_of(_arn(0)),
		_advanced([]),
		_advanced([{"field": "resources.ARN", "starts_with": ["arn:aws:s3:::records/"]}]),
		_advanced([{"field": "resources.ARN", "starts_with": [_arn(0)]}]),
	] {
		trail.records(rc, _bucket) with data.estate as _estate
		not trail.is_undecided(rc) with data.estate as _estate
	}
}

test_does_not_record_other_buckets_other_things_or_one_way_only if {
	every rc in [
		{"values": {}},
		_classic({"read_write_type": "WriteOnly"}),
		_classic({"data_resource": [{"type": "AWS::Lambda::Function", "values": ["arn:aws:lambda"]}]}),
		_of(["arn:aws:s3:::other/"]),
		_of(["arn:aws:s3:::records/part/"]),
		_of([_arn(1)]),
		_advanced([{"field": "readOnly", "equals": ["false"]}]),
		_advanced([{"field": "resources.ARN", "starts_with": ["arn:aws:s3:::other/"]}]),
		{"values": {"advanced_event_selector": [{"field_selector": [{
			"field": "eventCategory",
			"equals": ["Management"],
		}]}]}},
	] {
		not trail.records(rc, _bucket) with data.estate as _estate
		not trail.is_undecided(rc) with data.estate as _estate
	}
}

test_is_undecided_when_a_selector_is_not_known if {
	every rc in [
		{"values": {"event_selector": testing.unknown}},
		{"values": {"advanced_event_selector": [testing.unknown]}},
		_classic({"read_write_type": testing.unknown}),
		_classic({"data_resource": testing.unknown}),
		_of(testing.unknown),
		_of([testing.unknown]),
		{"values": {"advanced_event_selector": [{"field_selector": testing.unknown}]}},
		_advanced([{"field": testing.unknown}]),
		_advanced([{"field": "resources.ARN", "starts_with": testing.unknown}]),
	] {
		trail.is_undecided(rc) with data.estate as _estate
	}
}
