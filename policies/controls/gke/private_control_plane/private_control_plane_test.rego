package controls.gke.private_control_plane_test

import data.controls.gke.private_control_plane as control
import data.lib.testing

_private := {
	"private_cluster_config": {"enable_private_endpoint": true},
	"master_authorized_networks_config": {
		"cidr_blocks": [{"cidr_block": "10.64.0.0/22"}],
		"gcp_public_cidrs_access_enabled": false,
	},
}

_networks := "master_authorized_networks_config.0.cidr_blocks"

_google := "master_authorized_networks_config.0.gcp_public_cidrs_access_enabled"

_dns := "control_plane_endpoints_config.0.dns_endpoint_config.0.allow_external_traffic"

_cluster(changes) := testing.estate([testing.in_class(
	"google_container_cluster",
	"remote-sensing",
	object.union(_private, changes),
)])

_authorized(block) := _cluster({"master_authorized_networks_config": object.union(
	{"gcp_public_cidrs_access_enabled": false},
	block,
)})

_eks(vpc) := testing.estate([testing.in_class("aws_eks_cluster", "ttc", {"vpc_config": [vpc]})])

_finding(key, attribute, args) := {"resource": "s/x.x", "key": key, "attribute": attribute, "args": args}

_element(key, attribute, element, args) := object.union(_finding(key, attribute, args), {"element": element})

test_fails_a_public_endpoint if {
	attribute := "private_cluster_config.0.enable_private_endpoint"
	public := _cluster({"private_cluster_config": {"enable_private_endpoint": false}})
	{"s/x.x"} == control.resources with data.estate as public
	{_finding(
		"public_endpoint",
		attribute,
		{"attribute": "enable_private_endpoint", "value": false},
	)} == control.violations with data.estate as public
	unset := testing.estate([testing.in_class(
		"google_container_cluster",
		"ttc",
		object.remove(_private, ["private_cluster_config"]),
	)])
	{_finding(
		"public_endpoint",
		attribute,
		{"attribute": "enable_private_endpoint", "value": null},
	)} == control.violations with data.estate as unset
}

test_fails_a_public_eks_endpoint if {
	public := _eks({"endpoint_public_access": true, "endpoint_private_access": true})
	{_finding(
		"public_endpoint",
		"vpc_config.0.endpoint_public_access",
		{"attribute": "endpoint_public_access", "value": true},
	)} == control.violations with data.estate as public
}

test_fails_the_defaults_of_eks if {
	{
		_finding(
			"public_endpoint",
			"vpc_config.0.endpoint_public_access",
			{"attribute": "endpoint_public_access", "value": null},
		),
		_finding("no_private_endpoint", "vpc_config.0.endpoint_private_access", {"value": null}),
	} == control.violations with data.estate as _eks({"subnet_ids": ["subnet-1"]})
}

test_fails_a_dns_endpoint_open_to_the_internet if {
	open := _cluster({"control_plane_endpoints_config": [{"dns_endpoint_config": [{"allow_external_traffic": true}]}]})
	{_finding("dns_endpoint_open", _dns, {})} == control.violations with data.estate as open
}

test_fails_without_authorized_networks if {
	missing := testing.estate([testing.in_class(
		"google_container_cluster",
		"remote-sensing",
		object.remove(_private, ["master_authorized_networks_config"]),
	)])
	{_finding(
		"no_authorized_networks",
		"master_authorized_networks_config",
		{},
	)} == control.violations with data.estate as missing
}

test_fails_google_public_addresses_said_or_left_open if {
	said := _authorized({"gcp_public_cidrs_access_enabled": "true"})
	{_finding("google_public_addresses", _google, {"value": true})} == control.violations with data.estate as said
	unset := _cluster({"master_authorized_networks_config": [{"cidr_blocks": {"cidr_block": "10.0.0.0/24"}}]})
	{_finding("google_public_addresses", _google, {"value": null})} == control.violations with data.estate as unset
}

test_fails_networks_outside if {
	outside := _authorized({"cidr_blocks": [
		{"cidr_block": "0.0.0.0/0"},
		{"cidr_block": "8.0.0.0/6"},
		{"cidr_block": "not a network"},
	]})
	{
		_element("network_outside", _networks, "0.0.0.0/0", {"network": "0.0.0.0/0"}),
		_element("network_outside", _networks, "8.0.0.0/6", {"network": "8.0.0.0/6"}),
		_element("network_outside", _networks, "not a network", {"network": "not a network"}),
	} == control.violations with data.estate as outside
}

test_passes_private_and_room_networks if {
	inside := _authorized({"cidr_blocks": [
		{"cidr_block": "10.64.0.0/22"},
		{"cidr_block": "203.0.113.20/32"},
		{"cidr_block": "fd00::/48"},
	]})
	{"s/x.x"} == control.resources with data.estate as inside
	set() == control.violations with data.estate as inside
	set() == control.unknowns with data.estate as inside
}

test_passes_a_cluster_reached_by_its_name_only if {
	named := testing.estate([testing.in_class("google_container_cluster", "remote-sensing", {
		"control_plane_endpoints_config": [{
			"dns_endpoint_config": [{"allow_external_traffic": false}],
			"ip_endpoints_config": [{"enabled": false}],
		}],
	})])
	set() == control.violations with data.estate as named
	set() == control.unknowns with data.estate as named
}

test_passes_a_private_eks_cluster if {
	private := _eks({"endpoint_public_access": "false", "endpoint_private_access": true})
	{"s/x.x"} == control.resources with data.estate as private
	set() == control.violations with data.estate as private
	set() == control.unknowns with data.estate as private
}

test_unknown_endpoints if {
	address := _cluster({"private_cluster_config": [testing.unknown]})
	{_finding(
		"endpoint_unknown",
		"private_cluster_config.0.enable_private_endpoint",
		{"attribute": "enable_private_endpoint"},
	)} == control.unknowns with data.estate as address
	set() == control.violations with data.estate as address
	name := _cluster({"control_plane_endpoints_config": testing.unknown})
	{_finding(
		"endpoint_unknown",
		_dns,
		{"attribute": "allow_external_traffic"},
	)} == control.unknowns with data.estate as name
	public := _eks({"endpoint_public_access": testing.unknown, "endpoint_private_access": true})
	{_finding(
		"endpoint_unknown",
		"vpc_config.0.endpoint_public_access",
		{"attribute": "endpoint_public_access"},
	)} == control.unknowns with data.estate as public
}

test_unknown_networks if {
	one := _authorized({"cidr_blocks": [{"cidr_block": testing.unknown}]})
	{_finding("network_unknown", _networks, {})} == control.unknowns with data.estate as one
	set() == control.violations with data.estate as one
	all := _authorized({"cidr_blocks": testing.unknown})
	{_finding("network_unknown", _networks, {})} == control.unknowns with data.estate as all
	block := _cluster({"master_authorized_networks_config": testing.unknown})
	{_finding(
		"endpoint_unknown",
		_google,
		{"attribute": "gcp_public_cidrs_access_enabled"},
	)} == control.unknowns with data.estate as block
	set() == control.violations with data.estate as block
}

test_not_applicable_outside_closed_zones if {
	outside := testing.estate([
		testing.in_class("google_container_cluster", "business", {}),
		testing.named("s/y.y", testing.resource("aws_eks_cluster", {})),
	])
	set() == control.resources with data.estate as outside
	set() == control.violations with data.estate as outside
	set() == control.unknowns with data.estate as outside
}
