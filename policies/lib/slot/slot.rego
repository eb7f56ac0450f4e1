# METADATA
# title: Slots
# description: |
#   A slot is a place where a nested attribute stands or ought to: `{"attribute": PATH, "parent": OBJECT, "name": NAME}`.
#   A block that is missing gives one slot in an empty object, so that what is unset is judged like what is set.
package lib.slot

import data.lib.estate

# METADATA
# description: The slots of a path of block names that ends with the attribute's name; never none.
of(rc, [name]) := [{"attribute": name, "parent": _top(rc, name), "name": name}]

of(rc, [first, name]) := [_leaf(slot, name) | some slot in _step(_root(rc, first), first)]

of(rc, [first, second, name]) := [_leaf(inner, name) |
	some outer in _step(_root(rc, first), first)
	some inner in _step(outer, second)
]

of(rc, [first, second, third, name]) := [_leaf(inner, name) |
	some outer in _step(_root(rc, first), first)
	some middle in _step(outer, second)
	some inner in _step(middle, third)
]

of(rc, [first, second, third, fourth, name]) := [_leaf(inner, name) |
	some outer in _step(_root(rc, first), first)
	some middle in _step(outer, second)
	some last in _step(middle, third)
	some inner in _step(last, fourth)
]

# METADATA
# description: The slots of a path in the blocks that are there; none where the first block is missing.
in_blocks(rc, path) := [] if {
	estate.is_unset(rc, path[0])
} else := of(rc, path)

# METADATA
# description: What stands in a slot; undefined when it is unset.
value(slot) := slot.parent if {
	estate.is_unknown(slot.parent)
} else := slot.parent[slot.name]

# METADATA
# description: Whether nothing stands in a slot, so that the provider's default holds.
is_empty(slot) if not _is_filled(slot)

_is_filled(slot) if {
	found := value(slot)
	not found in [null, "", [], {}]
}

_root(rc, name) := {"attribute": "", "parent": _top(rc, name)}

# What a plan without configuration hides is not known.
_top(rc, name) := {"$unknown": "expression", "refs": [], "exact": false} if {
	estate.maybe_set(rc, name)
	not estate.is_set(rc.values, name)
} else := rc.values

_leaf(slot, name) := {"attribute": concat(".", [slot.attribute, name]), "parent": slot.parent, "name": name}

_step(slot, name) := [{"attribute": _path(slot, name, n), "parent": block} |
	some n, block in estate.blocks(slot.parent, name)
] if {
	count(estate.blocks(slot.parent, name)) > 0
} else := [{"attribute": _path(slot, name, 0), "parent": slot.parent}] if {
	estate.is_unknown(slot.parent)
} else := [{"attribute": _path(slot, name, 0), "parent": block}] if {
	block := slot.parent[name]
	estate.is_unknown(block)
} else := [{"attribute": _path(slot, name, 0), "parent": {}}]

_path(slot, name, n) := concat(".", [name, format_int(n, 10)]) if {
	slot.attribute == ""
} else := concat(".", [slot.attribute, name, format_int(n, 10)])
