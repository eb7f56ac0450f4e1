# METADATA
# title: Only named operators reach the control of satellites
# description: |
#   Where the operator chooses the third way of Reg 41/2017 Art.10(1), nobody without authority may be able to
#   operate the control equipment. In a zone of telemetry and command every grant is such an access, so each member
#   is a registered operator or a service account; a group or a domain hides who is in it.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/principal-identifiers
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   title_ja: 衛星の管制には登録した操作者だけが届く
#   severity: critical
#   requirements: [RSL-CMD-02, RSL-CMD-01, METI-OPS-02]
#   stages: [synth, plan, apply]
#   data_classes: [ttc]
#   messages:
#     not_operator:
#       en: "grants {role} to {member}, who is no registered operator of zone {zone}"
#       ja: "区域 {zone} の登録操作者でない {member} に {role} を付与している"
#     many_members:
#       en: "grants {role} to {member}: whoever is in it, now or later"
#       ja: "{member} に {role} を付与しており、所属する者が誰でも（将来も）対象になる"
#     member_unknown:
#       en: "grants access to somebody who is not known here ({attribute})"
#       ja: "アクセスを与える相手（{attribute}）がここでは分からない"
#   remediation:
#     en: "Grant to each operator by name and register them under the zone's handlers in sekisho.yaml, or to a
#       service account; remove groups, domains and public members."
#     ja: "操作者ごとに個別に付与して sekisho.yaml の区域の handlers に登録するか、サービスアカウントに付与する。グループ・ドメイン・公開の付与は削除する。"
package controls.ttc.operators

import data.lib.estate
import data.lib.finding
import data.lib.iam
import data.lib.iam_types
import data.lib.policy_document

# METADATA
# description: Grants, roles and cluster entries of zones of telemetry and command.
resources contains rc.id if some rc in _granting("ttc")

resources contains rc.id if some rc in _judged({"aws_eks_access_entry", "aws_iam_role"})

# METADATA
# description: Members who are no registered operators.
violations contains finding.element(rc, "not_operator", grant.attribute, member, args) if {
	some rc in _granting("ttc")
	some grant in iam.grants(rc)
	member := grant.member
	is_string(member)
	not _may_operate(rc, member)
	not _is_many(member)
	args := {"member": member, "role": grant.role, "zone": rc.zone}
}

violations contains finding.element(rc, "many_members", grant.attribute, member, args) if {
	some rc in _granting("ttc")
	some grant in iam.grants(rc)
	member := grant.member
	is_string(member)
	not _may_operate(rc, member)
	_is_many(member)
	args := {"member": member, "role": grant.role, "zone": rc.zone}
}

violations contains finding.element(rc, "not_operator", "assume_role_policy", principal, args) if {
	some rc in _judged({"aws_iam_role"})
	some principal in _principals(rc)
	principal != "*"
	not _is_template(principal)
	not _is_handler(rc, principal)
	args := {"member": principal, "role": "sts:AssumeRole", "zone": rc.zone}
}

violations contains finding.element(rc, "many_members", "assume_role_policy", "*", args) if {
	some rc in _judged({"aws_iam_role"})
	"*" in _principals(rc)
	args := {"member": "*", "role": "sts:AssumeRole", "zone": rc.zone}
}

violations contains finding.element(rc, "not_operator", "principal_arn", principal, args) if {
	some rc in _judged({"aws_eks_access_entry"})
	some principal in estate.list(rc.values, "principal_arn")
	not _is_handler(rc, principal)
	args := {"member": principal, "role": "eks:AccessKubernetesApi", "zone": rc.zone}
}

# METADATA
# description: Grants of which it is not known here whom they reach.
unknowns contains finding.of(rc, "member_unknown", attribute, {"attribute": attribute}) if {
	some rc in _granting("ttc")
	some attribute in _undecided(rc)
}

unknowns contains finding.of(rc, "member_unknown", "assume_role_policy", {"attribute": "assume_role_policy"}) if {
	some rc in _judged({"aws_iam_role"})
	_hides_principal(rc)
}

