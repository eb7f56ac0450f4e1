# METADATA
# title: Service perimeters
# description: |
#   Reads service perimeters, whether each is a resource of its own or all of an access policy are one resource. A
#   perimeter that is only tried out (dry run) guards nothing.
package lib.perimeter

import data.lib.estate

# METADATA
# description: |
#   Every declared perimeter as `{"rc", "at", "values"}`: the resource, the prefix of its attributes within that
#   resource (empty, or `service_perimeters.N.`) and its own values.
all := array.concat(
	[{"rc": rc, "at": "", "values": rc.values} |
		some rc in estate.planned("google_access_context_manager_service_perimeter")
	],
	[{"rc": rc, "at": concat("", ["service_perimeters.", format_int(n, 10), "."]), "values": values} |
		some rc in estate.planned("google_access_context_manager_service_perimeters")
		some n, values in estate.blocks(rc.values, "service_perimeters")
	],
)

# METADATA
# description: The path of an attribute of a perimeter within its resource.
path(perimeter, attribute) := concat("", [perimeter.at, attribute])

# METADATA
# description: Whether a perimeter is a bridge between others; it guards nothing of its own.
is_bridge(perimeter) if perimeter.values.perimeter_type == "PERIMETER_TYPE_BRIDGE"

# METADATA
# description: The enforced configuration of a perimeter as an array of at most one block.
status(perimeter) := estate.blocks(perimeter.values, "status")

# METADATA
# description: The perimeters that surely are in force and restrict something.
enforced := [perimeter |
	some perimeter in all
	not is_bridge(perimeter)
	not estate.has_unknown(perimeter.values, "perimeter_type")
	some block in status(perimeter)
	estate.is_set(block, "restricted_services")
]

# METADATA
# description: |
#   What an enforced perimeter says of its members, as an array of `{"text"}` for a literal, `{"project"}` for the
#   id of a project of the estate whose number it names, and `{"unknown"}` for what can't be decided here.
members(perimeter) := [member |
	some block in status(perimeter)
	some value in _resources(block)
	some member in _member(value)
]

_resources(block) := block.resources if is_array(block.resources)

_resources(block) := [block.resources] if estate.is_unknown(block.resources)

_resources(block) := [] if not estate.is_set(block, "resources")

_member(value) := [{"text": value}] if is_string(value)

_member(value) := [{"project": estate.target(ref).id} | some ref in value.refs] if names_projects(value)

_member(value) := [{"unknown": true}] if {
	not is_string(value)
	not names_projects(value)
}

# METADATA
# description: |
#   Whether an unknown member will surely be numbers of projects of the estate. Its text around the number does not
#   matter: a perimeter takes nothing else that holds a project's number.
names_projects(value) if {
	value["$unknown"] in {"after-apply", "expression"}
	count(value.refs) > 0
	every ref in value.refs {
		ref.type == "google_project"
		ref.attr == "number"
		estate.target(ref)
	}
}
