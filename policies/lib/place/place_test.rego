package lib.place_test

import data.lib.place
import data.lib.testing

test_a_place_is_read_as_its_region if {
	every text, region in {
		"asia-northeast1": "asia-northeast1",
		"ASIA-NORTHEAST1": "asia-northeast1",
		"asia-northeast1-b": "asia-northeast1",
		"ap-northeast-1": "ap-northeast-1",
		"ap-northeast-1a": "ap-northeast-1",
		"me-central2-c": "me-central2",
		"us-gov-west-1b": "us-gov-west-1",
		"projects/p/zones/asia-northeast1-a": "asia-northeast1",
		"https://www.googleapis.com/compute/v1/projects/p/regions/asia-northeast2": "asia-northeast2",
		"regional-asia-northeast1": "asia-northeast1",
	} {
		region == place.region(text)
		place.is_region(text)
	}
}

test_what_is_no_region_is_allowed_nowhere if {
	rc := testing.in_class("t", "remote-sensing", {})
	everywhere := object.union(testing.estate([rc]), {"zones": {"remote-sensing": {"allowed_places": ["asia", "global", "nam4"]}}})
	every text in ["ASIA", "US", "EU", "nam4", "ASIA1", "global", "", "ap-northeast-1-tpe-1a", "nam-eur-asia1", "northeast1", "-1", "${var.place}"] {
		not place.is_region(text)
		not place.is_allowed(rc, text) with data.estate as everywhere
	}
}

test_a_region_is_allowed_where_the_zone_says_so if {
	rc := testing.in_class("t", "remote-sensing", {})
	place.is_allowed(rc, "ap-northeast-1c") with data.estate as testing.estate([rc])
	not place.is_allowed(rc, "us-central1") with data.estate as testing.estate([rc])
	not place.is_allowed(testing.resource("t", {}), "asia-northeast1") with data.estate as testing.estate([rc])
}
