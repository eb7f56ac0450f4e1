package controls.zone.resource_types_test

import data.controls.zone.resource_types as control
import data.lib.testing

_zone(class, changes) := object.union(testing.estate([]), {"zones": {"closed": object.union(
	{"data_class": class, "inventory": {
		"google_storage_bucket": ["s/google_storage_bucket.b"],
		"google_vertex_ai_endpoint": ["s/google_vertex_ai_endpoint.e", "s/google_vertex_ai_endpoint.f"],
		"data.google_project": ["s/data.google_project.p"],
	}},
	changes,
)}})

_finding(id) := {
	"resource": id,
	"key": "type_not_allowed",
	"attribute": null,
	"args": {"type": "google_vertex_ai_endpoint", "zone": "closed"},
}

_all := {"s/google_storage_bucket.b", "s/google_vertex_ai_endpoint.e", "s/google_vertex_ai_endpoint.f"}

test_fails_every_resource_of_a_type_that_is_not_listed if {
	every class in ["remote-sensing", "ttc", "evidence"] {
		found := _zone(class, {"allowed_resource_types": ["google_storage_*"]})
		_all == control.resources with data.estate as found
		{
			_finding("s/google_vertex_ai_endpoint.e"),
			_finding("s/google_vertex_ai_endpoint.f"),
		} == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}

test_fails_everything_when_the_list_is_empty if {
	found := _zone("ttc", {"allowed_resource_types": []})
	_all == {finding.resource | some finding in control.violations} with data.estate as found
}

test_fails_a_type_that_only_begins_like_a_listed_one if {
	found := _zone("ttc", {"allowed_resource_types": ["google_storage_bucket", "google_vertex_ai"]})
	{
		_finding("s/google_vertex_ai_endpoint.e"),
		_finding("s/google_vertex_ai_endpoint.f"),
	} == control.violations with data.estate as found
}

test_passes_listed_types_and_patterns if {
	every types in [["google_storage_bucket", "google_vertex_*"], ["google_*"], ["*"]] {
		found := _zone("remote-sensing", {"allowed_resource_types": types})
		_all == control.resources with data.estate as found
		set() == control.violations with data.estate as found
	}
}

test_unknown_when_a_zone_has_no_list if {
	found := _zone("remote-sensing", {})
	{"s/google_storage_bucket.b"} == control.resources with data.estate as found
	set() == control.violations with data.estate as found
	{{
		"resource": "s/google_storage_bucket.b",
		"key": "no_list",
		"attribute": null,
		"args": {"zone": "closed"},
	}} == control.unknowns with data.estate as found
}

test_not_applicable_in_other_zones_and_in_empty_ones if {
	every found in [testing.estate([]), _zone("business", {}), _zone("business", {"allowed_resource_types": []})] {
		set() == control.resources with data.estate as found
		set() == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}
