# METADATA
# title: Kubernetes nodes have no public addresses
# description: |
#   A node with a public address can be reached from the internet and can send to it past every gateway. Cluster and
#   node pool each have a switch of their own, and one that is not written is decided by the provider.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
#   - ref: https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html
# custom:
#   title_ja: Kubernetes ノードに公開アドレスを与えない
#   severity: critical
#   requirements: [RSL-TECH-03, RSL-TECH-01, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E1]
#   messages:
#     public_nodes:
#       en: "gives its nodes public addresses (enable_private_nodes is {value})"
#       ja: "ノードに公開アドレスを与える（enable_private_nodes は {value}）"
#     nodes_unknown:
#       en: "may give its nodes public addresses: enable_private_nodes is not known here"
#       ja: "ノードに公開アドレスを与えるかどうか（enable_private_nodes）をここでは判定できない"
#     ssh_open:
#       en: "opens SSH on its nodes to the whole internet: a key without source_security_group_ids"
#       ja: "source_security_group_ids なしで SSH 鍵を指定しており、ノードの SSH が全世界に開かれる"
#     ssh_unknown:
#       en: "may open SSH on its nodes to the internet: its source security groups are not known here"
#       ja: "ノードの SSH の接続元セキュリティグループをここでは判定できない"
#   remediation:
#     en: "Set enable_private_nodes = true in private_cluster_config and in every pool's network_config; on EKS
#       remove remote_access or name its source_security_group_ids."
#     ja: "private_cluster_config と各プールの network_config で enable_private_nodes = true とする。\
#       EKS では remote_access を削除するか source_security_group_ids を指定する。"
package controls.gke.private_nodes

import data.lib.estate
import data.lib.finding
import data.lib.setting

_classes := {"remote-sensing", "ttc"}

# METADATA
# description: Clusters and node pools of closed zones.
resources contains rc.id if {
	some type in ["google_container_cluster", "google_container_node_pool", "aws_eks_node_group"]
	some rc in estate.in_class(type, _classes)
}

# METADATA
# description: Nodes with public addresses or with SSH open to the internet.
violations contains finding.of(switch, "public_nodes", switch.attribute, {"value": value}) if {
	some switch in _switches
	value := _unsafe[switch.state]
}

violations contains finding.of(rc, "ssh_open", "remote_access.0.source_security_group_ids", {}) if {
	some rc in estate.in_class("aws_eks_node_group", _classes)
	some access in estate.blocks(rc.values, "remote_access")
	estate.is_set(access, "ec2_ssh_key")
	count(setting.members(access, "source_security_group_ids")) == 0
}

# METADATA
# description: Switches that are not known here.
unknowns contains finding.of(switch, "nodes_unknown", switch.attribute, {}) if {
	some switch in _switches
	switch.state == "unknown"
}

unknowns contains finding.of(rc, "ssh_unknown", "remote_access", {}) if {
	some rc in estate.in_class("aws_eks_node_group", _classes)
	estate.is_unknown(rc.values.remote_access)
}

unknowns contains finding.of(rc, "ssh_unknown", "remote_access.0.source_security_group_ids", {}) if {
	some rc in estate.in_class("aws_eks_node_group", _classes)
	some access in estate.blocks(rc.values, "remote_access")
	estate.is_set(access, "ec2_ssh_key")
	estate.is_unknown(access.source_security_group_ids)
	not _names_groups(access)
}

_names_groups(access) if estate.refers_to(access.source_security_group_ids, {"aws_security_group"})

# An unset switch is the provider's to decide; null is worded as such.
_unsafe := {"false": false, "unset": null}

_switches := array.concat(array.concat(_clusters, _pools), _inline_pools)

_clusters := [switch |
	some rc in estate.in_class("google_container_cluster", _classes)
	switch := {
		"id": rc.id,
		"attribute": "private_cluster_config.0.enable_private_nodes",
		"state": setting.flag(rc.values, "private_cluster_config", "enable_private_nodes"),
	}
]

_pools := [switch |
	some rc in estate.in_class("google_container_node_pool", _classes)
	switch := {
		"id": rc.id,
		"attribute": "network_config.0.enable_private_nodes",
		"state": setting.flag(rc.values, "network_config", "enable_private_nodes"),
	}
]

# A pool written inside the cluster follows the cluster unless it says otherwise.
_inline_pools := [switch |
	some rc in estate.in_class("google_container_cluster", _classes)
	some n, pool in estate.blocks(rc.values, "node_pool")
	state := setting.flag(pool, "network_config", "enable_private_nodes")
	state != "unset"
	switch := {
		"id": rc.id,
		"attribute": concat(".", ["node_pool", format_int(n, 10), "network_config.0.enable_private_nodes"]),
		"state": state,
	}
]
