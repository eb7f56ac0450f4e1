# METADATA
# title: No way out of a zone of regulated records stands open
# description: |
#   The no-egress proof follows networks, identities and data services over all stacks and says of every known exit
#   whether data gets out. This control reports each exit that does not hold, with the shortest way, unless the control
#   of that exit already blames the same resource. What only people can vouch for is left to `sekisho egress`.
# related_resources:
#   - ref: https://cloud.google.com/vpc-service-controls/docs/overview
# custom:
#   title_ja: 規制対象記録の区域から外への経路が開いていない
#   severity: high
#   requirements: [RSL-PROV-06, RSL-TECH-01, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing]
#   exits:
#     - E1
#     - E2
#     - E3
#     - E4
#     - E5
#     - E6
#     - E7
#     - E8
#     - E9
#     - E10
#     - E11
#     - E12
#     - E13
#     - E14
#     - E15
#     - E16
#     - E17
#     - E18
#     - E19
#     - E20
#     - E21
#     - E22
#     - E23
#     - E24
#     - E25
#     - E26
#     - E27
#     - E28
#     - E29
#     - E30
#     - E31
#     - E32
#     - E33
#     - E34
#     - E35
#     - E36
#     - E37
#     - E38
#     - E39
#     - E40
#     - E41
#     - E42
#     - E43
#     - E44
#     - E45
#     - E46
#     - E47
#   messages:
#     leaves:
#       en: "exit {exit} of zone {zone} is open ({title}): {why}; ways out: {ways}"
#       ja: "区域 {zone} の出口 {exit} が開いている（{title}）: {why}。外への経路 {ways} 件"
#     guard_missing:
#       en: "exit {exit} of zone {zone} is open ({title}): missing: {why}"
#       ja: "区域 {zone} の出口 {exit} が開いている（{title}）: 不足: {why}"
#     undecided:
#       en: "zone {zone} is not proven closed at {exits}; would be decided by: {why}"
#       ja: "区域 {zone} の {exits} が閉じていると証明できない。判定に要るもの: {why}"
#     not_proven:
#       en: "the no-egress proof says nothing of zone {zone}, so nothing is proven"
#       ja: "区域 {zone} について流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Cut the way where the path shows it; `sekisho explain` with the exit's number says how it is closed and
#       `sekisho egress ZONE` shows every way out."
#     ja: "path の示す箇所で経路を断つ。`sekisho explain` に出口の番号を与えると閉じ方が、`sekisho egress` に区域を与えると全経路が判る。"
package controls.egress.exits

# METADATA
# description: What stands for each exit of each zone of regulated records.
resources := {entry.resource | some entry in data.estate.egress} | {id | some id in _silent}

# METADATA
# description: Exits that stand open, by a way out or by a guard that is missing where it is declared.
violations contains _finding(entry, "leaves") if {
	some entry in data.estate.egress
	entry.verdict == "open"
	entry.rests == "path"
	not _is_told(entry)
}

violations contains _finding(entry, "guard_missing") if {
	some entry in data.estate.egress
	entry.verdict == "open"
	entry.rests == "resource"
	not _is_told(entry)
}

# METADATA
# description: Exits that something in the sources leaves undecided, and zones of which the proof says nothing.
unknowns contains object.union(_finding(first, "undecided"), {"element": first.zone, "args": args}) if {
	some subject in {_subject(entry) | some entry in _undecided}
	entries := [entry | some entry in _undecided; _subject(entry) == subject]
	first := entries[0]
	args := object.union(_arguments(first), {"exits": concat(", ", [entry.exit | some entry in entries])})
}

unknowns contains {
	"resource": id,
	"key": "not_proven",
	"attribute": null,
	"element": name,
	"args": {"zone": name},
} if {
	some name, id in _silent
}

_undecided := [entry |
	some entry in data.estate.egress
	entry.verdict == "unknown"
	entry.rests in {"path", "resource"}
]

# One attribute may decide many exits of a zone: it is asked for once.
_subject(entry) := [entry.zone, entry.resource, entry.attribute]

_finding(entry, key) := {
	"resource": entry.resource,
	"key": key,
	"attribute": entry.attribute,
	"element": concat(" ", [entry.zone, entry.exit]),
	"args": _arguments(entry),
	"exit": entry.exit,
	"path": entry.path,
}

_arguments(entry) := {
	"exit": entry.exit,
	"zone": entry.zone,
	"title_en": entry.title.en,
	"title_ja": entry.title.ja,
	"why_en": entry.why.en,
	"why_ja": entry.why.ja,
	"ways": entry.ways,
}

# The control of the exit blames the same resource.
_is_told(entry) if {
	some fact in data.estate.exits[entry.exit].open
	fact.resource == entry.resource
}

# Types that are not on the zone's list are `zone.resource_types`'s to report.
_is_told(entry) if {
	entry.exit == "E45"
	zone := data.estate.zones[entry.zone]
	is_array(zone.allowed_resource_types)
	some type, ids in zone.inventory
	not _is_allowed(zone, type)
	some id in ids
	id == entry.resource
}

_is_allowed(zone, type) if {
	some pattern in zone.allowed_resource_types
	glob.match(pattern, [], type)
}

_told_zones contains entry.zone if some entry in data.estate.egress

# By zone of which the proof says nothing although it holds something, its first resource.
_silent[name] := min(held) if {
	some name, zone in data.estate.zones
	zone.data_class == "remote-sensing"
	not name in _told_zones
	held := [ids[0] | some type, ids in zone.inventory; not startswith(type, "data.")]
	count(held) > 0
}
