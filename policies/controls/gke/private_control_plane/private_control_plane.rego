# METADATA
# title: The Kubernetes control plane is private
# description: |
#   Whoever reaches the control plane can try to run commands in every container. Its address must be a private one,
#   its authorised networks must be the zone's or the room's, and its DNS name must not answer the internet.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
# custom:
#   title_ja: Kubernetes コントロールプレーンを非公開にする
#   severity: critical
#   requirements: [RSL-TECH-03, RSL-TECH-04, METI-OPS-01]
#   stages: [synth, plan, apply]
#   data_classes: [remote-sensing, ttc]
#   exits: [E38]
#   messages:
#     public_endpoint:
#       en: "has a control plane with a public address ({attribute} is {value})"
#       ja: "コントロールプレーンが公開アドレスを持つ（{attribute} は {value}）"
#     no_private_endpoint:
#       en: "has no private address for its control plane (endpoint_private_access is {value})"
#       ja: "コントロールプレーンの非公開アドレスがない（endpoint_private_access は {value}）"
#     dns_endpoint_open:
#       en: "answers on its DNS name from the internet (allow_external_traffic is true)"
#       ja: "コントロールプレーンの DNS 名にインターネットから接続できる（allow_external_traffic が true）"
#     no_authorized_networks:
#       en: "has no master_authorized_networks_config, so every network that can route to it may connect"
#       ja: "master_authorized_networks_config がなく、経路のあるすべてのネットワークから接続できる"
#     google_public_addresses:
#       en: "lets every Google Cloud public address connect (gcp_public_cidrs_access_enabled is {value})"
#       ja: "Google Cloud の全公開アドレスから接続できる（gcp_public_cidrs_access_enabled は {value}）"
#     network_outside:
#       en: "lets {network} connect: neither a private range nor a network of the security room"
#       ja: "{network} から接続できる。内部の範囲でも管理室のネットワークでもない"
#     endpoint_unknown:
#       en: "may have a public control plane: {attribute} is not known here"
#       ja: "コントロールプレーンが公開かどうか（{attribute}）をここでは判定できない"
#     network_unknown:
#       en: "lets a network connect that is not known here"
#       ja: "接続を許すネットワークをここでは判定できない"
#   remediation:
#     en: "Set enable_private_endpoint = true and gcp_public_cidrs_access_enabled = false, list only private or room
#       networks in cidr_blocks, leave allow_external_traffic false; on EKS set endpoint_public_access = false and
#       endpoint_private_access = true."
#     ja: "enable_private_endpoint = true、gcp_public_cidrs_access_enabled = false とし、\
#       cidr_blocks は内部又は管理室のネットワークに限り、allow_external_traffic は false のままにする。\
#       EKS では endpoint_public_access = false、endpoint_private_access = true とする。"
package controls.gke.private_control_plane

import data.lib.estate
import data.lib.finding
import data.lib.setting

_classes := {"remote-sensing", "ttc"}

# Private use (RFC 1918), shared address space (RFC 6598) and unique local IPv6 (RFC 4193).
_private := ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"]

# An unset switch is worded as such.
_unsafe := {"false": false, "unset": null}

# METADATA
# description: Clusters of closed zones.
resources contains rc.id if {
	some type in ["google_container_cluster", "aws_eks_cluster"]
	some rc in estate.in_class(type, _classes)
}

# METADATA
# description: Control planes that the internet or too many networks can reach.
violations contains finding.of(rc, "public_endpoint", "private_cluster_config.0.enable_private_endpoint", args) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	value := _unsafe[setting.flag(rc.values, "private_cluster_config", "enable_private_endpoint")]
	args := {"attribute": "enable_private_endpoint", "value": value}
}

violations contains finding.of(rc, "public_endpoint", "vpc_config.0.endpoint_public_access", args) if {
	some rc in estate.in_class("aws_eks_cluster", _classes)
	value := {"true": true, "unset": null}[setting.flag(rc.values, "vpc_config", "endpoint_public_access")]
	args := {"attribute": "endpoint_public_access", "value": value}
}

