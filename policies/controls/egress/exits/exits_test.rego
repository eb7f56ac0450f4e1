package controls.egress.exits_test

import data.controls.egress.exits as control
import data.lib.testing

_entry(changes) := object.union(
	{
		"zone": "records",
		"exit": "E14",
		"title": {"en": "DNS", "ja": "DNS"},
		"verdict": "open",
		"resource": "s/google_compute_network.n",
		"attribute": null,
		"why": {"en": "resolves names", "ja": "名前を引ける"},
		"rests": "path",
		"ways": 1,
		"path": [{"address": "google_compute_network.n", "why": "resolves names"}],
	},
	changes,
)

_estate(entries, more) := object.union(
	object.union(testing.estate([]), {"egress": entries, "zones": {"records": {
		"data_class": "remote-sensing",
		"inventory": {"google_compute_network": ["s/google_compute_network.n"]},
	}}}),
	more,
)

_finding(key, changes) := object.union(
	{
		"resource": "s/google_compute_network.n",
		"key": key,
		"attribute": null,
		"element": "records E14",
		"args": {
			"exit": "E14",
			"zone": "records",
			"title_en": "DNS",
			"title_ja": "DNS",
			"why_en": "resolves names",
			"why_ja": "名前を引ける",
			"ways": 1,
		},
		"exit": "E14",
		"path": [{"address": "google_compute_network.n", "why": "resolves names"}],
	},
	changes,
)

test_fails_an_exit_through_which_a_path_leaves if {
	found := _estate([_entry({})], {})
	{"s/google_compute_network.n"} == control.resources with data.estate as found
	{_finding("leaves", {})} == control.violations with data.estate as found
	set() == control.unknowns with data.estate as found
}

test_fails_an_exit_without_paths_whose_guard_is_missing if {
	found := _estate([_entry({"rests": "resource", "path": []})], {})
	{_finding("guard_missing", {"path": []})} == control.violations with data.estate as found
}

test_unknown_once_for_all_exits_that_one_attribute_would_decide if {
	every rests in ["path", "resource"] {
		undecided := {"verdict": "unknown", "rests": rests, "attribute": "networks"}
		more := object.union(undecided, {"exit": "E15"})
		found := _estate([_entry(undecided), _entry(more), _entry({"verdict": "closed", "exit": "E16"})], {})
		set() == control.violations with data.estate as found
		{_finding("undecided", {
			"attribute": "networks",
			"element": "records",
			"args": object.union(_finding("", {}).args, {"exits": "E14, E15"}),
		})} == control.unknowns with data.estate as found
	}
}

test_unknown_when_the_proof_says_nothing_of_a_zone if {
	expected := {{
		"resource": "s/google_compute_network.n",
		"key": "not_proven",
		"attribute": null,
		"element": "records",
		"args": {"zone": "records"},
	}}
	every found in [_estate([], {}), object.remove(_estate([], {}), ["egress"])] {
		{"s/google_compute_network.n"} == control.resources with data.estate as found
		expected == control.unknowns with data.estate as found
	}
}

test_passes_what_is_closed_weak_attested_or_left_to_people if {
	entries := [
		_entry({"verdict": "closed", "rests": "resource"}),
		_entry({"verdict": "attested", "rests": "resource"}),
		_entry({"verdict": "weak", "rests": "resource"}),
		_entry({"verdict": "unknown", "rests": "people"}),
		_entry({"verdict": "open", "rests": "absence"}),
	]
	every entry in entries {
		found := _estate([entry], {})
		{"s/google_compute_network.n"} == control.resources with data.estate as found
		set() == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}

test_passes_what_the_control_of_the_exit_reports_on_the_same_resource if {
	exits := {"E14": {"examined": [], "unknown": [], "open": [{"resource": "s/google_compute_network.n"}]}}
	set() == control.violations with data.estate as _estate([_entry({})], {"exits": exits})
	elsewhere := {"E14": {"examined": [], "unknown": [], "open": [{"resource": "s/google_compute_network.other"}]}}
	{_finding("leaves", {})} == control.violations with data.estate as _estate([_entry({})], {"exits": elsewhere})
}

test_not_applicable_without_a_zone_of_regulated_records if {
	every found in [
		testing.estate([]),
		_estate([], {"zones": {"records": {"data_class": "ttc"}}}),
		object.union(testing.estate([]), {"zones": {"records": {"data_class": "remote-sensing", "inventory": {}}}}),
	] {
		set() == control.resources with data.estate as found
		set() == control.violations with data.estate as found
		set() == control.unknowns with data.estate as found
	}
}

test_passes_a_type_that_is_not_listed_to_its_own_control if {
	zones := {"records": {
		"data_class": "remote-sensing",
		"allowed_resource_types": ["google_storage_*"],
		"inventory": {"google_compute_network": ["s/google_compute_network.n"]},
	}}
	unlisted := _entry({"exit": "E45"})
	set() == control.violations with data.estate as _estate([unlisted], {"zones": zones})
	count(control.violations) == 1 with data.estate as _estate([unlisted], {})
}
