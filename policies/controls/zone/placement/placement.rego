# METADATA
# title: Every resource belongs to a zone
# description: |
#   What holds for a resource depends on the data that it may hold. One that no zone selects has been judged by no
#   rule for regulated data, and nobody has said that it holds none.
# custom:
#   title_ja: すべてのリソースが区域に属する
#   severity: high
#   requirements: [RSL-SCOPE-01, METI-COM-02]
#   stages: [synth, plan, apply]
#   messages:
#     unplaced:
#       en: "{count} resources of stack {group} are in no zone, this is one of them; not judged there: {controls}"
#       ja: "スタック {group} の {count} 件のリソースがどの区域にも属していない。これはその一つ。判定できなかったコントロール: {controls}"
#     no_zones:
#       en: "no zone is declared, so it is not known which of {count} resources hold regulated data; not judged: {controls}"
#       ja: "区域が一つも宣言されておらず、{count} 件のリソースのどれが規制対象データを扱うか判らない。判定できなかったコントロール: {controls}"
#   remediation:
#     en: "Select the project, account, folder or stack in a zone of sekisho.yaml, with the class of the data that it
#       may hold, or run with --assume-zone."
#     ja: "sekisho.yaml の区域で、そのプロジェクト・アカウント・フォルダー・スタックを、扱い得るデータの区分とともに選択する。一時的には --assume-zone を使う。"
package controls.zone.placement

import data.lib.finding

# METADATA
# description: One example of every group of resources that no zone holds.
resources contains group.example if some group in data.estate.unplaced

# METADATA
# description: None; where a resource belongs is undecided, not wrong.
violations := set()

# METADATA
# description: Groups of resources that no zone holds.
unknowns contains finding.of({"id": unplaced.example}, "unplaced", null, {
	"group": unplaced.group,
	"count": unplaced.count,
	"controls": unplaced.controls,
}) if {
	some unplaced in data.estate.unplaced
	count(data.estate.zones) > 0
}

unknowns contains finding.of({"id": unplaced.example}, "no_zones", null, {
	"count": unplaced.count,
	"controls": unplaced.controls,
}) if {
	some unplaced in data.estate.unplaced
	count(data.estate.zones) == 0
}
