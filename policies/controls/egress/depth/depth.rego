# METADATA
# title: Every exit of a zone of regulated records has all its guards
# description: |
#   An exit that only one of its guards still closes opens with the next mistake. The zone is named once, with every
#   exit that lacks a guard although no data gets out; guards that none of the sources declares may be declared in a
#   stack that was not given.
# related_resources:
#   - ref: https://cloud.google.com/resource-manager/docs/organization-policy/overview
# custom:
#   title_ja: 規制対象記録の区域の全出口に全ての防護がある
#   severity: low
#   requirements: [RSL-PROV-06]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing]
#   messages:
#     weak:
#       en: "{count} exits of zone {zone} lack a guard, although no path is open: {exits}"
#       ja: "区域 {zone} の出口 {count} 件は、経路は開いていないが防護が欠けている: {exits}"
#     guard_elsewhere:
#       en: "what closes {exits} of zone {zone} is declared in none of the sources: give the organisation's stack too"
#       ja: "区域 {zone} の {exits} を閉じるものがどのソースにも宣言されていない。組織のスタックも与える"
#   remediation:
#     en: "`sekisho egress ZONE` names what each exit lacks; most are organisation policies on the folder of the zone."
#     ja: "`sekisho egress` に区域を与えると、各出口に欠けているものが判る。多くは区域のフォルダの組織ポリシーである。"
package controls.egress.depth

# METADATA
# description: The resource that stands for each zone of regulated records.
resources := {_anchor[zone] | some zone, _ in _anchor}

# METADATA
# description: Zones with exits that lack a guard.
violations contains _finding(zone, "weak", ids) if {
	some zone, _ in _anchor
	ids := [entry.exit | some entry in data.estate.egress; entry.zone == zone; entry.verdict == "weak"]
	count(ids) > 0
}

violations contains _finding(zone, "guard_elsewhere", ids) if {
	some zone, _ in _anchor
	ids := [entry.exit | some entry in data.estate.egress; entry.zone == zone; _rests_on_absence(entry)]
	count(ids) > 0
}

# METADATA
# description: None; what is undecided is reported by the control of the exits.
unknowns := set()

_rests_on_absence(entry) if {
	entry.verdict == "open"
	entry.rests == "absence"
}

_finding(zone, key, ids) := {
	"resource": _anchor[zone],
	"key": key,
	"attribute": null,
	"element": concat(" ", [zone, key]),
	"args": {"zone": zone, "exits": concat(", ", ids), "count": count(ids)},
}

# By zone, the resource that stands for it.
_anchor[entry.zone] := entry.anchor if some entry in data.estate.egress
