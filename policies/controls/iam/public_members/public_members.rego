# METADATA
# title: No role, key, queue or secret is open to the public
# description: |
#   A grant to allUsers, to allAuthenticatedUsers (any account of anybody) or to the principal * lets everyone on the
#   internet act, decrypt or take over. Only zones of class business may offer something to the public.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/principals-overview
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   title_ja: ロール・鍵・キュー・シークレットを公開しない
#   severity: critical
#   requirements: [RSL-TECH-02, RSL-KEY-01, RSL-CMD-02, RSL-PROV-01]
#   stages: [synth, plan, apply]
#   messages:
#     public_member:
#       en: "grants {role} to {member}: anyone on the internet gets it"
#       ja: "{member} に {role} を付与しており、インターネット上の誰でも利用できる"
#     public_policy:
#       en: "statement {statement} of the policy lets anyone in (principal *), and no condition limits it"
#       ja: "ポリシーのステートメント {statement} が誰にでも許可しており（principal *）、条件による限定もない"
#     public_function:
#       en: "anyone may call it: {value}"
#       ja: "誰でも呼び出せる: {value}"
#     undecided:
#       en: "who gets access is not known here"
#       ja: "誰にアクセスが与えられるか、ここでは判定できない"
#   remediation:
#     en: "Grant it to named service accounts, groups or AWS accounts; put what the public may use into a zone of class business."
#     ja: "特定のサービスアカウント、グループ、AWS アカウントに付与する。一般に提供するものは business 区分のゾーンに置く。"
package controls.iam.public_members

import data.lib.estate
import data.lib.finding
import data.lib.iam
import data.lib.iam_types
import data.lib.policy_document

resources contains rc.id if some rc in _judged(((iam_types.others | object.keys(_policies)) | object.keys(_switches)))

violations contains finding.element(rc, "public_member", grant.attribute, grant.member, args) if {
	some rc in _judged(iam_types.others)
	some grant in iam.grants(rc)
	grant.member in iam.public
	args := {"member": grant.member, "role": grant.role}
}

violations contains finding.element(rc, "public_policy", attribute, name, {"statement": name}) if {
	some type, attribute in _policies
	some rc in _judged({type})
	some name in policy_document.public_statements(rc.values[attribute])
}

violations contains finding.element(rc, "public_function", attribute, value, {"value": value}) if {
	some type, [attribute, open] in _switches
	some rc in _judged({type})
	some value in estate.list(rc.values, attribute)
	value in open
	not _is_limited(rc)
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some rc in _judged(iam_types.others)
	some attribute in iam.undecided(rc)
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some type, attribute in _policies
	some rc in _judged({type})
	attribute in policy_document.undecided(rc, attribute)
}

unknowns contains finding.of(rc, "undecided", attribute, {}) if {
	some type, [attribute, _] in _switches
	some rc in _judged({type})
	_is_hidden(rc, attribute)
}

_judged(types) := [rc |
	some type in estate.present(types)
	some rc in estate.planned(type)
	not _may_publish(rc)
]

_may_publish(rc) if rc.class == "business"

_is_hidden(rc, attribute) if estate.maybe_set(rc, attribute)

_is_hidden(rc, attribute) if {
	estate.has_unknown(rc.values, attribute)
	not estate.points_to(rc.values, attribute, {"aws_iam_role", "aws_iam_user"})
}

# A call from one organization only.
_is_limited(rc) if estate.is_text(rc.values.principal_org_id)

_policies := {
	"aws_api_gateway_rest_api": "policy",
	"aws_api_gateway_rest_api_policy": "policy",
	"aws_cloudwatch_event_bus_policy": "policy",
	"aws_cloudwatch_log_resource_policy": "policy_document",
	"aws_dynamodb_resource_policy": "policy",
	"aws_ecr_registry_policy": "policy",
	"aws_ecr_repository_policy": "policy",
	"aws_efs_file_system_policy": "policy",
	"aws_glue_resource_policy": "policy",
	"aws_iam_role": "assume_role_policy",
	"aws_kinesis_resource_policy": "policy",
	"aws_kms_external_key": "policy",
	"aws_kms_key": "policy",
	"aws_kms_key_policy": "policy",
	"aws_kms_replica_key": "policy",
	"aws_opensearch_domain": "access_policies",
	"aws_opensearch_domain_policy": "access_policies",
	"aws_secretsmanager_secret": "policy",
	"aws_secretsmanager_secret_policy": "policy",
	"aws_sns_topic": "policy",
	"aws_sns_topic_policy": "policy",
	"aws_sqs_queue": "policy",
	"aws_sqs_queue_policy": "policy",
}

# Attributes that open a resource to anyone by one value.
_switches := {
	"aws_ami_launch_permission": ["group", {"all"}],
	"aws_db_cluster_snapshot": ["shared_accounts", {"all"}],
	"aws_db_snapshot": ["shared_accounts", {"all"}],
	"aws_lambda_function_url": ["authorization_type", {"NONE"}],
	"aws_lambda_permission": ["principal", {"*"}],
	"google_cloud_run_v2_service": ["invoker_iam_disabled", {true, "true"}],
}
