# METADATA
# title: Regulated data is kept in allowed places
# description: |
#   The regulation bans keeping records on computers in listed places. An allow-list of regions is our policy choice, and
#   stricter. A multi-region leaves the choice of place to the provider, and some services go to the US when nobody chooses.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/locations
#   - ref: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
# custom:
#   title_ja: 規制対象データを許可された場所に置く
#   severity: critical
#   requirements: [RSL-CLOUD-02, RSL-LIC-01, RSL-CLOUD-05, EXP-04]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     outside:
#       en: "is in {place}; the zone allows {allowed}"
#       ja: "{place} にある（ゾーンが許可する場所: {allowed}）"
#     multi_region:
#       en: "{place} is not one region, so the provider chooses where data is kept; the zone allows {allowed}"
#       ja: "{place} は単一のリージョンではなく、保管場所を事業者が選ぶ（ゾーンが許可する場所: {allowed}）"
#     us_by_default:
#       en: "no location is set, so that data is kept in the US; the zone allows {allowed}"
#       ja: "場所が未設定で、データは米国に置かれる（ゾーンが許可する場所: {allowed}）"
#     undecided:
#       en: "the place is not known here; the zone allows {allowed}"
#       ja: "場所をここでは判定できない（ゾーンが許可する場所: {allowed}）"
#   remediation:
#     en: "Name one of the zone's allowed regions on the resource or in its provider block."
#     ja: "リソース又は provider ブロックに、ゾーンが許可するリージョンを一つ指定する。"
package controls.storage.location

import data.lib.finding
import data.lib.location
import data.lib.place

resources contains rc.id if some [_, rc] in location.judged

violations contains finding.element(found.rc, _key(found.text), found.attribute, found.text, args) if {
	some found in location.forbidden
	args := {"place": found.text, "allowed": place.allowed(found.rc)}
}

violations contains finding.of(rc, "us_by_default", "location", {"allowed": place.allowed(rc)}) if {
	some [type, rc] in location.judged
	location.is_us_by_default(rc, type)
}

unknowns contains finding.of(rc, "undecided", attribute, {"allowed": place.allowed(rc)}) if {
	some [type, rc] in location.judged
	some attribute in location.undecided(rc, type)
}

_key(text) := "outside" if {
	place.is_region(text)
} else := "multi_region"
