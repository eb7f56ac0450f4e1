package controls.keys.rotation_test

import data.controls.keys.rotation as control
import data.lib.testing

_google(values) := testing.in_class("google_kms_crypto_key", "remote-sensing", values)

_aws(values) := testing.in_class("aws_kms_key", "ttc", values)

test_fails_a_long_period if {
	every period in ["31536000s", "90d", "s"] {
		rc := _google({"rotation_period": period})
		control.violations == {{
			"resource": "s/x.x",
			"key": "too_long",
			"attribute": "rotation_period",
			"args": {"period": period},
		}} with data.estate as testing.estate([rc])
	}
}

test_fails_never if {
	every rc in [_google({}), _aws({}), _aws({"enable_key_rotation": "false"})] {
		{"never"} == {f.key | some f in control.violations} with data.estate as testing.estate([rc])
	}
}

test_passes_rotated if {
	every rc in [
		_google({"rotation_period": "7776000s"}),
		_google({"rotation_period": "2592000s", "purpose": "ENCRYPT_DECRYPT"}),
		_aws({"enable_key_rotation": true}),
	] {
		control.resources == {"s/x.x"} with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
		control.unknowns == set() with data.estate as testing.estate([rc])
	}
}

test_unknown_rotation if {
	every rc in [
		_google({"rotation_period": testing.unknown}),
		_aws({"enable_key_rotation": testing.unknown}),
		object.union(_aws({}), {"undeclared": ["enable_key_rotation"]}),
		object.union(_google({}), {"undeclared": ["rotation_period"]}),
	] {
		control.violations == set() with data.estate as testing.estate([rc])
		{"undecided"} == {f.key | some f in control.unknowns} with data.estate as testing.estate([rc])
	}
}

test_not_applicable_to_asymmetric_keys_and_elsewhere if {
	every rc in [
		_google({"purpose": "ASYMMETRIC_SIGN"}),
		_aws({"customer_master_key_spec": "RSA_4096"}),
		testing.resource("aws_kms_key", {}),
		testing.in_class("google_kms_crypto_key", "business", {}),
	] {
		control.resources == set() with data.estate as testing.estate([rc])
		control.violations == set() with data.estate as testing.estate([rc])
	}
}
