# METADATA
# title: Closed zones deny all egress but the named exceptions
# description: |
#   Google's implied rule lets everything out. A closed zone needs a rule that denies all egress, for IPv4 and IPv6,
#   and none before it that allows more than the restricted address of the Google APIs and the zone's own ranges.
# related_resources:
#   - ref: https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   title_ja: 閉域は名指しの例外を除き外向き通信をすべて拒否する
#   severity: critical
#   requirements: [RSL-PROV-06, RSL-TECH-01, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E4]
#   messages:
#     no_deny_egress:
#       en: "has no rule that denies all {family} egress, so the implied rule lets everything out"
#       ja: "{family} の外向き通信をすべて拒否する規則がなく、暗黙の規則により全通信が外へ出られる"
#     allow_outside:
#       en: "allows {protocol} to {destination} (priority {priority}), outside the zone"
#       ja: "区域外の {destination} への {protocol} を許可している（優先度 {priority}）"
#     rule_disabled:
#       en: "is disabled, so it denies nothing"
#       ja: "無効化されており、何も拒否しない"
#     firewall_unknown:
#       en: "can not be judged: what it allows or denies is not known here"
#       ja: "許可又は拒否の内容をここでは判定できない"
#     not_proven:
#       en: "the no-egress proof says nothing of exit {exit} in zone {zone}, so nothing is proven"
#       ja: "出口 {exit} について区域 {zone} の流出防止証明に記載がなく、何も証明されていない"
#   remediation:
#     en: "Add an enabled EGRESS rule that denies all protocols to 0.0.0.0/0 and ::/0 with logging, and before it
#       allow only 199.36.153.4/30 tcp/443 and the zone's own ranges."
#     ja: "0.0.0.0/0 と ::/0 への全プロトコルを拒否する EGRESS 規則を有効にして記録を残し、それより優先する許可は 199.36.153.4/30 の tcp/443 と区域内の範囲に限る。"
package controls.network.egress_firewall

import data.lib.exits

_classes := {"remote-sensing", "ttc"}

# METADATA
# description: The networks and firewall rules of closed zones.
resources := exits.resources("E4", _classes)

# METADATA
# description: What stands open at the exit.
violations := exits.violations("E4")

# METADATA
# description: What can't be decided at the exit.
unknowns := exits.unknowns("E4", _classes)
