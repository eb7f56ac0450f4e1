# METADATA
# title: Closed zones have no address translation to the internet
# description: |
#   A NAT gateway gives every machine behind it a way to the internet, although none of them has an external
#   address. In AWS an internet gateway attached to the network does the same.
# related_resources:
#   - ref: https://cloud.google.com/nat/docs/overview
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
# custom:
#   title_ja: 閉域にインターネット向けのアドレス変換を置かない
#   severity: critical
#   requirements: [RSL-PROV-06, RSL-TECH-01, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E2]
#   messages:
#     nat_gateway:
#       en: "translates private addresses to outside ones (type {type}): every machine behind it can send out"
#       ja: "内部アドレスを外部アドレスへ変換する（種別 {type}）。背後の全マシンが外へ送信できる"
#     internet_gateway:
#       en: "joins the network of a closed zone to the internet"
#       ja: "閉域のネットワークをインターネットに接続している"
#     not_proven:
#       en: "the no-egress proof says nothing of exit {exit} in zone {zone}, so nothing is proven"
#       ja: "出口 {exit} について区域 {zone} の流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Delete the NAT or internet gateway; reach Google APIs by the restricted address, AWS services by VPC
#       endpoints, and bring images and packages in through a registry inside the zone."
#     ja: "NAT ゲートウェイ又はインターネットゲートウェイを削除する。Google API は restricted アドレス、AWS は VPC エンドポイントで利用し、イメージ等は区域内のレジストリから取り込む。"
package controls.network.nat

import data.lib.exits

_classes := {"remote-sensing", "ttc"}

# METADATA
# description: The routers, translators and gateways of closed zones.
resources := exits.resources("E2", _classes)

# METADATA
# description: What stands open at the exit.
violations := exits.violations("E2")

# METADATA
# description: What can't be decided at the exit.
unknowns := exits.unknowns("E2", _classes)
