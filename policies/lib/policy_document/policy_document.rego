# METADATA
# title: AWS policy documents
# description: |
#   Reads a JSON policy, or the `aws_iam_policy_document` data source that it refers to, as one list of statements in the JSON form. A
#   template is read as well: an interpolation inside it stays as `${…}`.
package lib.policy_document

import data.lib.estate

# METADATA
# description: The statements of a policy; none when it is unset or can't be read.
default statements(_) := []

statements(value) := _array(object.get(json.unmarshal(estate.text(value)), "Statement", [])) if _is_json(value)

statements(value) := [_statement(block) |
	some ref in value.refs
	some block in estate.blocks(estate.target(ref).values, "statement")
] if {
	_from_data(value)
}

# METADATA
# description: The statements of a policy that let anyone in, by `Sid`, or by place (`0`) where they have none.
public_statements(value) := [_name(statement, n) |
	some n, statement in statements(value)
	_allows(statement)
	_is_public(statement)
	not _is_limited(statement)
]

# METADATA
# description: The given policy attribute, where the policy is configured and can't be read, or not all of it (a set).
undecided(rc, attribute) := {attribute | _is_undecided(rc.values[attribute])} | {attribute | estate.maybe_set(rc, attribute)}

_is_undecided(value) if {
	value != ""
	not _is_json(value)
	not _from_data(value)
}

_is_undecided(value) if {
	some statement in statements(value)
	not is_object(statement)
}

_is_undecided(value) if {
	_from_data(value)
	some ref in value.refs
	not _readable(ref)
}

_is_undecided(value) if {
	some statement in statements(value)
	_allows(statement)
	some principal in _principals(statement)
	_is_open(principal)
	not _is_limited(statement)
}

_name(statement, _) := statement.Sid if _is_named(statement)

_name(statement, n) := format_int(n, 10) if not _is_named(statement)

_is_named(statement) if is_string(statement.Sid)

# Only a literal Deny is surely no permission.
_allows(statement) if not statement.Effect == "Deny"

# Whatever is not named by NotPrincipal is let in: that is anyone.
_is_public(statement) if statement.NotPrincipal

_is_public(statement) if "*" in _principals(statement)

_principals(statement) := array.flatten([
	_array(object.get(statement, "Principal", [])),
	[principal |
		some kind in ["AWS", "Federated", "CanonicalUser", "Service"]
		some principal in _array(object.get(statement.Principal, kind, []))
	],
])

# An interpolation that is the whole principal may be anything.
_is_open(principal) if {
	startswith(principal, "${")
	indexof(principal, "}") == count(principal) - 1
}

# Conditions that AWS itself counts as making a policy not public, with fixed values.
_is_limited(statement) if {
	some operator in ["StringEquals", "ArnEquals"]
	some key, values in statement.Condition[operator]
	lower(key) in {
		"aws:principalaccount",
		"aws:principalarn",
		"aws:principalorgid",
		"aws:sourceaccount",
		"aws:sourcearn",
		"aws:sourceorgid",
		"aws:sourceowner",
		"aws:sourcevpc",
		"aws:sourcevpce",
		"kms:calleraccount",
	}
	count(_array(values)) > 0
	every value in _array(values) {
		is_string(value)
		not contains(value, "*")
	}
}

_array(value) := value if is_array(value)

_array(value) := [value] if not is_array(value)

_is_json(value) if {
	json.is_valid(estate.text(value))
	is_object(json.unmarshal(estate.text(value)))
}

_from_data(value) if estate.refers_to(value, {"data.aws_iam_policy_document"})

_readable(ref) if {
	document := estate.target(ref)
	every name in ["statement", "source_policy_documents", "override_policy_documents", "source_json", "override_json"] {
		not estate.has_unknown(document.values, name)
	}
	every name in ["source_policy_documents", "override_policy_documents", "source_json", "override_json"] {
		not estate.is_set(document.values, name)
	}
	every block in estate.blocks(document.values, "statement") {
		not _hides(block)
	}
}

_hides(block) if {
	some name in ["effect", "principals", "not_principals"]
	estate.has_unknown(block, name)
}

_hides(block) if {
	some principals in estate.blocks(block, "principals")
	some name in ["type", "identifiers"]
	estate.has_unknown(principals, name)
	not _are_accounts(principals)
}

# Identities that this estate creates are not the public.
_are_accounts(principals) if {
	is_string(principals.type)
	is_array(principals.identifiers)
	unknown := [one | some one in principals.identifiers; estate.is_unknown(one)]
	every one in unknown {
		estate.refers_to(one, {"aws_iam_role", "aws_iam_user", "data.aws_caller_identity", "data.aws_iam_role"})
	}
}

_statement(block) := object.union_n([
	{"Effect": object.get(block, "effect", "Allow")},
	{"Principal": {kind: identifiers |
		some principals in estate.blocks(block, "principals")
		kind := _kind(principals.type)
		identifiers := [one |
			some other in estate.blocks(block, "principals")
			_kind(other.type) == kind
			some one in estate.list(other, "identifiers")
		]
	}},
	{name: true | name := "NotPrincipal"; count(estate.blocks(block, "not_principals")) > 0},
	{"Condition": {operator: keys |
		some condition in estate.blocks(block, "condition")
		operator := condition.test
		keys := {variable: values |
			variable := estate.blocks(block, "condition")[_].variable
			values := [one |
				some other in estate.blocks(block, "condition")
				other.test == operator
				other.variable == variable
				some one in estate.list(other, "values")
			]
		}
	}},
])

# `principals { type = "*" }` stands for anyone, like AWS: "*".
_kind(type) := "AWS" if type == "*"

_kind(type) := type if type != "*"
