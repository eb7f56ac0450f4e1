# METADATA
# title: Estates for tests
# description: Builds `data.estate` from a short list of resources, as TypeScript prepares it. Not part of the build.
package lib.testing

# METADATA
# description: |
#   An estate of resources `{"type", "id", …}`, to be used as `with data.estate as testing.estate([…])`. `class` puts a
#   resource in the zone of that name. `deleted: true` puts it among the deleted.
estate(resources) := {
	"stage": "plan",
	"now": "2026-11-24T00:00:00.000Z",
	"types": _kept(resources),
	"placed": placed(_kept(resources)),
	"deleted": _grouped([rc | some rc in resources; rc.deleted]),
	"zones": zones,
	"unplaced": [],
	"exits": {},
	"config": {"book_retention_days": 1826},
	"control_resources": count([rc | some rc in resources; not rc.deleted]),
}

# METADATA
# description: By data class and type, the positions of resources in `types`, as TypeScript prepares them.
placed(types) := {class: by_type |
	some class in {rc.class | some group in types; some rc in group}
	by_type := {type: positions |
		some type, group in types
		positions := [n | some n, rc in group; rc.class == class]
		count(positions) > 0
	}
}

_kept(resources) := _grouped([rc | some rc in resources; not rc.deleted])

# METADATA
# description: One zone of each data class, with the class as its name.
zones := {class: {
	"data_class": class,
	"allowed_places": ["asia-northeast1", "asia-northeast2", "ap-northeast-1", "ap-northeast-3"],
	"handlers": ["user:handler.one@example.jp"],
	"room_networks": ["203.0.113.16/28"],
	"inventory": {},
} |
	some class in ["remote-sensing", "ttc", "evidence", "business"]
}

# METADATA
# description: A resource outside every zone.
resource(type, values) := {"type": type, "id": "s/x.x", "values": values}

# METADATA
# description: A resource in the zone of a data class.
in_class(type, class, values) := {"type": type, "id": "s/x.x", "class": class, "zone": class, "values": values}

# METADATA
# description: A value known after apply that names nothing.
unknown := {"$unknown": "after-apply", "refs": [], "exact": false}

# METADATA
# description: A value that will be exactly an attribute of a resource of the given type.
reference(type) := {"$unknown": "after-apply", "exact": true, "refs": [{"type": type, "at": 0, "attr": "id"}]}

_grouped(resources) := {type: group |
	some type in {rc.type | some rc in resources}
	group := [_complete(rc) | some rc in resources; rc.type == type]
}

_complete(rc) := object.union_n([
	{"actions": ["create"], "values": {}, "refs": {}, "attached": {}, "undeclared": []},
	{"zone": rc.class},
	object.remove(rc, ["type", "deleted"]),
]) if rc.class

_complete(rc) := object.union_n([
	{"actions": ["create"], "values": {}, "refs": {}, "attached": {}, "undeclared": []},
	object.remove(rc, ["type", "deleted"]),
]) if not rc.class

# METADATA
# description: The same resource under another id.
named(id, rc) := object.union(rc, {"id": id})
