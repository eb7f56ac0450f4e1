# METADATA
# title: Stores of regulated data can't be made public
# description: |
#   Public access prevention makes a later grant to the public fail, whoever makes it. Without it one mistake outside this
#   code opens the store. A bucket that inherits the setting shows nothing of what it inherits, so it must say so itself.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/public-access-prevention
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   title_ja: 規制対象データの保管先は公開できない設定にする
#   severity: critical
#   requirements: [RSL-PROV-01, RSL-TECH-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     not_enforced:
#       en: "public access prevention is {value}, expected enforced"
#       ja: "公開アクセスの防止が {value}（必要な値: enforced）"
#     no_prevention:
#       en: "public access prevention is not set, and what the bucket inherits is not known; expected enforced"
#       ja: "公開アクセスの防止が未設定で、継承される値も不明（必要な値: enforced）"
#     not_uniform:
#       en: "uniform bucket-level access is not on, so that an ACL can open single objects"
#       ja: "均一なバケットレベルのアクセスが有効でなく、ACL で個々のオブジェクトを公開できる"
#     no_block:
#       en: "no aws_s3_bucket_public_access_block refers to the bucket"
#       ja: "このバケットを参照する aws_s3_bucket_public_access_block がない"
#     block_open:
#       en: "{setting} is not true"
#       ja: "{setting} が true でない"
#     undecided:
#       en: "the setting is not known here"
#       ja: "設定値をここでは判定できない"
#   remediation:
#     en: "Set public_access_prevention to enforced and uniform_bucket_level_access to true; on S3 add an aws_s3_bucket_public_access_block with all four settings true."
#     ja: "public_access_prevention を enforced、uniform_bucket_level_access を true にする。S3 では四つの設定をすべて true にした aws_s3_bucket_public_access_block を付ける。"
package controls.storage.public_access_prevention

import data.lib.estate
import data.lib.finding

resources contains rc.id if some rc in _judged(_types)

violations contains finding.of(rc, "not_enforced", "public_access_prevention", {"value": value}) if {
	some rc in _judged({"google_storage_bucket"})
	value := rc.values.public_access_prevention
	is_string(value)
	value != "enforced"
}

violations contains finding.of(rc, "no_prevention", "public_access_prevention", {}) if {
	some rc in _judged({"google_storage_bucket"})
	estate.is_unset(rc, "public_access_prevention")
}

violations contains finding.of(rc, "not_uniform", "uniform_bucket_level_access", {}) if {
	some rc in _judged({"google_storage_bucket"})
	not estate.is_on(rc.values, "uniform_bucket_level_access")
	not _is_hidden(rc, "uniform_bucket_level_access")
}

violations contains finding.of(rc, "no_block", "bucket", {}) if {
	some rc in _judged({"aws_s3_bucket"})
	count(estate.attached(rc, "aws_s3_bucket_public_access_block")) == 0
}

violations contains finding.of(rc, "block_open", setting, {"setting": setting}) if {
	some rc in _judged(_blocks)
	some setting in _settings
	not estate.is_on(rc.values, setting)
	not _is_hidden(rc, setting)
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some rc in _judged({"google_storage_bucket"})
	some attribute in ["public_access_prevention", "uniform_bucket_level_access"]
	_is_hidden(rc, attribute)
}

unknowns contains finding.of(rc, "undecided", setting, {}) if {
	some rc in _judged(_blocks)
	some setting in _settings
	_is_hidden(rc, setting)
}

_settings := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

_blocks := {"aws_s3_account_public_access_block", "aws_s3_bucket_public_access_block"}

_types := {"google_storage_bucket", "aws_s3_bucket"} | _blocks

_judged(types) := [rc |
	some type in types
	some rc in estate.in_class(type, {"remote-sensing", "ttc", "evidence"})
]

_is_hidden(rc, name) if estate.has_unknown(rc.values, name)

_is_hidden(rc, name) if {
	estate.maybe_set(rc, name)
	not estate.is_set(rc.values, name)
}
