# METADATA
# title: Closed zones speak IPv4 only
# description: |
#   IPv6 has routes, addresses and firewall rules of its own: guards written for IPv4 do not hold for it. An omitted
#   stack type is decided by the provider, so it has to be written.
# related_resources:
#   - ref: https://cloud.google.com/vpc/docs/subnets#ipv6-ranges
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html
# custom:
#   title_ja: 閉域では IPv4 のみを使う
#   severity: high
#   requirements: [RSL-TECH-01, RSL-PROV-06, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E5]
#   messages:
#     stack_type:
#       en: "takes part in IPv6 ({value}), for which the guards of the zone are not written"
#       ja: "IPv6 を使う設定（{value}）であり、区域の防護は IPv6 を想定していない"
#     ipv6_unset:
#       en: "does not say whether it takes part in IPv6, so the provider decides"
#       ja: "IPv6 を使うかどうかが明示されておらず、提供者が決める"
#     ipv6_unknown:
#       en: "may take part in IPv6: what decides it is not known here"
#       ja: "IPv6 を使うかどうかをここでは判定できない"
#     not_proven:
#       en: "the no-egress proof says nothing of exit {exit} in zone {zone}, so nothing is proven"
#       ja: "出口 {exit} について区域 {zone} の流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Set stack_type = IPV4_ONLY on subnets (IPV4 in ip_allocation_policy) and remove ipv6_access_type; in AWS
#       remove ipv6_cidr_block and assign_generated_ipv6_cidr_block."
#     ja: "サブネットの stack_type を IPV4_ONLY（ip_allocation_policy では IPV4）にし、\
#       ipv6_access_type を削除する。\
#       AWS では ipv6_cidr_block と assign_generated_ipv6_cidr_block を削除する。"
package controls.network.ipv6

import data.lib.exits

_classes := {"remote-sensing", "ttc"}

# METADATA
# description: The subnets and clusters of closed zones.
resources := exits.resources("E5", _classes)

# METADATA
# description: What stands open at the exit.
violations := exits.violations("E5")

# METADATA
# description: What can't be decided at the exit.
unknowns := exits.unknowns("E5", _classes)
