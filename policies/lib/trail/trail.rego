# METADATA
# title: What a trail of AWS CloudTrail records
# description: |
#   A trail records who managed what by itself; who read or wrote an object only when a selector says so. Selectors
#   come in two forms, and either may be limited to some buckets.
package lib.trail

import data.lib.estate

# METADATA
# description: Whether a trail surely records every read and write of a bucket's objects.
records(rc, bucket) if {
	some selector in estate.blocks(rc.values, "event_selector")
	_both_ways(selector)
	some resource in estate.blocks(selector, "data_resource")
	resource.type == "AWS::S3::Object"
	some value in _values(resource, "values")
	_covers(value, bucket)
}

records(rc, bucket) if {
	some selector in estate.blocks(rc.values, "advanced_event_selector")
	fields := estate.blocks(selector, "field_selector")
	_equals(fields, "eventCategory", "Data")
	_equals(fields, "resources.type", "AWS::S3::Object")
	count([field | some field in fields; not _is_scope(field)]) == 0
	_reaches(fields, bucket)
}

# METADATA
# description: Whether parts of a trail's selectors are not known here, so that it may record more than can be told.
is_undecided(rc) if {
	some name in ["event_selector", "advanced_event_selector"]
	estate.has_unknown(rc.values, name)
}

is_undecided(rc) if {
	some selector in estate.blocks(rc.values, "event_selector")
	_hides(selector)
}

is_undecided(rc) if {
	some selector in estate.blocks(rc.values, "advanced_event_selector")
	_hides_field(selector)
}

_hides(selector) if estate.is_unknown(selector.read_write_type)

_hides(selector) if estate.has_unknown(selector, "data_resource")

_hides(selector) if {
	some resource in estate.blocks(selector, "data_resource")
	some name in ["type", "values"]
	_nameless(resource, name)
}

_hides_field(selector) if estate.has_unknown(selector, "field_selector")

_hides_field(selector) if {
	some field in estate.blocks(selector, "field_selector")
	some name in ["field", "equals", "starts_with"]
	_nameless(field, name)
}

# A value that is not known and names no bucket either.
_nameless(parent, name) if {
	some value in _values(parent, name)
	not is_string(value)
	not _names_bucket(value)
}

_names_bucket(value) if {
	some ref in value.refs
	ref.type == "aws_s3_bucket"
}

# Unset means reads and writes.
_both_ways(selector) if not estate.is_set(selector, "read_write_type")

_both_ways(selector) if selector.read_write_type == "All"

_equals(fields, name, wanted) if {
	some field in fields
	field.field == name
	wanted in estate.list(field, "equals")
}

_is_scope(field) if field.field in {"eventCategory", "resources.type", "resources.ARN"}

_reaches(fields, _) if {
	count([field | some field in fields; field.field == "resources.ARN"]) == 0
}

_reaches(fields, bucket) if {
	some field in fields
	field.field == "resources.ARN"
	some value in _values(field, "starts_with")
	_covers(value, bucket)
}

_covers(value, _) if value in {"arn:aws:s3", "arn:aws:s3:::"}

_covers(value, bucket) if value == concat("", ["arn:aws:s3:::", bucket.values.bucket, "/"])

_covers(value, bucket) if {
	some ref in value.refs
	ref.type == "aws_s3_bucket"
	estate.target(ref).id == bucket.id
}

# The members of a list, with unknown ones as they are; an unknown whole is its only member.
_values(parent, name) := parent[name] if {
	is_array(parent[name])
} else := [parent[name]] if {
	estate.is_set(parent, name)
} else := []
