# METADATA
# title: Copies of regulated data stay in allowed places
# description: |
#   A replica, snapshot or backup is a record like any other. Where nobody names its place, the provider often takes the
#   nearest multi-region, which may reach into other countries.
# related_resources:
#   - ref: https://cloud.google.com/compute/docs/disks/snapshots#selecting_a_storage_location
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
# custom:
#   title_ja: 規制対象データの複製を許可された場所に留める
#   severity: critical
#   requirements: [RSL-CLOUD-03, RSL-CLOUD-02, RSL-KEY-02]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     outside:
#       en: "a copy goes to {place}; the zone allows {allowed}"
#       ja: "複製が {place} に置かれる（ゾーンが許可する場所: {allowed}）"
#     provider_chooses:
#       en: "no place is named for the copy, so that the provider chooses one; the zone allows {allowed}"
#       ja: "複製の場所が未指定で、事業者が選ぶ（ゾーンが許可する場所: {allowed}）"
#     undecided:
#       en: "the place of the copy is not known here; the zone allows {allowed}"
#       ja: "複製の場所をここでは判定できない（ゾーンが許可する場所: {allowed}）"
#   remediation:
#     en: "Name an allowed region for every copy (storage_locations, backup location, user_managed replicas), or make none."
#     ja: "複製ごとに許可されたリージョンを指定する（storage_locations、バックアップの location、user_managed の replicas 等）か、複製をやめる。"
package controls.storage.copies

import data.lib.copies
import data.lib.estate
import data.lib.finding
import data.lib.place

resources contains rc.id if some [_, rc] in copies.judged

violations contains finding.element(rc, "outside", copy.attribute, copy.place, args) if {
	some [type, rc] in copies.judged
	some copy in copies.of(rc, type)
	is_string(copy.place)
	not _is_allowed(rc, copy)
	args := {"place": copy.place, "allowed": place.allowed(rc)}
}

violations contains finding.of(rc, "provider_chooses", copy.attribute, {"allowed": place.allowed(rc)}) if {
	some [type, rc] in copies.judged
	some copy in copies.of(rc, type)
	copy.place == null
}

unknowns contains finding.of(rc, "undecided", copy.attribute, {"allowed": place.allowed(rc)}) if {
	some [type, rc] in copies.judged
	some copy in copies.of(rc, type)
	estate.is_unknown(copy.place)
}

_is_allowed(rc, copy) if place.is_allowed(rc, copy.place)
