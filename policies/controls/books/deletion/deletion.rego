# METADATA
# title: Books, records and keys are not deleted by a plan
# description: |
#   Deleting a store ends its book before its five years, and deleting a key makes everything encrypted with it
#   unreadable. A replacement is a deletion too, and what Terraform forgets lives on without any guard.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
# custom:
#   title_ja: 帳簿・記録・鍵を変更計画で削除しない
#   severity: critical
#   requirements: [RSL-BOOK-02, RSL-KEY-03]
#   stages: [plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   exits: [E42]
#   messages:
#     deleted:
#       en: "would be deleted, with everything in it"
#       ja: "中身ごと削除される"
#     replaced:
#       en: "would be deleted and created anew, empty"
#       ja: "削除されて空の状態で作り直される"
#     forgotten:
#       en: "would be forgotten by Terraform: it lives on, guarded by nothing"
#       ja: "Terraform の管理から外れ、何にも守られずに残る"
#     change_unknown:
#       en: "would be changed in a way that is not understood here ({actions})"
#       ja: "ここでは解釈できない変更（{actions}）が加えられる"
#   remediation:
#     en: "Keep the resource and its unchangeable attributes as they are, set lifecycle.prevent_destroy; move an
#       address with a moved block; delete only when the last entry is past its period."
#     ja: "リソースとその変更不能な属性を維持し、lifecycle.prevent_destroy を設定する。アドレスの変更は moved ブロックで行う。削除は最後の記載の保存期間が過ぎてから、承認を得て行う。"
package controls.books.deletion

import data.lib.estate
import data.lib.finding

_classes := {"remote-sensing", "ttc", "evidence"}

# What holds books, records or the keys to them.
_types := {
	"aws_cloudtrail_event_data_store",
	"aws_cloudwatch_log_group",
	"aws_db_instance",
	"aws_dynamodb_table",
	"aws_kms_key",
	"aws_rds_cluster",
	"aws_s3_bucket",
	"aws_s3_bucket_object_lock_configuration",
	"aws_secretsmanager_secret",
	"google_bigquery_dataset",
	"google_bigquery_table",
	"google_kms_crypto_key",
	"google_kms_crypto_key_version",
	"google_kms_key_ring",
	"google_logging_project_bucket_config",
	"google_secret_manager_regional_secret",
	"google_secret_manager_secret",
	"google_sql_database_instance",
	"google_storage_bucket",
}

# METADATA
# description: Stores and keys that exist after the plan or that it takes away.
resources contains rc.id if {
	some type in _types
	some rc in estate.in_class(type, _classes)
}

resources contains rc.id if {
	some type in _types
	some rc in estate.deleted(type)
	rc.class in _classes
}

# METADATA
# description: Stores and keys that the plan takes away.
violations contains object.union(finding.of(rc, _key(rc), null, {}), {"exit": "E42"}) if {
	some type in _types
	some rc in estate.deleted(type)
	rc.class in _classes
}

# METADATA
# description: Stores and keys that are taken away in a way not known to this control.
unknowns contains object.union(finding.of(rc, "change_unknown", null, {"actions": actions}), {"exit": "E42"}) if {
	some type in _types
	some rc in estate.deleted(type)
	rc.class in _classes
	not _key(rc)
	actions := concat(", ", rc.actions)
}

_key(rc) := "replaced" if {
	"delete" in rc.actions
	"create" in rc.actions
} else := "deleted" if {
	"delete" in rc.actions
} else := "forgotten" if {
	"forget" in rc.actions
}
