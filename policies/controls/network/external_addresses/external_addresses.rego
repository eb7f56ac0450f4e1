# METADATA
# title: Closed zones have no external addresses
# description: |
#   A machine, node or load balancer with an external address can be reached from, and can send to, the internet
#   without any router in between. An empty `access_config` block is enough to get one.
# related_resources:
#   - ref: https://cloud.google.com/compute/docs/ip-addresses/configure-static-external-ip-address
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
# custom:
#   title_ja: 閉域に外部アドレスを置かない
#   severity: critical
#   requirements: [RSL-TECH-01, RSL-PROV-06, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E1, E6]
#   messages:
#     external_address:
#       en: "asks for an external address on {interface}: a direct way to and from the internet"
#       ja: "{interface} に外部アドレスを割り当てており、インターネットと直接通信できる"
#     external_forwarding:
#       en: "forwards traffic from the internet (load balancing scheme {scheme})"
#       ja: "インターネットからの通信を転送する（負荷分散方式 {scheme}）"
#     public_subnet:
#       en: "gives every machine that starts in it a public address"
#       ja: "このサブネットで起動するすべてのマシンに公開アドレスを与える"
#     address_unknown:
#       en: "may get an external address: what decides it is not known here"
#       ja: "外部アドレスが付くかどうかをここでは判定できない"
#     not_proven:
#       en: "the no-egress proof says nothing of exit {exit} in zone {zone}, so nothing is proven"
#       ja: "出口 {exit} について区域 {zone} の流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Remove access_config, ipv6_access_config, aws_eip and public IP flags; use INTERNAL or INTERNAL_MANAGED
#       load balancing; set associate_public_ip_address and map_public_ip_on_launch to false."
#     ja: "access_config・ipv6_access_config・aws_eip・公開 IP の指定を削除し、\
#       負荷分散は INTERNAL か INTERNAL_MANAGED にし、\
#       associate_public_ip_address と map_public_ip_on_launch を false にする。"
package controls.network.external_addresses

import data.lib.exits

_classes := {"remote-sensing", "ttc"}

_exits := {"E1", "E6"}

# METADATA
# description: Whatever can hold an address of its own or forward from one.
resources contains id if {
	some exit in _exits
	some id in exits.resources(exit, _classes)
}

# METADATA
# description: External addresses and forwarding rules that open the zone.
violations contains finding if {
	some exit in _exits
	some finding in exits.violations(exit)
}

# METADATA
# description: Addresses that can't be decided here.
unknowns contains finding if {
	some exit in _exits
	some finding in exits.unknowns(exit, _classes)
}
