# METADATA
# title: Reading the prepared estate
# description: |
#   The only way a control reads `data.estate`; `docs/estate-input.md` has its shape. An attribute is known, unknown
#   (`$unknown`) or unset (absent). An unknown never equals a literal, so compare first and negate a named rule. Trap:
#   `not is_true(rc.values.x)` is undefined, not true, where `x` is unset; `not is_on(rc.values, "x")` is true. The
#   build refuses the first form.
package lib.estate

# METADATA
# description: The resources of one Terraform type that exist after the change.
planned(type) := object.get(data.estate.types, type, [])

# METADATA
# description: |
#   Those of the given types (a set) that this estate has. A control of many types looks only at these, so that it costs
#   nothing for the others.
present(types) := [type | some type, _ in data.estate.types; type in types]

# METADATA
# description: The resources of one Terraform type that the plan deletes, replaces or forgets, as they were before.
deleted(type) := object.get(data.estate.deleted, type, [])

# METADATA
# description: The planned resources of one type in zones of the given data classes (a set).
in_class(type, classes) := [rc |
	some class in classes
	some n in data.estate.placed[class][type]
	rc := data.estate.types[type][n]
]

# METADATA
# description: The zone that holds a resource; undefined when it is unplaced.
zone(rc) := data.estate.zones[rc.zone]

# METADATA
# description: The nested blocks of one name, as an array at every stage; none when unset or unknown.
default blocks(_, _) := []

blocks(parent, name) := parent[name] if is_array(parent[name])

blocks(parent, name) := [block] if {
	block := parent[name]
	is_object(block)
	not is_unknown(block)
}

# METADATA
# description: Whether an attribute is configured, known or not.
is_set(parent, name) if object.get(parent, name, null) != null

# METADATA
# description: Whether a plan without configuration hides if an attribute of a resource is configured.
maybe_set(rc, name) if name in object.get(rc, "undeclared", [])

# METADATA
# description: Whether an attribute of a resource is surely not configured, so that the provider's default holds.
is_unset(rc, name) if {
	not is_set(rc.values, name)
	not maybe_set(rc, name)
}

# METADATA
# description: Whether a value is configured but not known here.
is_unknown(value) if value["$unknown"]

# METADATA
# description: Whether an attribute, or for an array any member of it, is not known here.
has_unknown(parent, name) if is_unknown(parent[name])

has_unknown(parent, name) if {
	is_array(parent[name])
	some member in parent[name]
	is_unknown(member)
}

# METADATA
# description: Whether a value is surely true; synthesized JSON may hold it as text.
is_true(value) if value in {true, "true"}

# METADATA
# description: Whether a value is surely false; synthesized JSON may hold it as text.
is_false(value) if value in {false, "false"}

# METADATA
# description: Whether an attribute is surely true. Its negation also holds where the attribute is unset or unknown.
is_on(parent, name) if is_true(parent[name])

# METADATA
# description: Whether an attribute is surely false. Its negation also holds where the attribute is unset or unknown.
is_off(parent, name) if is_false(parent[name])

# METADATA
# description: A value as a number; undefined when it is neither a number nor the text of one.
number(value) := value if is_number(value)

number(value) := to_number(value) if is_string(value)

# METADATA
# description: Whether a value is a known, non-empty text.
is_text(value) if {
	is_string(value)
	value != ""
}

# METADATA
# description: |
#   A known text, or the template of an unknown that is only literal text around plain references, such as
#   `serviceAccount:${google_service_account.a.email}`; undefined otherwise.
text(value) := value if is_string(value)

text(value) := value.text if {
	is_unknown(value)
	is_string(value.text)
}

# METADATA
# description: The known members of an array, or a known scalar as its only member; none when unset or unknown.
default list(_, _) := []

list(parent, name) := [member | some member in parent[name]; not is_unknown(member)] if is_array(parent[name])

list(parent, name) := [scalar] if {
	scalar := parent[name]
	not is_array(scalar)
	not is_object(scalar)
	scalar != null
}

# METADATA
# description: |
#   Whether an unknown will be exactly one attribute of a resource of the given types (a set), so that the configuration
#   proves what it will be. Drifted, missing and sensitive values prove nothing.
refers_to(value, types) if {
	value["$unknown"] in {"after-apply", "expression"}
	value.exact == true
	count(value.refs) > 0
	every ref in value.refs {
		ref.type in types
	}
}

# METADATA
# description: Whether an attribute holds such an unknown. Its negation also holds where the attribute is unset.
points_to(parent, name, types) if refers_to(parent[name], types)

# METADATA
# description: The references held below a top-level attribute, whether its value is known or not.
referenced(rc, attribute) := object.get(object.get(rc, "refs", {}), attribute, [])

# METADATA
# description: The resource that a reference points at; undefined when it is not declared here.
target(ref) := planned(ref.type)[ref.at]

# METADATA
# description: The resources of one type that refer to this one.
attached(rc, type) := [other |
	some n in object.get(object.get(rc, "attached", {}), type, [])
	other := planned(type)[n]
]
