# METADATA
# title: Service perimeters are in force and let nobody through by default
# description: |
#   A perimeter stops copies of data over Google's own APIs, which no firewall sees. A dry run stops nothing, and
#   one rule with a wildcard opens it. Named people in the room need one ingress rule that names both: access levels
#   on the perimeter itself are joined by OR and let in anybody who is in the room.
# related_resources:
#   - ref: https://cloud.google.com/vpc-service-controls/docs/service-perimeters
#   - ref: https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules
# custom:
#   title_ja: サービス境界が適用され、既定では誰も通さない
#   severity: critical
#   requirements: [RSL-PROV-06, RSL-PROV-01, RSL-TECH-01]
#   stages: [synth, plan, apply]
#   exits: [E16, E17, E18, E19]
#   messages:
#     dry_run_only:
#       en: "is only tried out (spec without status): it blocks nothing"
#       ja: "ドライラン（spec のみで status がない）であり、何も遮断しない"
#     not_enforced:
#       en: "has no status, so it blocks nothing"
#       ja: "status がなく、何も遮断しない"
#     bridge:
#       en: "is a bridge: data may pass between the perimeters that it joins"
#       ja: "境界ブリッジであり、結んだ境界の間でデータが行き来できる"
#     no_members:
#       en: "holds no project, so it guards nothing"
#       ja: "対象プロジェクトがなく、何も守らない"
#     no_restricted_services:
#       en: "restricts no service"
#       ja: "制限するサービスがない"
#     services_open:
#       en: "does not limit which services can be called from inside (enable_restriction is {value})"
#       ja: "境界内から呼び出せるサービスを限定していない（enable_restriction は {value}）"
#     service_outside:
#       en: "lets {service} be called from inside, which the perimeter does not restrict"
#       ja: "境界が制限していない {service} を境界内から呼び出せる"
#     access_levels:
#       en: "lets in whoever meets an access level, named or not: use an ingress rule with identities"
#       ja: "アクセスレベルを満たせば名指しでない者も入れる。identities を持つ内向き規則を使う"
#     any_identity:
#       en: "has a rule for {identity} instead of named people and service accounts"
#       ja: "名指しの人・サービスアカウントでなく {identity} を許す規則がある"
#     no_identities:
#       en: "has a rule that names nobody"
#       ja: "対象者を名指ししない規則がある"
#     any_source:
#       en: "has an ingress rule that does not say from where"
#       ja: "接続元を限定しない内向き規則がある"
#     any_service:
#       en: "has a rule for every service instead of named ones"
#       ja: "サービスを名指しせず全サービスを許す規則がある"
#     egress_anywhere:
#       en: "has an egress rule to {target} instead of named projects"
#       ja: "名指しのプロジェクトでなく {target} への外向き規則がある"
#     ignores_changes:
#       en: "ignores changes to {ignored}: what is in force may differ from what is written"
#       ja: "{ignored} の変更を無視しており、実際の設定が記述と異なり得る"
#     rule_elsewhere:
#       en: "changes a perimeter from outside, where the perimeter's own rules can't be judged with it"
#       ja: "境界の規則を別のリソースから変更しており、境界と合わせて判定できない"
#     perimeter_unknown:
#       en: "can not be judged: {attribute} is not known here"
#       ja: "{attribute} がここでは分からず、判定できない"
#   remediation:
#     en: "Write status (not only spec) with literal restricted_services, RESTRICTED-SERVICES as the only accessible
#       service, ingress rules with named identities and an access level, and no egress rule or one with literal
#       resources; keep all rules in the perimeter."
#     ja: "status（spec だけでなく）に restricted_services を列挙し、\
#       呼び出せるサービスを RESTRICTED-SERVICES だけとし、内向き規則は名指しの identities とアクセスレベルを持たせ、外向き規則はなしか、\
#       リソースを列挙する。規則はすべて境界自身に書く。"
package controls.perimeter.enforced

import data.lib.estate
import data.lib.finding
import data.lib.perimeter
import data.lib.perimeter_rule
import data.lib.setting

# Resources that add a rule to a perimeter from elsewhere.
_rule_types := {
	"google_access_context_manager_egress_policy",
	"google_access_context_manager_ingress_policy",
	"google_access_context_manager_service_perimeter_egress_policy",
	"google_access_context_manager_service_perimeter_ingress_policy",
}

# METADATA
# description: Every perimeter and every rule that is added to one from elsewhere.
resources contains one.rc.id if some one in perimeter.all

resources contains rc.id if {
	some type in _rule_types
	some rc in estate.planned(type)
}

# METADATA
# description: Perimeters that are not in force, and rules that let too much through.
violations contains _finding(one, "dry_run_only", "status", {}) if {
	some one in perimeter.all
	not estate.is_set(one.values, "status")
	estate.is_set(one.values, "spec")
}

violations contains _finding(one, "not_enforced", "status", {}) if {
	some one in perimeter.all
	not estate.is_set(one.values, "status")
	not estate.is_set(one.values, "spec")
}

violations contains _finding(one, "bridge", "perimeter_type", {}) if {
	some one in perimeter.all
	perimeter.is_bridge(one)
}

