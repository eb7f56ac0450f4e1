# METADATA
# title: Switches in nested blocks
# description: |
#   Reads a boolean of a nested block, at every stage and in every state. Anything that is neither surely true, surely
#   false nor unknown counts as unset, so that a control fails on it.
package lib.setting

import data.lib.estate

# METADATA
# description: |
#   The state of the boolean `name` in the block `block` of an object: `false` as soon as one block says so, then
#   `unknown`, then `true` when every block says so, else `unset`.
flag(parent, block, name) := "false" if {
	some one in estate.blocks(parent, block)
	estate.is_false(one[name])
} else := "unknown" if {
	_hidden(parent, block, name)
} else := "true" if {
	blocks := estate.blocks(parent, block)
	count(blocks) > 0
	every one in blocks {
		estate.is_true(one[name])
	}
} else := "unset"

_hidden(parent, block, _) if estate.is_unknown(parent[block])

_hidden(parent, block, name) if {
	some one in estate.blocks(parent, block)
	_undecided(one, name)
}

_undecided(one, _) if estate.is_unknown(one)

_undecided(one, name) if estate.is_unknown(one[name])

# METADATA
# description: |
#   The members of a list as an array in which every member that is not known is null: an unknown list is one unknown
#   member, an unset list has none.
default members(_, _) := []

members(parent, name) := [_known(member) | some member in parent[name]] if is_array(parent[name])

members(parent, name) := [null] if estate.is_unknown(parent[name])

members(parent, name) := [parent[name]] if is_string(parent[name])

_known(member) := null if estate.is_unknown(member)

_known(member) := member if not estate.is_unknown(member)

# METADATA
# description: The state of a boolean attribute of an object, as for one in a block.
state(parent, name) := flag({"block": [parent]}, "block", name)
