# METADATA
# title: Grants of Google Cloud IAM
# description: Reads the members that an `_iam_member`, `_iam_binding` or `_iam_policy` resource of any service grants a role.
package lib.iam

import data.lib.estate

# METADATA
# description: The members that stand for anyone on the internet, signed in or not.
public := {"allUsers", "allAuthenticatedUsers"}

# METADATA
# description: The grants of a resource whose member is known, as `{"attribute", "role", "member"}`.
grants(rc) := array.concat(_direct(rc), _policy(rc))

# METADATA
# description: The attributes of a resource that may grant a role to somebody who can't be told here (a set).
undecided(rc) := {attribute | some attribute in ["member", "members", "policy_data"]; _undecided(rc, attribute)}

# METADATA
# description: Whether an unknown member is surely one account, and so not the public.
is_account(value) if estate.refers_to(value, {
	"data.google_bigquery_default_service_account",
	"data.google_compute_default_service_account",
	"data.google_service_account",
	"data.google_storage_project_service_account",
	"google_project_service_identity",
	"google_service_account",
})

is_account(value) if {
	estate.is_unknown(value)
	kind := split(value.text, ":")[0]
	kind in {"deleted", "domain", "group", "projectEditor", "projectOwner", "projectViewer", "serviceAccount", "user"}
	count(kind) < count(value.text)
}

is_account(value) if {
	estate.is_unknown(value)
	some prefix in ["principal://", "principalSet://"]
	startswith(value.text, prefix)
}

_direct(rc) := [{"attribute": attribute, "role": _name(rc.values), "member": member} |
	some attribute in ["member", "members"]
	some member in estate.list(rc.values, attribute)
]

_policy(rc) := [{"attribute": "policy_data", "role": _name(binding), "member": member} |
	some binding in _bindings(rc)
	some member in estate.list(binding, "members")
]

default _name(_) := "?"

_name(binding) := binding.role if is_string(binding.role)

default _bindings(_) := []

_bindings(rc) := json.unmarshal(rc.values.policy_data).bindings if _is_json(rc)

_bindings(rc) := [binding |
	some ref in rc.values.policy_data.refs
	some binding in estate.blocks(estate.target(ref).values, "binding")
] if {
	_from_data(rc)
}

_is_json(rc) if {
	json.is_valid(rc.values.policy_data)
	is_array(object.get(json.unmarshal(rc.values.policy_data), "bindings", []))
}

_from_data(rc) if estate.refers_to(rc.values.policy_data, {"data.google_iam_policy"})

_undecided(rc, "member") if {
	member := rc.values.member
	estate.is_unknown(member)
	not is_account(member)
}

_undecided(rc, "members") if _hides_member(rc.values)

_undecided(rc, attribute) if estate.maybe_set(rc, attribute)

_undecided(rc, "policy_data") if {
	estate.is_set(rc.values, "policy_data")
	not _is_json(rc)
	not _from_data(rc)
}

_undecided(rc, "policy_data") if {
	some ref in rc.values.policy_data.refs
	not _readable(ref)
}

# A policy without a block is as closed as can be; one whose blocks or members can't be read is not.
_readable(ref) if {
	policy := estate.target(ref)
	not estate.has_unknown(policy.values, "binding")
	every binding in estate.blocks(policy.values, "binding") {
		not _hides_member(binding)
	}
}

_hides_member(binding) if estate.is_unknown(binding.members)

_hides_member(binding) if {
	some member in binding.members
	estate.is_unknown(member)
	not is_account(member)
}