violations contains _finding(one, "no_members", "status.0.resources", {}) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	count(setting.members(status, "resources")) == 0
}

violations contains _finding(one, "no_restricted_services", "status.0.restricted_services", {}) if {
	some one in perimeter.all
	not perimeter.is_bridge(one)
	some status in perimeter.status(one)
	count(setting.members(status, "restricted_services")) == 0
}

violations contains _finding(one, "services_open", _restriction, {"value": value}) if {
	some one in perimeter.all
	not perimeter.is_bridge(one)
	some status in perimeter.status(one)
	value := {"false": false, "unset": null}[setting.flag(status, "vpc_accessible_services", "enable_restriction")]
}

violations contains _element(one, "service_outside", _services, service, {"service": service}) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	some accessible in estate.blocks(status, "vpc_accessible_services")
	some service in setting.members(accessible, "allowed_services")
	is_string(service)
	not _is_restricted(status, service)
}

violations contains _finding(one, "access_levels", "status.0.access_levels", {}) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	count(setting.members(status, "access_levels")) > 0
}

violations contains _element(one, "any_identity", rule.path, identity, {"identity": identity}) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	some identity in perimeter_rule.identities(rule)
	is_string(identity)
	not perimeter_rule.names_one(identity)
}

violations contains _finding(one, "no_identities", rule.path, {}) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	perimeter_rule.is_read(rule, "from")
	count(perimeter_rule.identities(rule)) == 0
}

violations contains _finding(one, "any_source", rule.path, {}) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	rule.direction == "ingress"
	perimeter_rule.is_from_anywhere(rule)
	not perimeter_rule.is_for_log_writers(rule)
}

violations contains _finding(one, "any_service", rule.path, {}) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	some operation in estate.blocks(rule.to, "operations")
	not perimeter_rule.names_service(operation)
}

violations contains _element(one, "egress_anywhere", rule.path, target, {"target": target}) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	rule.direction == "egress"
	some target in perimeter_rule.far_targets(rule)
}

violations contains object.union(
	finding.element(rc, "ignores_changes", "lifecycle.ignore_changes", ignored, {"ignored": ignored}),
	{"exit": "E19"},
) if {
	some one in perimeter.all
	rc := one.rc
	some ignored in object.get(rc, "ignore_changes", [])
	regex.match(`^(all|status|service_perimeters)`, ignored)
}

violations contains object.union(finding.of(rc, "rule_elsewhere", null, {}), {"exit": "E19"}) if {
	some type in _rule_types
	some rc in estate.planned(type)
}

# METADATA
# description: Perimeters of which it is not known here what they let through.
unknowns contains _unknown(one, attribute) if {
	some one in perimeter.all
	some attribute in ["perimeter_type", "status"]
	estate.has_unknown(one.values, attribute)
}

unknowns contains _unknown(one, concat(".", ["status.0", attribute])) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	some attribute in ["ingress_policies", "egress_policies"]
	estate.is_unknown(status[attribute])
}

unknowns contains _unknown(one, "status.0.restricted_services") if {
	some one in perimeter.all
	some status in perimeter.status(one)
	null in setting.members(status, "restricted_services")
}

unknowns contains _unknown(one, "status.0.resources") if {
	some one in perimeter.all
	some member in perimeter.members(one)
	member.unknown
}

unknowns contains _unknown(one, _restriction) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	setting.flag(status, "vpc_accessible_services", "enable_restriction") == "unknown"
}

unknowns contains _unknown(one, _services) if {
	some one in perimeter.all
	some status in perimeter.status(one)
	some accessible in estate.blocks(status, "vpc_accessible_services")
	null in setting.members(accessible, "allowed_services")
}

unknowns contains _unknown(one, rule.path) if {
	some one in perimeter.all
	some rule in perimeter_rule.all(one)
	perimeter_rule.is_undecided(rule)
}

# METADATA
# description: Members that are surely projects of the estate.
discharges contains finding.discharge(one.rc, perimeter.path(one, "status.0.resources")) if {
	some one in perimeter.all
	some member in perimeter.members(one)
	member.project
}

_restriction := "status.0.vpc_accessible_services.0.enable_restriction"

_services := "status.0.vpc_accessible_services.0.allowed_services"

_is_restricted(_, "RESTRICTED-SERVICES")

_is_restricted(status, service) if service in estate.list(status, "restricted_services")

_finding(one, key, attribute, args) := object.union(
	finding.of(one.rc, key, perimeter.path(one, attribute), args),
	{"exit": _exits[key]},
)

_element(one, key, attribute, element, args) := object.union(_finding(one, key, attribute, args), {"element": element})

_unknown(one, attribute) := _finding(one, "perimeter_unknown", attribute, {"attribute": perimeter.path(one, attribute)})

_exits := {
	"dry_run_only": "E17",
	"not_enforced": "E17",
	"bridge": "E16",
	"no_members": "E16",
	"no_restricted_services": "E16",
	"services_open": "E16",
	"service_outside": "E16",
	"access_levels": "E18",
	"any_identity": "E18",
	"no_identities": "E18",
	"any_source": "E18",
	"any_service": "E18",
	"egress_anywhere": "E18",
	"perimeter_unknown": "E16",
}
