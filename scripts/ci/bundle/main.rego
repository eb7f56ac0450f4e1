# METADATA
# title: The controls for those who run OPA or Conftest themselves
# description: |
#   `input` is the prepared estate that `scripts/ci/print-estate.ts` writes (docs/estate-input.md). A raw plan is refused:
#   controls would see nothing in it, and nothing would pass.
package main

# What must not be let through: violations and unproven answers of blocking severity, and an input that is no estate.
deny contains finding if {
	some finding in _findings
	finding.severity in _blocking
}

# Milder ones, which Conftest shows without failing.
warn contains finding if {
	some finding in _findings
	not finding.severity in _blocking
}

deny contains {"msg": msg, "control": "main.input", "resource": "", "key": "no_estate", "severity": "critical"} if {
	not _is_estate
	msg := "the input is not a prepared estate, so nothing was judged"
}

deny contains {"msg": msg, "control": control, "resource": "", "key": "not_evaluated", "severity": "critical"} if {
	_is_estate
	some control, _ in data.catalog
	not control in object.keys(_documents)
	msg := concat("", [control, " gave no answer"])
}

_findings contains _finding(control, violation, "violates") if {
	some control, document in _documents
	some violation in document.violations
}

_findings contains _finding(control, unknown, "does not prove") if {
	some control, document in _documents
	some unknown in document.unknowns
}

_finding(control, found, verb) := {
	"msg": concat(" ", [found.resource, verb, concat("", [control, ":"]), found.key]),
	"control": control,
	"resource": found.resource,
	"key": found.key,
	"severity": object.get(data.catalog, [control, "severity"], "critical"),
}

# As the checkpoint's own usual setting.
_blocking := {"critical", "high", "medium"}

_documents[control] := document if {
	some service, group in _controls
	some own, document in group
	control := concat(".", [service, own])
}

_controls := value if value := data.controls with data.estate as input.estate

# As the canary of the checkpoint: what arrives in another form arrives as nothing.
_is_estate if {
	input.estate.control_resources > 0
	count([0 | some group in input.estate.types; some _ in group]) == input.estate.control_resources
}
