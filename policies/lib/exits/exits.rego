# METADATA
# title: Exits of the no-egress proof
# description: |
#   Turns what the proof engine found at an exit into what a control returns. The engine follows routes, addresses and
#   firewalls; a control only says which exits it answers for and in which words.
package lib.exits

# METADATA
# description: |
#   The resources judged at an exit: what the engine examined, whatever it blames, and the resource that stands for
#   a zone of which it said nothing.
resources(exit, classes) := ({id | some id in data.estate.exits[exit].examined} | {entry.resource |
	some verdict in ["open", "unknown"]
	some entry in data.estate.exits[exit][verdict]
}) | {entry.resource | some entry in _silent(exit, classes)}

# METADATA
# description: The open entries of an exit, as violations of a control.
violations(exit) := {_entry(exit, entry) | some entry in data.estate.exits[exit].open}

# METADATA
# description: |
#   The undecided entries of an exit, as unknowns of a control. An exit of which the engine said nothing at all is
#   unknown in every zone of the given data classes (a set) that holds something: silence is no proof.
unknowns(exit, classes) := {_entry(exit, entry) |
	some entry in data.estate.exits[exit].unknown
} | _silent(exit, classes)

_entry(exit, entry) := object.union({"exit": exit}, entry)

_silent(exit, classes) := {entry |
	not data.estate.exits[exit]
	some name, zone in data.estate.zones
	zone.data_class in classes
	held := [ids[0] | some ids in zone.inventory]
	count(held) > 0
	entry := {
		"resource": min(held),
		"key": "not_proven",
		"attribute": null,
		"args": {"exit": exit, "zone": name},
		"exit": exit,
	}
}
