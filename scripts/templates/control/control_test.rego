package controls.template_service.template_control_test

import data.controls.template_service.template_control as control
import data.lib.testing

_estate(values) := testing.estate([testing.resource("template_type", values)])

_finding(key) := {"resource": "s/x.x", "key": key, "attribute": "enabled", "args": {}}

test_fails_when_disabled if {
	control.violations == {_finding("not_enabled")} with data.estate as _estate({"enabled": false})
}

test_fails_when_unset if {
	control.violations == {_finding("not_enabled")} with data.estate as _estate({})
}

test_passes_when_enabled if {
	control.resources == {"s/x.x"} with data.estate as _estate({"enabled": true})
	control.violations == set() with data.estate as _estate({"enabled": true})
	control.unknowns == set() with data.estate as _estate({"enabled": true})
}

test_unknown_when_known_after_apply if {
	control.violations == set() with data.estate as _estate({"enabled": testing.unknown})
	control.unknowns == {_finding("undecided")} with data.estate as _estate({"enabled": testing.unknown})
}

test_not_applicable_without_the_type if {
	control.resources == set() with data.estate as testing.estate([testing.resource("other", {})])
	control.violations == set() with data.estate as testing.estate([testing.resource("other", {})])
	control.unknowns == set() with data.estate as testing.estate([testing.resource("other", {})])
}
