# METADATA
# title: Keys of regulated data live in hardware
# description: |
#   A key in software is protected by the provider's ordinary systems only. In a hardware module, or in a key manager of our
#   own reached over a private network, nobody can take it out. AWS KMS keeps every key in hardware, so only Google is judged.
# related_resources:
#   - ref: https://cloud.google.com/kms/docs/protection-levels
# custom:
#   title_ja: 規制対象データの鍵をハードウェアで保護する
#   severity: high
#   requirements: [EXP-08, RSL-KEY-02]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   messages:
#     weak:
#       en: "the protection level is {level}, expected HSM or EXTERNAL_VPC"
#       ja: "保護レベルが {level}（必要な値: HSM 又は EXTERNAL_VPC）"
#     software:
#       en: "no protection level is set, so that the key is in software; expected HSM or EXTERNAL_VPC"
#       ja: "保護レベルが未設定で、ソフトウェア鍵になる（必要な値: HSM 又は EXTERNAL_VPC）"
#     undecided:
#       en: "the protection level is not known here"
#       ja: "保護レベルをここでは判定できない"
#   remediation:
#     en: "Create a new key with version_template.protection_level = HSM and move the data to it: the level of a key can't be changed."
#     ja: "version_template.protection_level = HSM の鍵を新しく作り、データを移す（既存の鍵の保護レベルは変更できない）。"
package controls.keys.protection_level

import data.lib.estate
import data.lib.finding
import data.lib.slot

resources contains rc.id if some [rc, _] in _levels("google_kms_crypto_key")

violations contains finding.of(rc, "weak", level.attribute, {"level": text}) if {
	some [rc, level] in _levels("google_kms_crypto_key")
	text := slot.value(level)
	is_string(text)
	not text in {"EXTERNAL_VPC", "HSM", ""}
}

violations contains finding.of(rc, "software", level.attribute, {}) if {
	some [rc, level] in _levels("google_kms_crypto_key")
	slot.is_empty(level)
}

unknowns contains finding.of(rc, "undecided", level.attribute, {}) if {
	some [rc, level] in _levels("google_kms_crypto_key")
	estate.is_unknown(slot.value(level))
}

_levels(type) := [[rc, level] |
	some rc in estate.in_class(type, {"remote-sensing", "ttc"})
	some level in slot.of(rc, ["version_template", "protection_level"])
]
