package controls.storage.location_test

import data.controls.storage.location as control
import data.lib.testing

_here(type, values) := testing.in_class(type, "remote-sensing", values)

_in(region, rc) := object.union(rc, {"region": region})

_allowed := "asia-northeast1, asia-northeast2, ap-northeast-1, ap-northeast-3"

test_fails_a_place_that_is_not_allowed if {
	rc := _here("google_storage_bucket", {"location": "US-CENTRAL1"})
	control.violations == {{
		"resource": "s/x.x",
		"key": "outside",
		"attribute": "location",
		"element": "US-CENTRAL1",
		"args": {"place": "US-CENTRAL1", "allowed": _allowed},
	}} with data.estate as testing.estate([rc])
	control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
}

test_fails_multi_regions if {
	every type, place in {
		"google_artifact_registry_repository": "asia",
		"google_bigquery_dataset": "US",
		"google_firestore_database": "nam5",
		"google_spanner_instance": "nam-eur-asia1",
		"google_storage_bucket": "ASIA1",
	} {
		rc := _here(type, {"location": place, "location_id": place, "config": place})
		{"multi_region"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_fails_what_goes_to_the_us_by_default if {
	every type in ["google_storage_bucket", "google_bigquery_dataset"] {
		rc := _in("asia-northeast1", _here(type, {}))
		{"us_by_default"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_fails_a_provider_elsewhere if {
	every rc in [
		_in("us-east-1", _here("aws_s3_bucket", {})),
		_in("us-east-1", _here("aws_ebs_volume", {"availability_zone": testing.unknown})),
		_in("us-central1", _here("google_sql_database_instance", {})),
	] {
		{["outside", "region"]} == {[f.key, f.attribute] |
			some f in control.violations
		} with data.estate as testing.estate([rc])
	}
}

test_fails_one_zone_elsewhere if {
	every rc in [
		_here("google_compute_region_disk", {"region": "asia-northeast1", "replica_zones": ["asia-northeast1-a", "asia-east1-a"]}),
		_here("google_bigtable_instance", {"cluster": [{"zone": "asia-northeast1-a"}, {"zone": "asia-east1-a"}]}),
	] {
		{"asia-east1-a"} == {f.element | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_passes_allowed_places if {
	every rc in [
		_here("google_storage_bucket", {"location": "ASIA-NORTHEAST1"}),
		_here("google_compute_disk", {"zone": "asia-northeast1-b"}),
		_here("google_spanner_instance", {"config": "regional-asia-northeast2"}),
		_in("asia-northeast1", _here("google_compute_instance", {})),
		_in("ap-northeast-1", _here("aws_s3_bucket", {})),
		_in("ap-northeast-1", _here("aws_ebs_volume", {"availability_zone": testing.unknown})),
		_in("ap-northeast-1", _here("aws_db_instance", {"availability_zone": "ap-northeast-1c"})),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_unknown_places if {
	every rc in [
		_here("google_storage_bucket", {"location": testing.unknown}),
		object.union(_here("google_storage_bucket", {}), {"undeclared": ["location"]}),
		_in("asia-northeast1", _here("google_compute_disk", {"zone": testing.unknown})),
		_here("google_bigtable_instance", {"cluster": [{"zone": testing.unknown}]}),
		_here("aws_s3_bucket", {}),
		_here("aws_ebs_volume", {"availability_zone": testing.unknown}),
		_here("google_compute_instance", {}),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_elsewhere if {
	every rc in [
		testing.in_class("google_storage_bucket", "business", {"location": "US"}),
		testing.resource("google_storage_bucket", {"location": "US"}),
		_here("google_compute_network", {}),
	] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
