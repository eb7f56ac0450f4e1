package controls.keys.location_test

import data.controls.keys.location as control
import data.lib.testing

_here(type, values) := testing.in_class(type, "remote-sensing", values)

_in(region, rc) := object.union(rc, {"region": region})

_ring(location) := testing.named("s/ring", testing.resource("google_kms_key_ring", {"location": location}))

test_fails_a_ring_elsewhere if {
	every place in ["us-east1", "global", "asia", "eur5"] {
		rc := _here("google_kms_key_ring", {"location": place})
		control.violations == {{
			"resource": "s/x.x",
			"key": "outside",
			"attribute": "location",
			"element": place,
			"args": {"place": place, "allowed": "asia-northeast1, asia-northeast2, ap-northeast-1, ap-northeast-3"},
		}} with data.estate as testing.estate([rc])
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
	}
}

test_fails_a_key_in_a_ring_elsewhere if {
	literal := _here("google_kms_crypto_key", {"key_ring": "projects/p/locations/global/keyRings/r"})
	{"global"} == {f.element | some f in control.violations} with data.estate as testing.estate([literal])
	reference := _here("google_kms_crypto_key", {"key_ring": testing.reference("google_kms_key_ring")})
	{"us-east1"} == {f.element |
		some f in control.violations
	} with data.estate as testing.estate([reference, _ring("us-east1")])
}

test_fails_aws_keys_elsewhere_and_multi_region if {
	every type in ["aws_kms_key", "aws_kms_replica_key"] {
		rc := _in("us-east-1", _here(type, {}))
		{"us-east-1"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
	}
	many := _in("ap-northeast-1", _here("aws_kms_key", {"multi_region": "true"}))
	{"multi_region"} == {f.key | some f in control.violations} with data.estate as testing.estate([many])
}

test_passes_allowed_places if {
	every rc in [
		_here("google_kms_key_ring", {"location": "asia-northeast1"}),
		_here("google_kms_crypto_key", {"key_ring": "projects/p/locations/asia-northeast1/keyRings/r"}),
		_here("google_kms_crypto_key", {"key_ring": testing.reference("google_kms_key_ring")}),
		_here("google_kms_ekm_connection", {"location": "asia-northeast2"}),
		_in("ap-northeast-1", _here("aws_kms_key", {})),
		_in("ap-northeast-1", _here("aws_kms_key", {"multi_region": false})),
	] {
		"s/x.x" in control.resources with data.estate as testing.estate([rc, _ring("asia-northeast1")])
		control.violations == set() with data.estate as testing.estate([rc, _ring("asia-northeast1")])
		control.unknowns == set() with data.estate as testing.estate([rc, _ring("asia-northeast1")])
	}
}

test_unknown_places if {
	every rc in [
		_here("google_kms_key_ring", {"location": testing.unknown}),
		_here("google_kms_key_ring", {}),
		_here("google_kms_crypto_key", {"key_ring": testing.reference("google_kms_key_ring")}),
		_here("google_kms_crypto_key", {"key_ring": testing.unknown}),
		_here("google_kms_crypto_key", {"key_ring": "r"}),
		_here("aws_kms_key", {}),
		_in("ap-northeast-1", _here("aws_kms_key", {"multi_region": testing.unknown})),
		_in("ap-northeast-1", object.union(_here("aws_kms_key", {}), {"undeclared": ["multi_region"]})),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_elsewhere if {
	every rc in [
		testing.in_class("google_kms_key_ring", "business", {"location": "global"}),
		testing.resource("google_kms_key_ring", {"location": "global"}),
		_here("google_compute_network", {}),
	] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
