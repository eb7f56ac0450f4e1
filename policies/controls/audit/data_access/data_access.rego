# METADATA
# title: Every read and write of regulated data is logged
# description: |
#   The books ask who did what with which record, and when. Google writes data access logs only when an audit config
#   asks for them, AWS only when a trail selects the objects; an exempted member leaves no trace at all.
# related_resources:
#   - ref: https://cloud.google.com/logging/docs/audit/configure-data-access
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
# custom:
#   title_ja: 規制対象データの読み書きをすべて記録する
#   severity: critical
#   requirements: [RSL-TECH-06, RSL-BOOK-01, RSL-BOOK-04, METI-COM-06]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc, evidence]
#   messages:
#     no_data_access_log:
#       en: "has no audit config for allServices on project, folder or organisation: reads and writes leave no record"
#       ja: "プロジェクト・フォルダー・組織のどこにも allServices の監査設定がなく、読み書きが記録されない"
#     log_type_missing:
#       en: "does not log {log_type}"
#       ja: "{log_type} を記録していない"
#     exempted:
#       en: "exempts {member} from the log"
#       ja: "{member} を記録の対象から外している"
#     no_object_log:
#       en: "has no trail that records every read and write of its objects"
#       ja: "オブジェクトの読み書きをすべて記録する証跡がない"
#     trail_gap:
#       en: "is a trail with a gap: {attribute} is {value}"
#       ja: "欠落のある証跡である（{attribute} は {value}）"
#     audit_unknown:
#       en: "may leave gaps in the log: {attribute} is not known here"
#       ja: "{attribute} がここでは分からず、記録に欠落があるか判定できない"
#     coverage_unknown:
#       en: "may not be logged: it is not known here which audit config or trail covers it"
#       ja: "どの監査設定又は証跡の対象かがここでは分からず、記録されるか判定できない"
#   remediation:
#     en: "Add google_project_iam_audit_config with service allServices, log types DATA_READ and DATA_WRITE and no
#       exempted_members; on AWS a multi-region trail with log file validation that selects AWS::S3::Object."
#     ja: "service を allServices、\
#       log_type を DATA_READ と DATA_WRITE とし exempted_members のない google_project_iam_audit_config を置く。\
#       AWS では全リージョン・ログ検証ありで AWS::S3::Object を選ぶ証跡を置く。"
package controls.audit.data_access

import data.lib.estate
import data.lib.finding
import data.lib.setting
import data.lib.trail

_classes := {"remote-sensing", "ttc", "evidence"}

_log_types := ["DATA_READ", "DATA_WRITE"]

# Where an audit config may stand, and whether it holds for everything below an organisation.
_config_types := [
	"google_project_iam_audit_config",
	"google_folder_iam_audit_config",
	"google_organization_iam_audit_config",
]

# METADATA
# description: Projects (buckets where a zone declares no project), audit configs, AWS buckets and trails.
resources contains rc.id if some rc in estate.in_class("google_project", _classes)

resources contains rc.id if {
	some rc in estate.in_class("google_storage_bucket", _classes)
	not _declares_project(rc)
}

resources contains rc.id if {
	some type in _config_types
	some rc in estate.planned(type)
	_judged_config(rc)
}

resources contains rc.id if some rc in estate.in_class("aws_s3_bucket", _classes)

resources contains rc.id if {
	some rc in estate.planned("aws_cloudtrail")
	_judged_trail(rc)
}

# METADATA
# description: Stores that leave no record, and configs and trails with gaps.
violations contains finding.of(rc, "no_data_access_log", null, {}) if {
	some type in ["google_project", "google_storage_bucket"]
	some rc in estate.in_class(type, _classes)
	resources[rc.id]
	not _is_logged(rc)
	not _may_be_logged(rc)
}

violations contains finding.element(rc, "log_type_missing", "audit_log_config", log_type, {"log_type": log_type}) if {
	some type in _config_types
	some rc in estate.planned(type)
	_judged_config(rc)
	rc.values.service == "allServices"
	not _hides_log_type(rc)
	some log_type in _log_types
	not _logs(rc, log_type)
}

violations contains finding.element(rc, "exempted", _exempted(n), member, {"member": member}) if {
	some type in _config_types
	some rc in estate.planned(type)
	_judged_config(rc)
	some n, config in estate.blocks(rc.values, "audit_log_config")
	some member in setting.members(config, "exempted_members")
	is_string(member)
}

violations contains finding.of(rc, "no_object_log", null, {}) if {
	some rc in estate.in_class("aws_s3_bucket", _classes)
	not _is_trailed(rc)
	not _may_be_trailed(rc)
}

violations contains finding.of(rc, "trail_gap", name, {"attribute": name, "value": value}) if {
	some rc in estate.planned("aws_cloudtrail")
	_judged_trail(rc)
	some name, unsafe in _switches
	value := unsafe[setting.state(rc.values, name)]
}

