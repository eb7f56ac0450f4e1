package controls.keys.protection_level_test

import data.controls.keys.protection_level as control
import data.lib.testing

_key(values) := testing.in_class("google_kms_crypto_key", "remote-sensing", values)

test_fails_software_and_external if {
	every level in ["SOFTWARE", "EXTERNAL"] {
		rc := _key({"version_template": [{"algorithm": "GOOGLE_SYMMETRIC_ENCRYPTION", "protection_level": level}]})
		control.violations == {{
			"resource": "s/x.x",
			"key": "weak",
			"attribute": "version_template.0.protection_level",
			"args": {"level": level},
		}} with data.estate as testing.estate([rc])
	}
}

test_fails_unset if {
	every values in [{}, {"version_template": {"algorithm": "GOOGLE_SYMMETRIC_ENCRYPTION"}}] {
		{"software"} == {f.key | some f in control.violations} with data.estate as testing.estate([_key(values)])
		control.unknowns == set() with data.estate as testing.estate([_key(values)])
	}
}

test_passes_hardware if {
	every level in ["HSM", "EXTERNAL_VPC"] {
		rc := _key({"version_template": {"algorithm": "x", "protection_level": level}})
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_unknown_levels if {
	every rc in [
		_key({"version_template": testing.unknown}),
		_key({"version_template": {"protection_level": testing.unknown}}),
		object.union(_key({}), {"undeclared": ["version_template"]}),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_elsewhere if {
	every rc in [testing.in_class("google_kms_crypto_key", "business", {}), testing.resource("google_kms_crypto_key", {})] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
