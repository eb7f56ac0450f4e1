# METADATA
# title: Closed zones have no route to the internet
# description: |
#   Without a route a packet has nowhere to go, whatever a firewall says. The only route out of a closed zone is the
#   one to the restricted address of the Google APIs, 199.36.153.4/30.
# related_resources:
#   - ref: https://cloud.google.com/vpc-service-controls/docs/set-up-private-connectivity
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
# custom:
#   title_ja: 閉域にインターネットへの経路を置かない
#   severity: critical
#   requirements: [RSL-PROV-06, RSL-TECH-01, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E3]
#   messages:
#     default_routes_kept:
#       en: "keeps the default route to the internet that Google adds to every new network"
#       ja: "Google が新しいネットワークに必ず加える既定のインターネット経路を残している"
#     auto_subnets:
#       en: "creates a subnet in every region of the world by itself"
#       ja: "世界中の全リージョンにサブネットを自動作成する"
#     route_outside:
#       en: "routes {destination} to {next_hop}, out of the zone"
#       ja: "{destination} を {next_hop} へ、区域の外へ経路設定している"
#     route_unknown:
#       en: "routes to a place that is not known here"
#       ja: "経路の宛先又は次ホップをここでは判定できない"
#     not_proven:
#       en: "the no-egress proof says nothing of exit {exit} in zone {zone}, so nothing is proven"
#       ja: "出口 {exit} について区域 {zone} の流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Set delete_default_routes_on_create = true and auto_create_subnetworks = false, and keep only the route
#       199.36.153.4/30 -> default-internet-gateway; in AWS route to endpoints and attachments only."
#     ja: "delete_default_routes_on_create = true、auto_create_subnetworks = false とし、\
#       199.36.153.4/30 → default-internet-gateway 以外の経路を削除する。AWS ではエンドポイントと接続のみに経路を向ける。"
package controls.network.default_routes

import data.lib.exits

_classes := {"remote-sensing", "ttc"}

# METADATA
# description: The networks and routes of closed zones.
resources := exits.resources("E3", _classes)

# METADATA
# description: What stands open at the exit.
violations := exits.violations("E3")

# METADATA
# description: What can't be decided at the exit.
unknowns := exits.unknowns("E3", _classes)
