# METADATA
# title: "replace-me: what must hold, as a sentence"
# description: "replace-me: why it matters, in one or two sentences."
# custom:
#   title_ja: "replace-me: 満たすべきことを一文で"
#   severity: high
#   requirements: [template_requirement]
#   stages: [synth, plan, apply]
#   messages:
#     not_enabled:
#       en: "replace-me: is not enabled"
#       ja: "replace-me: 有効になっていない"
#     undecided:
#       en: "replace-me: whether it is enabled is not known here"
#       ja: "replace-me: 有効かどうか、ここでは判定できない"
#   remediation:
#     en: "replace-me: Set enabled to true."
#     ja: "replace-me: enabled を true にする。"
package controls.template_service.template_control

import data.lib.estate
import data.lib.finding

resources contains rc.id if some rc in estate.planned("template_type")

# Compare with what is allowed and negate the named rule: an attribute that is missing must end here, not pass.
violations contains finding.of(rc, "not_enabled", "enabled", {}) if {
	some rc in estate.planned("template_type")
	not _enabled(rc)
	not _undecided(rc)
}

unknowns contains finding.of(rc, "undecided", "enabled", {}) if {
	some rc in estate.planned("template_type")
	_undecided(rc)
}

_enabled(rc) if estate.is_true(rc.values.enabled)

_undecided(rc) if estate.has_unknown(rc.values, "enabled")

_undecided(rc) if estate.maybe_set(rc, "enabled")
