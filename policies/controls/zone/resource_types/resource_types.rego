# METADATA
# title: Only resource types on the zone's list exist there
# description: |
#   Guards are written for the ways out that somebody thought of. A type that is not on the list may be a way out that
#   nobody thought of, so it is one until it has been looked at.
# related_resources:
#   - ref: https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources
# custom:
#   title_ja: 区域には許可した種類のリソースだけを置く
#   severity: high
#   requirements: [RSL-PROV-06, METI-COM-05]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     type_not_allowed:
#       en: "{type} is not among the resource types of zone {zone}: nobody has judged yet whether it is a way out"
#       ja: "{type} は区域 {zone} の許可リソース種別にない。流出経路になるかどうかがまだ判定されていない"
#     no_list:
#       en: "zone {zone} does not say which resource types may exist in it, so any may"
#       ja: "区域 {zone} に許可リソース種別の指定がなく、どの種類も置けてしまう"
#   remediation:
#     en: "Remove the resource or move it to another zone; if it is needed, have its ways out judged and add its type
#       to the zone's allowed resource types in sekisho.yaml."
#     ja: "リソースを削除するか他の区域へ移す。必要なら流出経路を検討した上で、sekisho.yaml の区域の許可リソース種別に追加する。"
package controls.zone.resource_types

import data.lib.finding

_classes := {"remote-sensing", "ttc", "evidence"}

# METADATA
# description: |
#   Every resource of a zone that has a list of allowed types, and the resource that stands for a zone that has
#   none. Data sources only read.
resources contains id if some id in _unlisted

resources contains id if {
	some name in _listed
	some type, ids in data.estate.zones[name].inventory
	not startswith(type, "data.")
	some id in ids
}

# METADATA
# description: Resources of a type that is not on the list.
violations contains finding.of({"id": id}, "type_not_allowed", null, {"type": type, "zone": name}) if {
	some name in _listed
	some type, ids in data.estate.zones[name].inventory
	not startswith(type, "data.")
	not _is_allowed(name, type)
	some id in ids
}

# METADATA
# description: Zones that do not say what may exist in them.
unknowns contains finding.of({"id": id}, "no_list", null, {"zone": name}) if some name, id in _unlisted

_listed contains name if {
	some name, zone in data.estate.zones
	zone.data_class in _classes
	is_array(zone.allowed_resource_types)
}

_is_allowed(name, type) if {
	some pattern in data.estate.zones[name].allowed_resource_types
	glob.match(pattern, [], type)
}

# By zone without a list, its first resource.
_unlisted[name] := min(ids) if {
	some name, zone in data.estate.zones
	zone.data_class in _classes
	not name in _listed
	ids := [held[0] | some type, held in zone.inventory; not startswith(type, "data.")]
	count(ids) > 0
}
