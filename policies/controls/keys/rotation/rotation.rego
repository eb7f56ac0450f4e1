# METADATA
# title: Keys are rotated
# description: |
#   The licensee must be able to change codes when a receiver loses its certification. A key that is rotated as a matter of
#   routine can be changed when it matters. The duty is the Act's; 90 days is the figure of CIS, a policy choice.
# related_resources:
#   - ref: https://cloud.google.com/kms/docs/key-rotation
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   title_ja: 鍵を定期的に更新する
#   severity: medium
#   requirements: [RSL-KEY-04]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   messages:
#     too_long:
#       en: "the rotation period is {period}, expected at most 7776000s (90 days)"
#       ja: "更新間隔が {period}（上限: 7776000s = 90 日）"
#     never:
#       en: "the key is never rotated"
#       ja: "鍵が更新されない"
#     undecided:
#       en: "whether the key is rotated is not known here"
#       ja: "鍵が更新されるか、ここでは判定できない"
#   remediation:
#     en: "Set rotation_period to 7776000s or less, or enable_key_rotation to true on an AWS key."
#     ja: "rotation_period を 7776000s 以下にする。AWS の鍵では enable_key_rotation を true にする。"
package controls.keys.rotation

import data.lib.estate
import data.lib.finding

resources contains rc.id if {
	some type in ["aws_kms_key", "google_kms_crypto_key"]
	some rc in _symmetric(type)
}

violations contains finding.of(rc, "too_long", "rotation_period", {"period": period}) if {
	some rc in _symmetric("google_kms_crypto_key")
	period := rc.values.rotation_period
	is_string(period)
	not _is_short(rc)
}

violations contains finding.of(rc, "never", "rotation_period", {}) if {
	some rc in _symmetric("google_kms_crypto_key")
	estate.is_unset(rc, "rotation_period")
}

violations contains finding.of(rc, "never", "enable_key_rotation", {}) if {
	some rc in _symmetric("aws_kms_key")
	not estate.is_on(rc.values, "enable_key_rotation")
	not _is_hidden(rc, "enable_key_rotation")
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some type, attribute in {"aws_kms_key": "enable_key_rotation", "google_kms_crypto_key": "rotation_period"}
	some rc in _symmetric(type)
	_is_hidden(rc, attribute)
}

# Only a symmetric key can be rotated by the provider. One whose purpose is not known counts as symmetric.
_symmetric(type) := [rc |
	some rc in estate.in_class(type, {"remote-sensing", "ttc"})
	not _is_asymmetric(rc)
]

_is_asymmetric(rc) if rc.values.purpose in {"ASYMMETRIC_DECRYPT", "ASYMMETRIC_SIGN", "MAC", "RAW_ENCRYPT_DECRYPT"}

_is_asymmetric(rc) if {
	is_string(rc.values.customer_master_key_spec)
	not rc.values.customer_master_key_spec == "SYMMETRIC_DEFAULT"
}

_is_short(rc) if {
	seconds := trim_suffix(rc.values.rotation_period, "s")
	estate.number(seconds) <= 7776000
}

_is_hidden(rc, attribute) if estate.has_unknown(rc.values, attribute)

_is_hidden(rc, attribute) if {
	estate.maybe_set(rc, attribute)
	not estate.is_set(rc.values, attribute)
}
