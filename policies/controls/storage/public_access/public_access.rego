# METADATA
# title: Stores of data are not public
# description: |
#   One public member, ACL entry or policy statement hands every record in the store to anyone on the internet, which no
#   permitted route of provision allows. Only zones of class business may publish.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/public-access-prevention
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   title_ja: データの保管先を公開しない
#   severity: critical
#   requirements: [RSL-SCOPE-03, RSL-PROV-01, RSL-TECH-01]
#   stages: [synth, plan, apply]
#   messages:
#     public_member:
#       en: "grants {role} to {member}: anyone on the internet gets it"
#       ja: "{member} に {role} を付与しており、インターネット上の誰でも利用できる"
#     public_acl:
#       en: "the ACL {acl} opens the store to anyone"
#       ja: "ACL {acl} により誰でもアクセスできる"
#     public_policy:
#       en: "statement {statement} of the policy lets anyone in (principal *), and no condition limits it"
#       ja: "ポリシーのステートメント {statement} が誰にでも許可しており（principal *）、条件による限定もない"
#     undecided:
#       en: "who gets access is not known here"
#       ja: "誰にアクセスが与えられるか、ここでは判定できない"
#   remediation:
#     en: "Grant the role to named accounts or groups of the handlers, or move what may be public to a zone of class business."
#     ja: "取扱者の個別アカウント又はグループに付与する。公開してよいデータは business 区分のゾーンに移す。"
package controls.storage.public_access

import data.lib.acl
import data.lib.estate
import data.lib.finding
import data.lib.iam
import data.lib.iam_types
import data.lib.policy_document

resources contains rc.id if some rc in _judged(((iam_types.stores | _listed) | _governed))

violations contains finding.element(rc, "public_member", grant.attribute, grant.member, args) if {
	some rc in _judged(iam_types.stores)
	some grant in iam.grants(rc)
	grant.member in iam.public
	args := {"member": grant.member, "role": grant.role}
}

violations contains finding.element(rc, "public_acl", attribute, entry, {"acl": entry}) if {
	some rc in _judged(_listed)
	some [attribute, entry] in acl.public_entries(rc)
}

violations contains finding.element(rc, "public_policy", "policy", name, {"statement": name}) if {
	some rc in _judged(_governed)
	some name in policy_document.public_statements(rc.values.policy)
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some rc in _judged(((iam_types.stores | _listed) | _governed))
	some attribute in ((iam.undecided(rc) | acl.undecided(rc)) | policy_document.undecided(rc, "policy"))
}

_judged(types) := [rc |
	some type in estate.present(types)
	some rc in estate.planned(type)
	not _may_publish(rc)
]

_may_publish(rc) if rc.class == "business"

_listed := {
	"aws_s3_bucket",
	"aws_s3_bucket_acl",
	"aws_s3_object",
	"google_bigquery_dataset",
	"google_bigquery_dataset_access",
	"google_storage_bucket_access_control",
	"google_storage_bucket_acl",
	"google_storage_default_object_access_control",
	"google_storage_default_object_acl",
	"google_storage_object_access_control",
	"google_storage_object_acl",
}

_governed := {
	"aws_s3_access_point",
	"aws_s3_bucket",
	"aws_s3_bucket_policy",
	"aws_s3control_access_point_policy",
	"aws_s3control_object_lambda_access_point_policy",
	"aws_backup_vault_policy",
}
