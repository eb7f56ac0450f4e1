# METADATA
# title: Stores of regulated data are encrypted with the operator's own key
# description: |
#   With a key of our own, disabling one key closes every copy at once, wherever it lies, and the provider alone can't read
#   it. The regulation doesn't demand it: it supports the duty to prevent unauthorised access and to protect what is moved.
# related_resources:
#   - ref: https://cloud.google.com/kms/docs/cmek
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
# custom:
#   title_ja: 規制対象データの保管先を自己管理の鍵で暗号化する
#   severity: high
#   requirements: [RSL-TECH-08, RSL-KEY-02]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     no_key:
#       en: "no key is named, so that a key of the provider encrypts the data"
#       ja: "鍵の指定がなく、事業者の鍵で暗号化される"
#     managed_key:
#       en: "{key} is a key that the provider manages"
#       ja: "{key} は事業者が管理する鍵である"
#     not_encrypted:
#       en: "encryption with a key is not switched on"
#       ja: "鍵による暗号化が有効でない"
#     no_configuration:
#       en: "no aws_s3_bucket_server_side_encryption_configuration refers to the bucket"
#       ja: "このバケットを参照する aws_s3_bucket_server_side_encryption_configuration がない"
#     undecided:
#       en: "which key encrypts the data is not known here"
#       ja: "どの鍵で暗号化されるか、ここでは判定できない"
#   remediation:
#     en: "Name a key of the zone's own key ring or a customer managed KMS key, and switch encryption on."
#     ja: "ゾーンのキーリングの鍵又はカスタマー管理の KMS キーを指定し、暗号化を有効にする。"
package controls.storage.customer_key

import data.lib.customer_key
import data.lib.estate
import data.lib.finding

resources contains rc.id if some [_, rc] in customer_key.judged

violations contains finding.of(key.rc, "no_key", key.slot.attribute, {}) if {
	some key in customer_key.keys
	key.state == "none"
}

violations contains finding.of(key.rc, "managed_key", key.slot.attribute, {"key": name}) if {
	some key in customer_key.keys
	key.state == "managed"
	name := customer_key.managed(key.slot)
}

violations contains finding.of(switch.rc, "not_encrypted", switch.slot.attribute, {}) if {
	some switch in customer_key.switches
	switch.state == "off"
}

violations contains finding.of(rc, "no_configuration", "bucket", {}) if {
	some ["aws_s3_bucket", rc] in customer_key.judged
	count(estate.attached(rc, "aws_s3_bucket_server_side_encryption_configuration")) == 0
}

unknowns contains finding.of(key.rc, "undecided", key.slot.attribute, {}) if {
	some key in array.concat(customer_key.keys, customer_key.switches)
	key.state == "undecided"
}

discharges contains finding.discharge(key.rc, key.slot.attribute) if {
	some key in customer_key.keys
	key.state == "proven"
}