violations contains finding.of(rc, "no_private_endpoint", "vpc_config.0.endpoint_private_access", {"value": value}) if {
	some rc in estate.in_class("aws_eks_cluster", _classes)
	value := _unsafe[setting.flag(rc.values, "vpc_config", "endpoint_private_access")]
}

violations contains finding.of(rc, "dns_endpoint_open", _dns_attribute, {}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	_dns_endpoint(rc) == "true"
}

violations contains finding.of(rc, "no_authorized_networks", "master_authorized_networks_config", {}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	not estate.is_set(rc.values, "master_authorized_networks_config")
}

violations contains finding.of(rc, "google_public_addresses", _google_attribute, {"value": value}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	estate.is_set(rc.values, "master_authorized_networks_config")
	value := {"true": true, "unset": null}[_google_addresses(rc)]
}

violations contains finding.element(rc, "network_outside", _networks_attribute, network, {"network": network}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	some network in _networks(rc)
	network != null
	not _inside(rc, network)
}

# METADATA
# description: Control planes of which it is not known here who can reach them.
unknowns contains finding.of(rc, "endpoint_unknown", attribute, {"attribute": name}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	some name, attribute in {
		"enable_private_endpoint": "private_cluster_config.0.enable_private_endpoint",
		"gcp_public_cidrs_access_enabled": _google_attribute,
	}
	block := split(attribute, ".")[0]
	setting.flag(rc.values, block, name) == "unknown"
}

unknowns contains finding.of(rc, "endpoint_unknown", _dns_attribute, {"attribute": "allow_external_traffic"}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	_dns_endpoint(rc) == "unknown"
}

unknowns contains finding.of(rc, "endpoint_unknown", concat(".", ["vpc_config.0", name]), {"attribute": name}) if {
	some rc in estate.in_class("aws_eks_cluster", _classes)
	some name in ["endpoint_public_access", "endpoint_private_access"]
	setting.flag(rc.values, "vpc_config", name) == "unknown"
}

unknowns contains finding.of(rc, "network_unknown", _networks_attribute, {}) if {
	some rc in estate.in_class("google_container_cluster", _classes)
	not _dns_only(rc)
	null in _networks(rc)
}

# A control plane that is reached by its DNS name only has no IP address to guard.
_dns_only(rc) if {
	some endpoints in estate.blocks(rc.values, "control_plane_endpoints_config")
	setting.flag(endpoints, "ip_endpoints_config", "enabled") == "false"
}

_dns_attribute := "control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic"

_dns_endpoint(rc) := "unknown" if {
	estate.is_unknown(rc.values.control_plane_endpoints_config)
} else := setting.flag(endpoints, "dns_endpoint_config", "allow_external_traffic") if {
	some endpoints in estate.blocks(rc.values, "control_plane_endpoints_config")
} else := "unset"

_google_attribute := "master_authorized_networks_config.0.gcp_public_cidrs_access_enabled"

_google_addresses(rc) := setting.flag(rc.values, "master_authorized_networks_config", "gcp_public_cidrs_access_enabled")

_networks_attribute := "master_authorized_networks_config.0.cidr_blocks"

# Every network that may connect; null stands for one that is not known here.
_networks(rc) := [network |
	some authorized in estate.blocks(rc.values, "master_authorized_networks_config")
	some network in _networks_of(authorized)
]

_networks_of(authorized) := [null] if {
	estate.is_unknown(authorized.cidr_blocks)
} else := [_network(block) | some block in estate.blocks(authorized, "cidr_blocks")]

_network(block) := block.cidr_block if {
	is_string(block.cidr_block)
} else := null

_inside(rc, network) if {
	some range in array.concat(_private, object.get(estate.zone(rc), "room_networks", []))
	net.cidr_contains(range, network)
}
