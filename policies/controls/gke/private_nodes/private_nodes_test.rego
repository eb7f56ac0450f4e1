package controls.gke.private_nodes_test

import data.controls.gke.private_nodes as control
import data.lib.testing

_judged(type, values) := testing.estate([testing.in_class(type, "remote-sensing", values)])

_finding(key, attribute, args) := {"resource": "s/x.x", "key": key, "attribute": attribute, "args": args}

_cluster := "private_cluster_config.0.enable_private_nodes"

_pool := "network_config.0.enable_private_nodes"

test_fails_a_cluster_with_public_nodes if {
	public := _judged("google_container_cluster", {"private_cluster_config": {"enable_private_nodes": false}})
	{"s/x.x"} == control.resources with data.estate as public
	{_finding("public_nodes", _cluster, {"value": false})} == control.violations with data.estate as public
	set() == control.unknowns with data.estate as public
}

test_fails_a_cluster_that_leaves_it_to_the_provider if {
	unset := {_finding("public_nodes", _cluster, {"value": null})}
	unset == control.violations with data.estate as _judged("google_container_cluster", {})
	unset == control.violations with data.estate as _judged("google_container_cluster", {"private_cluster_config": [{}]})
}

test_fails_a_pool_with_public_nodes_or_without_its_own_switch if {
	public := _judged("google_container_node_pool", {"network_config": [{"enable_private_nodes": "false"}]})
	{_finding("public_nodes", _pool, {"value": false})} == control.violations with data.estate as public
	unset := _judged("google_container_node_pool", {"network_config": [{"pod_range": "pods"}]})
	{_finding("public_nodes", _pool, {"value": null})} == control.violations with data.estate as unset
}

test_fails_a_public_pool_inside_a_private_cluster if {
	public := _judged("google_container_cluster", {
		"private_cluster_config": {"enable_private_nodes": true},
		"node_pool": [{"name": "a"}, {"network_config": [{"enable_private_nodes": false}]}],
	})
	{_finding(
		"public_nodes",
		"node_pool.1.network_config.0.enable_private_nodes",
		{"value": false},
	)} == control.violations with data.estate as public
}

test_fails_ssh_without_source_groups if {
	open := _judged("aws_eks_node_group", {"remote_access": [{"ec2_ssh_key": "ops"}]})
	{_finding(
		"ssh_open",
		"remote_access.0.source_security_group_ids",
		{},
	)} == control.violations with data.estate as open
	set() == control.unknowns with data.estate as open
}

test_passes_private_clusters_pools_and_groups if {
	private := testing.estate([
		testing.in_class("google_container_cluster", "remote-sensing", {"private_cluster_config": {
			"enable_private_nodes": "true",
			"enable_private_endpoint": true,
		}}),
		testing.named("s/p.p", testing.in_class("google_container_node_pool", "ttc", {"network_config": [{
			"enable_private_nodes": true,
			"pod_range": "pods",
		}]})),
		testing.named("s/g.g", testing.in_class("aws_eks_node_group", "ttc", {})),
		testing.named("s/h.h", testing.in_class("aws_eks_node_group", "ttc", {"remote_access": [{
			"ec2_ssh_key": "ops",
			"source_security_group_ids": [testing.reference("aws_security_group")],
		}]})),
	])
	{"s/x.x", "s/p.p", "s/g.g", "s/h.h"} == control.resources with data.estate as private
	set() == control.violations with data.estate as private
	set() == control.unknowns with data.estate as private
}

test_unknown_switches if {
	cluster := _judged("google_container_cluster", {"private_cluster_config": testing.unknown})
	{_finding("nodes_unknown", _cluster, {})} == control.unknowns with data.estate as cluster
	set() == control.violations with data.estate as cluster
	pool := _judged("google_container_node_pool", {"network_config": [{"enable_private_nodes": testing.unknown}]})
	{_finding("nodes_unknown", _pool, {})} == control.unknowns with data.estate as pool
	set() == control.violations with data.estate as pool
}

test_unknown_source_groups_of_ssh if {
	hidden := _judged("aws_eks_node_group", {"remote_access": testing.unknown})
	{_finding("ssh_unknown", "remote_access", {})} == control.unknowns with data.estate as hidden
	groups := _judged("aws_eks_node_group", {"remote_access": [{
		"ec2_ssh_key": "ops",
		"source_security_group_ids": testing.unknown,
	}]})
	{_finding(
		"ssh_unknown",
		"remote_access.0.source_security_group_ids",
		{},
	)} == control.unknowns with data.estate as groups
	set() == control.violations with data.estate as groups
}

test_passes_source_groups_of_the_estate_known_only_after_apply if {
	groups := _judged("aws_eks_node_group", {"remote_access": [{
		"ec2_ssh_key": "ops",
		"source_security_group_ids": testing.reference("aws_security_group"),
	}]})
	set() == control.violations with data.estate as groups
	set() == control.unknowns with data.estate as groups
}

test_not_applicable_outside_closed_zones if {
	outside := testing.estate([
		testing.in_class("google_container_cluster", "business", {}),
		testing.named("s/y.y", testing.resource("google_container_node_pool", {})),
	])
	set() == control.resources with data.estate as outside
	set() == control.violations with data.estate as outside
	set() == control.unknowns with data.estate as outside
}