# METADATA
# description: Stores, configs and trails of which it is not known here whether they leave gaps.
unknowns contains finding.of(rc, "coverage_unknown", null, {}) if {
	some type in ["google_project", "google_storage_bucket"]
	some rc in estate.in_class(type, _classes)
	resources[rc.id]
	not _is_logged(rc)
	_may_be_logged(rc)
}

unknowns contains finding.of(rc, "audit_unknown", attribute, {"attribute": attribute}) if {
	some type in _config_types
	some rc in estate.planned(type)
	_judged_config(rc)
	some attribute in _undecided(rc)
}

unknowns contains finding.of(rc, "coverage_unknown", null, {}) if {
	some rc in estate.in_class("aws_s3_bucket", _classes)
	not _is_trailed(rc)
	_may_be_trailed(rc)
}

unknowns contains finding.of(rc, "audit_unknown", name, {"attribute": name}) if {
	some rc in estate.planned("aws_cloudtrail")
	_judged_trail(rc)
	some name, _ in _switches
	setting.state(rc.values, name) == "unknown"
}

_zones_with_project contains rc.zone if some rc in estate.in_class("google_project", _classes)

_declares_project(rc) if rc.zone in _zones_with_project

# A config of a project of these zones, or one above all projects.
_judged_config(rc) if rc.class in _classes

_judged_config(rc) if _is_above(rc)

_is_above(rc) if estate.is_set(rc.values, "folder")

_is_above(rc) if estate.is_set(rc.values, "org_id")

_logs(rc, log_type) if {
	some config in estate.blocks(rc.values, "audit_log_config")
	config.log_type == log_type
}

_exempted(n) := concat(".", ["audit_log_config", format_int(n, 10), "exempted_members"])

_undecided(rc) := {attribute |
	some n, config in estate.blocks(rc.values, "audit_log_config")
	null in setting.members(config, "exempted_members")
	attribute := _exempted(n)
} | _undecided_parts(rc)

_undecided_parts(rc) := {"service" | estate.is_unknown(rc.values.service)} | {"audit_log_config" | _hides_log_type(rc)}

_hides_log_type(rc) if estate.has_unknown(rc.values, "audit_log_config")

_hides_log_type(rc) if {
	some config in estate.blocks(rc.values, "audit_log_config")
	estate.is_unknown(config.log_type)
}

# Whether a config for all services holds for a project, or for a bucket whose project is not declared.
_is_logged(rc) if {
	some config in estate.planned("google_project_iam_audit_config")
	config.values.service == "allServices"
	_same_project(config, rc)
}

_is_logged(rc) if {
	some config in estate.planned("google_folder_iam_audit_config")
	config.values.service == "allServices"
	_same(config, "folder", rc, "folder_id")
}

_is_logged(_) if {
	some config in estate.planned("google_organization_iam_audit_config")
	config.values.service == "allServices"
}

_same_project(config, rc) if _same(config, "project", rc, "project_id")

_same_project(config, rc) if {
	some ref in estate.referenced(config, "project")
	estate.target(ref).id == rc.id
}

_same_project(config, rc) if {
	not _declares_project(rc)
	config.zone == rc.zone
}

# Whether two attributes surely name the same thing: equal texts, or references to one resource.
_same(one, attribute, other, name) if {
	text := one.values[attribute]
	estate.is_text(text)
	trim_prefix(text, "folders/") == trim_prefix(other.values[name], "folders/")
}

_same(one, attribute, other, name) if {
	some ref in estate.referenced(one, attribute)
	some seen in estate.referenced(other, name)
	estate.target(ref).id == estate.target(seen).id
}

# A config on some folder may stand above the project; one of which the service is not known may be for all.
_may_be_logged(_) if {
	some config in estate.planned("google_folder_iam_audit_config")
	config.values.service == "allServices"
}

_may_be_logged(rc) if {
	some type in _config_types
	some config in estate.planned(type)
	estate.is_unknown(config.values.service)
	_may_hold(config, rc)
}

_may_be_logged(rc) if {
	some config in estate.planned("google_project_iam_audit_config")
	estate.is_unknown(config.values.project)
	count(estate.referenced(config, "project")) == 0
	not config.zone == rc.zone
}

_may_hold(config, _) if _is_above(config)

_may_hold(config, rc) if _same_project(config, rc)

# A trail of these zones, or one of the whole organisation.
_judged_trail(rc) if rc.class in _classes

_judged_trail(rc) if estate.is_true(rc.values.is_organization_trail)

_holds(rc, bucket) if rc.zone == bucket.zone

_holds(rc, _) if estate.is_true(rc.values.is_organization_trail)

_is_trailed(bucket) if {
	some rc in estate.planned("aws_cloudtrail")
	_holds(rc, bucket)
	trail.records(rc, bucket)
}

_may_be_trailed(bucket) if {
	some rc in estate.planned("aws_cloudtrail")
	_holds(rc, bucket)
	trail.is_undecided(rc)
}

# What a switch must not be; null stands for unset, where the provider's default is the unsafe one.
_switches := {
	"is_multi_region_trail": {"false": false, "unset": null},
	"enable_log_file_validation": {"false": false, "unset": null},
	"enable_logging": {"false": false},
}
