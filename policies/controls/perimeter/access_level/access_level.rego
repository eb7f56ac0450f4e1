# METADATA
# title: Access levels ask for the room or for a managed device
# description: |
#   An access level is where the law's handling facility and remote-handling device meet the cloud: it has to name the
#   networks of the room or the state of the device, and one condition that is met too easily undoes the rest.
# related_resources:
#   - ref: https://cloud.google.com/access-context-manager/docs/create-basic-access-level
# custom:
#   title_ja: アクセスレベルは管理室又は管理端末を条件とする
#   severity: high
#   requirements: [RSL-PHY-01, RSL-TECH-04]
#   stages: [synth, plan, apply]
#   exits: [E18, E37]
#   messages:
#     no_conditions:
#       en: "has no condition, so it is met from anywhere"
#       ja: "条件がなく、どこからでも満たされる"
#     any_condition:
#       en: "is met by any one of its conditions (combining_function is OR)"
#       ja: "条件のどれか一つで満たされる（combining_function が OR）"
#     nothing_asked:
#       en: "asks neither for a network of the room nor for a managed device"
#       ja: "管理室のネットワークも管理端末も条件としていない"
#     wide_network:
#       en: "is met from {network}, which is no room"
#       ja: "{network} から満たされる。管理室とはいえない広さである"
#     level_unknown:
#       en: "can not be judged: {attribute} is not known here"
#       ja: "{attribute} がここでは分からず、判定できない"
#     custom_expression:
#       en: "is a custom expression, which can't be judged here"
#       ja: "独自の式（custom）であり、ここでは判定できない"
#   remediation:
#     en: "Use basic conditions joined by AND that hold ip_subnetworks of the room, vpc_network_sources or a
#       device_policy; drop wide networks."
#     ja: "AND で結んだ basic 条件に、管理室の ip_subnetworks、vpc_network_sources 又は device_policy を入れ、広いネットワークを外す。"
package controls.perimeter.access_level

import data.lib.estate
import data.lib.finding
import data.lib.setting

_type := "google_access_context_manager_access_level"

# METADATA
# description: Every access level.
resources contains rc.id if some rc in estate.planned(_type)

# METADATA
# description: Levels that are met without the room and without a managed device.
violations contains _finding(rc, "no_conditions", "basic.0.conditions", {}) if {
	some rc in estate.planned(_type)
	not _hidden(rc, "basic")
	not estate.is_set(rc.values, "custom")
	count(_conditions(rc)) == 0
}

violations contains _finding(rc, "any_condition", "basic.0.combining_function", {}) if {
	some rc in estate.planned(_type)
	count(_conditions(rc)) > 1
	some basic in estate.blocks(rc.values, "basic")
	basic.combining_function == "OR"
}

violations contains _finding(rc, "nothing_asked", "basic.0.conditions", {}) if {
	some rc in estate.planned(_type)
	count(_conditions(rc)) > 0
	not _asks(rc)
	not _may_ask(rc)
}

violations contains object.union(
	_finding(rc, "wide_network", "basic.0.conditions", {"network": network}),
	{"element": network},
) if {
	some rc in estate.planned(_type)
	some condition in _conditions(rc)
	some network in setting.members(condition, "ip_subnetworks")
	_is_wide(network)
}

# METADATA
# description: Levels of which it is not known here what they ask for.
unknowns contains _finding(rc, "custom_expression", "custom", {}) if {
	some rc in estate.planned(_type)
	estate.is_set(rc.values, "custom")
}

unknowns contains _finding(rc, "level_unknown", "basic", {"attribute": "basic"}) if {
	some rc in estate.planned(_type)
	_hidden(rc, "basic")
}

unknowns contains _finding(rc, "level_unknown", "basic.0.conditions", {"attribute": attribute}) if {
	some rc in estate.planned(_type)
	some condition in _conditions(rc)
	some attribute in _undecided(condition)
}

unknowns contains _finding(rc, "level_unknown", attribute, {"attribute": attribute}) if {
	some rc in estate.planned(_type)
	count(_conditions(rc)) > 1
	some basic in estate.blocks(rc.values, "basic")
	estate.is_unknown(basic.combining_function)
	attribute := "basic.0.combining_function"
}

_finding(rc, key, attribute, args) := object.union(finding.of(rc, key, attribute, args), {"exit": "E18"})

_hidden(rc, name) if estate.has_unknown(rc.values, name)

_hidden(rc, "basic") if {
	some basic in estate.blocks(rc.values, "basic")
	estate.has_unknown(basic, "conditions")
}

_conditions(rc) := [condition |
	some basic in estate.blocks(rc.values, "basic")
	some condition in estate.blocks(basic, "conditions")
	not estate.is_unknown(condition)
]

# Joined by AND, one condition that asks is enough; a negated one names where not to come from.
_asks(rc) if {
	some condition in _conditions(rc)
	not _is_negated(condition)
	some name in ["ip_subnetworks", "device_policy", "vpc_network_sources"]
	estate.is_set(condition, name)
	not _hides(condition, name)
}

_hides(condition, name) if null in setting.members(condition, name)

_is_negated(condition) if estate.is_true(condition.negate)

_is_negated(condition) if estate.is_unknown(condition.negate)

_may_ask(rc) if _hidden(rc, "basic")

_may_ask(rc) if {
	some condition in _conditions(rc)
	count(_undecided(condition)) > 0
}

_undecided(condition) := {name |
	some name in ["ip_subnetworks", "device_policy", "vpc_network_sources"]
	_hides(condition, name)
} | {"negate" | estate.is_unknown(condition.negate)}

# Wider than any organisation's own network: shorter than /8 for IPv4, than /20 for IPv6. Policy choice, not law.
_is_wide(network) if to_number(split(network, "/")[1]) < _shortest(network)

_shortest(network) := 20 if {
	contains(network, ":")
} else := 8
