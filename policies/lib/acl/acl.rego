# METADATA
# title: Access control lists
# description: Reads who an ACL of Cloud Storage, BigQuery or S3 lets in, whatever the form in which it is written.
package lib.acl

import data.lib.estate
import data.lib.iam

# METADATA
# description: The entries of a resource's ACL that open it to anyone, as pairs of attribute and entry.
public_entries(rc) := [pair |
	some pair in _entries(rc)
	_is_public(pair[1])
]

# METADATA
# description: The attributes of a resource's ACL whose entries can't be told here (a set).
undecided(rc) := {attribute |
	some [attribute, entry] in _entries(rc)
	estate.is_unknown(entry)
	not iam.is_account(entry)
} | {attribute |
	some attribute in ["acl", "access", "access_control_policy", "entity", "grant", "predefined_acl", "role_entity"]
	estate.maybe_set(rc, attribute)
}

_is_public(entry) if {
	entry in {
		"authenticatedRead",
		"authenticated-read",
		"public-read",
		"public-read-write",
		"publicRead",
		"publicReadWrite",
	}
}

# `allUsers`, `READER:allUsers`, `http://acs.amazonaws.com/groups/global/AllUsers`.
_is_public(entry) if {
	parts := split(replace(entry, "/", ":"), ":")
	parts[count(parts) - 1] in {"allUsers", "allAuthenticatedUsers", "AllUsers", "AuthenticatedUsers"}
}

# Pairs, each of a top-level attribute and a value that is known or not. The order of blocks is not kept by a plan.
_entries(rc) := array.flatten([
	[[name, rc.values[name]] |
		some name in ["acl", "default_acl", "entity", "iam_member", "predefined_acl", "special_group"]
		estate.is_set(rc.values, name)
	],
	[["role_entity", entry] | some entry in rc.values.role_entity],
	[[name, rc.values[name]] |
		some name in ["access", "access_control_policy", "grant", "role_entity"]
		estate.is_unknown(rc.values[name])
	],
	[["access", block[name]] |
		some block in estate.blocks(rc.values, "access")
		some name in ["iam_member", "special_group"]
		estate.is_set(block, name)
	],
	[["access_control_policy", uri] |
		some policy in estate.blocks(rc.values, "access_control_policy")
		some grant in estate.blocks(policy, "grant")
		some grantee in estate.blocks(grant, "grantee")
		uri := grantee.uri
	],
	[["grant", block.uri] |
		some block in estate.blocks(rc.values, "grant")
		estate.is_set(block, "uri")
	],
])