unknowns contains finding.of(rc, "member_unknown", "principal_arn", {"attribute": "principal_arn"}) if {
	some rc in _judged({"aws_eks_access_entry"})
	estate.is_unknown(rc.values.principal_arn)
	not _names_role(rc)
}

# METADATA
# description: Members that are surely accounts of the estate.
discharges contains finding.discharge(rc, "member") if {
	some rc in _granting("ttc")
	estate.is_unknown(rc.values.member)
	_is_service_account(rc.values.member)
}

discharges contains finding.discharge(rc, "principal_arn") if {
	some rc in _judged({"aws_eks_access_entry"})
	_names_role(rc)
}

_judged(types) := [rc |
	some type in estate.present(types)
	some rc in estate.in_class(type, {"ttc"})
]

_granting(class) := [rc |
	some type in estate.present(iam_types.stores | iam_types.others)
	some rc in estate.in_class(type, {class})
]

_may_operate(rc, member) if _is_handler(rc, member)

_may_operate(_, member) if startswith(member, "serviceAccount:")

_is_handler(rc, member) if member in estate.zone(rc).handlers

_is_many(member) if member in iam.public

_is_many(member) if {
	regex.match(`^(group|domain|principalSet|projectOwner|projectEditor|projectViewer):`, member)
}

# Attributes of a grant that may name a person who is not known here.
_undecided(rc) := {attribute |
	some attribute in ["member", "members"]
	some member in _values(rc.values, attribute)
	_is_hidden(member)
} | {"policy_data" | _hides_policy(rc)}

_hides_policy(rc) if "policy_data" in iam.undecided(rc)

_hides_policy(rc) if {
	some ref in rc.values.policy_data.refs
	some binding in estate.blocks(estate.target(ref).values, "binding")
	some member in _values(binding, "members")
	_is_hidden(member)
}

_is_hidden(member) if {
	not is_string(member)
	not _is_service_account(member)
}

_is_service_account(member) if estate.refers_to(member, {"google_service_account"})

_is_service_account(member) if startswith(estate.text(member), "serviceAccount:")

# The members of a list, with unknown ones as they are; an unknown whole is its only member.
_values(parent, name) := parent[name] if {
	is_array(parent[name])
} else := [parent[name]] if {
	estate.is_set(parent, name)
} else := []

# People and other accounts that may take a role; services of AWS are no people.
_principals(rc) := {principal |
	some statement in policy_document.statements(rc.values.assume_role_policy)
	not statement.Effect == "Deny"
	some principal in _named(statement)
}

_named(statement) := ({principal |
	is_object(statement.Principal)
	some kind in ["AWS", "CanonicalUser", "Federated"]
	some principal in _values(statement.Principal, kind)
} | {"*" | statement.Principal == "*"}) | {"*" | statement.NotPrincipal}

# `${aws_iam_role.operator.arn}` in a policy that was written as text.
_is_template(principal) if not is_string(principal)

_is_template(principal) if contains(principal, "${")

_hides_principal(rc) if {
	"assume_role_policy" in policy_document.undecided(rc, "assume_role_policy")
	not _is_readable(rc)
}

_hides_principal(rc) if {
	some principal in _principals(rc)
	_is_template(principal)
	not _is_role(principal)
}

_hides_principal(rc) if {
	some ref in rc.values.assume_role_policy.refs
	some block in estate.blocks(estate.target(ref).values, "statement")
	some principals in estate.blocks(block, "principals")
	some principal in _values(principals, "identifiers")
	not is_string(principal)
	not _is_role(principal)
}

# A policy that was written as text: only a principal may be open in it, and those are looked at one by one.
_is_readable(rc) if json.is_valid(estate.text(rc.values.assume_role_policy))

_is_role(principal) if estate.refers_to(principal, {"aws_iam_role"})

_is_role(principal) if {
	is_string(principal)
	regex.match(`^\$\{aws_iam_role\.[^}]*\.arn\}$`, principal)
}

_names_role(rc) if estate.refers_to(rc.values.principal_arn, {"aws_iam_role"})
