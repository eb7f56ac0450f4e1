# METADATA
# title: Keys are kept in allowed places
# description: |
#   Keys held in a cloud service fall under the same ban on places as the records. A key ring in `global` or in a
#   multi-region, or a multi-region key of AWS, puts the key where the provider likes.
# related_resources:
#   - ref: https://cloud.google.com/kms/docs/locations
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
# custom:
#   title_ja: 鍵を許可された場所に置く
#   severity: critical
#   requirements: [RSL-KEY-02, RSL-CLOUD-02, EXP-08]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     outside:
#       en: "the key is in {place}; the zone allows {allowed}"
#       ja: "鍵が {place} にある（ゾーンが許可する場所: {allowed}）"
#     multi_region:
#       en: "the key can be replicated into other regions (multi_region); the zone allows {allowed}"
#       ja: "鍵を他のリージョンへ複製できる（multi_region）（ゾーンが許可する場所: {allowed}）"
#     undecided:
#       en: "the place of the key is not known here; the zone allows {allowed}"
#       ja: "鍵の場所をここでは判定できない（ゾーンが許可する場所: {allowed}）"
#   remediation:
#     en: "Create the key ring in one allowed region, and leave multi_region of an AWS key unset or false."
#     ja: "キーリングを許可された一つのリージョンに作成し、AWS の鍵では multi_region を未設定又は false にする。"
package controls.keys.location

import data.lib.estate
import data.lib.finding
import data.lib.place

resources contains rc.id if some [_, rc] in _judged(_types)

violations contains finding.element(rc, "outside", attribute, text, {"place": text, "allowed": place.allowed(rc)}) if {
	some [type, rc] in _judged(_types)
	[attribute, text] := _place(rc, type)
	is_string(text)
	not place.is_allowed(rc, text)
}

violations contains finding.of(rc, "multi_region", "multi_region", {"allowed": place.allowed(rc)}) if {
	some [_, rc] in _judged({"aws_kms_external_key", "aws_kms_key"})
	estate.is_on(rc.values, "multi_region")
}

unknowns contains finding.of(rc, "undecided", attribute, {"allowed": place.allowed(rc)}) if {
	some [type, rc] in _judged(_types)
	[attribute, text] := _place(rc, type)
	estate.is_unknown(text)
}

unknowns contains finding.of(rc, "undecided", "multi_region", {"allowed": place.allowed(rc)}) if {
	some [_, rc] in _judged({"aws_kms_external_key", "aws_kms_key"})
	_hides_multi_region(rc)
}

_types := {
	"aws_kms_custom_key_store",
	"aws_kms_external_key",
	"aws_kms_key",
	"aws_kms_replica_external_key",
	"aws_kms_replica_key",
	"google_kms_crypto_key",
	"google_kms_ekm_connection",
	"google_kms_key_handle",
	"google_kms_key_ring",
}

_judged(types) := [[type, rc] |
	some type in estate.present(types)
	some rc in estate.in_class(type, {"remote-sensing", "ttc", "evidence"})
]

_hides_multi_region(rc) if estate.has_unknown(rc.values, "multi_region")

_hides_multi_region(rc) if estate.maybe_set(rc, "multi_region")

# The place of a key is that of its ring, by name or by reference; a key of AWS is where its provider is.
_place(rc, "google_kms_crypto_key") := ["key_ring", _ring_place(rc.values.key_ring)]

_place(rc, type) := ["region", _region(rc)] if startswith(type, "aws_")

_place(rc, type) := ["location", object.get(rc.values, "location", _not_known)] if {
	type in {"google_kms_ekm_connection", "google_kms_key_handle", "google_kms_key_ring"}
}

_not_known := {"$unknown": "expression"}

default _region(_) := {"$unknown": "expression"}

_region(rc) := rc.region if is_string(rc.region)

_ring_place(ring) := place.in_path(ring) if {
	is_string(ring)
} else := location if {
	estate.refers_to(ring, {"data.google_kms_key_ring", "google_kms_key_ring"})
	count(ring.refs) == 1
	location := estate.target(ring.refs[0]).values.location
	is_string(location)
} else := _not_known
