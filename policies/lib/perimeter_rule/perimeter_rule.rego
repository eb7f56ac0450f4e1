# METADATA
# title: Rules of a service perimeter
# description: |
#   Reads the ingress and egress rules that a perimeter has in force: for whom they are, from where, to what, and whether
#   that is known here at all.
package lib.perimeter_rule

import data.lib.estate
import data.lib.perimeter
import data.lib.setting

# METADATA
# description: |
#   Every rule of the enforced configuration of a perimeter, as `{"direction", "path", "policy", "from", "to"}`.
all(one) := [rule |
	some status in perimeter.status(one)
	some direction in ["ingress", "egress"]
	policies := concat("_", [direction, "policies"])
	some n, policy in estate.blocks(status, policies)
	rule := {
		"direction": direction,
		"path": concat(".", ["status.0", policies, format_int(n, 10)]),
		"policy": policy,
		"from": _block(policy, concat("_", [direction, "from"])),
		"to": _block(policy, concat("_", [direction, "to"])),
	}
]

# The only block of that name; an empty one when it is unset or unknown.
_block(policy, name) := estate.blocks(policy, name)[0] if {
	count(estate.blocks(policy, name)) > 0
} else := {}

# METADATA
# description: |
#   Whether one end (`from` or `to`) of a rule is known as a block, though parts of it may not be.
is_read(rule, end) if not _is_hidden(rule, end)

_is_hidden(rule, _) if estate.is_unknown(rule.policy)

_is_hidden(rule, end) if estate.has_unknown(rule.policy, concat("_", [rule.direction, end]))

_has(rule, end, name) if estate.is_set(rule[end], name)

# METADATA
# description: |
#   Whom a rule is for; null stands for somebody who is not known here.
identities(rule) := array.concat(
	setting.members(rule.from, "identities"),
	setting.members(rule.from, "identity_type"),
)

# METADATA
# description: |
#   Whether an identity is one person or one service account.
names_one(identity) if regex.match(`^(user|serviceAccount):[^*\s]+$`, identity)

# METADATA
# description: |
#   Whether an ingress rule surely does not say from where.
is_from_anywhere(rule) if {
	is_read(rule, "from")
	not _has(rule, "from", "sources")
}

is_from_anywhere(rule) if {
	some source in estate.blocks(rule.from, "sources")
	some name in ["access_level", "resource"]
	source[name] == "*"
}

is_from_anywhere(rule) if {
	some source in estate.blocks(rule.from, "sources")
	not estate.is_unknown(source)
	not estate.is_set(source, "access_level")
	not estate.is_set(source, "resource")
}

# METADATA
# description: |
#   Whether an ingress rule surely admits nobody but the accounts with which Cloud Logging writes for named folders and
#   organisations, and lets them write entries into named projects only. They belong to no network and no project, so
#   that no source can be named for them; what they bring in can't be read by them.
is_for_log_writers(rule) if {
	accounts := identities(rule)
	count(accounts) > 0
	every account in accounts {
		regex.match(`^serviceAccount:service-(folder|org)-\d+@gcp-sa-logging\.iam\.gserviceaccount\.com$`, account)
	}
	operations := estate.blocks(rule.to, "operations")
	count(operations) > 0
	every operation in operations {
		_only_writes_entries(operation)
	}
	targets := setting.members(rule.to, "resources")
	count(targets) > 0
	every target in targets {
		not target == "*"
	}
}

_only_writes_entries(operation) if {
	operation.service_name == "logging.googleapis.com"
	selectors := estate.blocks(operation, "method_selectors")
	count(selectors) > 0
	every selector in selectors {
		selector.method == "LoggingServiceV2.WriteLogEntries"
	}
}

# METADATA
# description: |
#   Whether an operation names a service, or one that is not known here.
names_service(operation) if _hides_service(operation)

names_service(operation) if {
	estate.is_text(operation.service_name)
	not operation.service_name == "*"
}

# METADATA
# description: |
#   What an egress rule reaches besides projects that it names by number; `*` when it names none at all.
far_targets(rule) := {target |
	some name in ["resources", "external_resources"]
	some target in setting.members(rule.to, name)
	is_string(target)
	not _names_project(target)
} | _unlimited(rule)

_names_project(target) if regex.match(`^projects/[0-9]+$`, target)

# An egress rule that names no target at all.
_unlimited(rule) := {"*"} if {
	is_read(rule, "to")
	not _has(rule, "to", "resources")
	not _has(rule, "to", "external_resources")
} else := set()

# METADATA
# description: |
#   Whether anything that could widen a rule is not known here.
is_undecided(rule) if {
	some end in ["from", "to"]
	not is_read(rule, end)
}

is_undecided(rule) if estate.is_unknown(rule.from.identity_type)

is_undecided(rule) if {
	some identity in _values(rule.from, "identities")
	not is_string(identity)
	not estate.refers_to(identity, {"google_service_account"})
}

is_undecided(rule) if {
	some source in _values(rule.from, "sources")
	_hides_source(source)
}

is_undecided(rule) if {
	some operation in _values(rule.to, "operations")
	_hides_service(operation)
}

is_undecided(rule) if {
	rule.direction == "egress"
	some target in _values(rule.to, "resources")
	not is_string(target)
	not perimeter.names_projects(target)
}

is_undecided(rule) if {
	some target in _values(rule.to, "external_resources")
	not is_string(target)
}

_hides_source(source) if estate.is_unknown(source)

_hides_source(source) if {
	estate.is_unknown(source.access_level)
	not _names_level(source)
}

_hides_source(source) if {
	estate.is_unknown(source.resource)
	not _comes_from_project(source)
}

_names_level(source) if estate.refers_to(source.access_level, {"google_access_context_manager_access_level"})

_comes_from_project(source) if perimeter.names_projects(source.resource)

_hides_service(operation) if estate.is_unknown(operation)

_hides_service(operation) if estate.is_unknown(operation.service_name)

# The members of a list or the blocks of a name, with unknown ones as they are; an unknown whole is its only member.
_values(parent, name) := [parent[name]] if {
	estate.is_unknown(parent[name])
} else := estate.blocks(parent, name)
