# METADATA
# title: Every project of a remote-sensing zone is inside an enforced perimeter
# description: |
#   A project that no perimeter holds can copy regulated data to any other project over Google's own APIs, past every
#   firewall and route.
# related_resources:
#   - ref: https://cloud.google.com/vpc-service-controls/docs/service-perimeters
# custom:
#   title_ja: リモートセンシング区域の全プロジェクトを、適用中のサービス境界に入れる
#   severity: critical
#   requirements: [RSL-PROV-06, RSL-PROV-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing]
#   exits: [E16]
#   messages:
#     no_perimeter:
#       en: "zone {zone} is in no perimeter: none is in force"
#       ja: "区域 {zone} はどのサービス境界にも入っていない。適用中の境界がない"
#     not_member:
#       en: "is in no enforced perimeter"
#       ja: "適用中のサービス境界に入っていない"
#     membership_unknown:
#       en: "may be in no enforced perimeter: its number or a perimeter's members are not known here"
#       ja: "番号又は境界の対象がここでは分からず、適用中のサービス境界に入っているか判定できない"
#     numbers_unseen:
#       en: "zone {zone} declares no project, so it can't be seen here whether the perimeter holds its projects"
#       ja: "区域 {zone} はプロジェクトを宣言しておらず、境界がそのプロジェクトを含むかここでは判定できない"
#   remediation:
#     en: "Put projects/${google_project.NAME.number} into status.resources of an enforced perimeter of the same
#       estate."
#     ja: "同じ構成の適用中の境界の status.resources に projects/${google_project.NAME.number} を入れる。"
package controls.perimeter.membership

import data.lib.estate
import data.lib.finding
import data.lib.perimeter

_classes := {"remote-sensing"}

# METADATA
# description: Projects of remote-sensing zones; for a zone on Google Cloud that declares none, one resource.
resources contains rc.id if some rc in estate.in_class("google_project", _classes)

resources contains id if some id in _without_project

# METADATA
# description: Projects and zones that no perimeter holds.
violations contains finding.of(rc, "no_perimeter", null, {"zone": rc.zone}) if {
	not _any_perimeter
	some rc in estate.in_class("google_project", _classes)
}

violations contains finding.of({"id": id}, "no_perimeter", null, {"zone": name}) if {
	not _any_perimeter
	some name, id in _without_project
}

violations contains finding.of(rc, "not_member", null, {}) if {
	_any_perimeter
	some rc in estate.in_class("google_project", _classes)
	not _is_member(rc)
	not _may_be_member(rc)
}

# METADATA
# description: Projects and zones of which it is not known here whether a perimeter holds them.
unknowns contains finding.of(rc, "membership_unknown", null, {}) if {
	_any_perimeter
	some rc in estate.in_class("google_project", _classes)
	not _is_member(rc)
	_may_be_member(rc)
}

unknowns contains finding.of({"id": id}, "numbers_unseen", null, {"zone": name}) if {
	_any_perimeter
	some name, id in _without_project
}

# METADATA
# description: Perimeters that name such a project by reference to its number.
discharges contains finding.discharge(one.rc, perimeter.path(one, "status.0.resources")) if {
	some one in perimeter.enforced
	some member in perimeter.members(one)
	some rc in estate.in_class("google_project", _classes)
	rc.id == member.project
}

# Whether some perimeter is, or may be, in force.
_any_perimeter if count(perimeter.enforced) > 0

_any_perimeter if _some_undecided

_some_undecided if {
	some one in perimeter.all
	some attribute in ["status", "perimeter_type"]
	estate.has_unknown(one.values, attribute)
}

# By zone, the resource that stands for projects that are declared nowhere: a bucket before anything else.
_without_project[name] := min(ids) if {
	some name, zone in data.estate.zones
	zone.data_class in _classes
	not _declares_project(name)
	ids := _candidates(zone.inventory)
	count(ids) > 0
}

_candidates(inventory) := inventory.google_storage_bucket if {
	count(inventory.google_storage_bucket) > 0
} else := [held[0] | some type, held in inventory; startswith(type, "google_")]

_declares_project(name) if {
	some rc in estate.planned("google_project")
	rc.zone == name
}

_members contains member if {
	some one in perimeter.enforced
	some member in perimeter.members(one)
}

_projects := {member.project | some member in _members}

_texts := {member.text | some member in _members}

_is_member(rc) if _projects[rc.id]

_is_member(rc) if _texts[concat("/", ["projects", rc.values.number])]

_may_be_member(_) if _some_undecided

_may_be_member(_) if {"unknown": true} in _members

# A number that is given at creation can't be compared with the literal ones.
_may_be_member(rc) if {
	not _is_numbered(rc)
	count(_texts) > 0
}

_is_numbered(rc) if estate.is_text(rc.values.number)
