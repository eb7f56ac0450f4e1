/** One benchmark rule: when a resource of these types keeps it. `VALUES` and the names of references are replaced by the shape of the input. */
export interface BenchRule {
  readonly service: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly body: string;
}

/** The 24 rules of the benchmark, not the product's: the same in Rego here and as plain functions in plain-rules.mjs. */
export const benchRules: readonly BenchRule[] = [
  {
    service: 'gcs',
    name: 'uniform_access',
    types: ['google_storage_bucket'],
    body: `_ok(rc) if rc.VALUES.uniform_bucket_level_access == true`,
  },
  {
    service: 'gcs',
    name: 'public_access_prevention',
    types: ['google_storage_bucket'],
    body: `_ok(rc) if rc.VALUES.public_access_prevention == "enforced"`,
  },
  {
    service: 'gcs',
    name: 'location',
    types: ['google_storage_bucket'],
    body: `_ok(rc) if upper(rc.VALUES.location) in {"ASIA-NORTHEAST1", "ASIA-NORTHEAST2"}`,
  },
  {
    service: 'gcs',
    name: 'cmek',
    types: ['google_storage_bucket'],
    body: `_ok(rc) if {
  some e in rc.VALUES.encryption
  e.default_kms_key_name
}

_ok(rc) if rc.REFENC`,
  },
  {
    service: 'gcs',
    name: 'retention_locked',
    types: ['google_storage_bucket'],
    body: `_ok(rc) if {
  not rc.VALUES.retention_policy[0]
}

_ok(rc) if {
  some p in rc.VALUES.retention_policy
  p.is_locked == true
  to_number(p.retention_period) >= 157680000
}`,
  },
  {
    service: 'kms',
    name: 'rotation',
    types: ['google_kms_crypto_key'],
    body: `_ok(rc) if to_number(trim_suffix(rc.VALUES.rotation_period, "s")) <= 7776000`,
  },
  {
    service: 'kms',
    name: 'hsm',
    types: ['google_kms_crypto_key'],
    body: `_ok(rc) if {
  some t in rc.VALUES.version_template
  t.protection_level in {"HSM", "EXTERNAL"}
}`,
  },
  {
    service: 'vpc',
    name: 'ingress_admin_ports',
    types: ['google_compute_firewall'],
    body: `_ok(rc) if not _open(rc)

_open(rc) if {
  rc.VALUES.direction == "INGRESS"
  some r in rc.VALUES.source_ranges
  net.cidr_contains(r, "8.8.8.8/32")
  some a in rc.VALUES.allow
  some p in a.ports
  _covers(p)
}

_covers(p) if p in {"22", "3389"}

_covers(p) if {
  [lo, hi] := split(p, "-")
  some n in [22, 3389]
  to_number(lo) <= n
  to_number(hi) >= n
}`,
  },
  {
    service: 'vpc',
    name: 'egress_open',
    types: ['google_compute_firewall'],
    body: `_ok(rc) if not _open(rc)

_open(rc) if {
  rc.VALUES.direction == "EGRESS"
  some a in rc.VALUES.allow
  a
  some r in rc.VALUES.destination_ranges
  net.cidr_contains(r, "8.8.8.8/32")
}`,
  },
  {
    service: 'vpc',
    name: 'flow_logs',
    types: ['google_compute_subnetwork'],
    body: `_ok(rc) if count(rc.VALUES.log_config) > 0`,
  },
  {
    service: 'vpc',
    name: 'private_google_access',
    types: ['google_compute_subnetwork'],
    body: `_ok(rc) if rc.VALUES.private_ip_google_access == true`,
  },
  {
    service: 'vpc',
    name: 'no_default_routes',
    types: ['google_compute_network'],
    body: `_ok(rc) if {
  rc.VALUES.delete_default_routes_on_create == true
  rc.VALUES.auto_create_subnetworks == false
}`,
  },
  {
    service: 'vpc',
    name: 'no_internet_route',
    types: ['google_compute_route'],
    body: `_ok(rc) if not _open(rc)

_open(rc) if {
  rc.VALUES.dest_range == "0.0.0.0/0"
  contains(rc.VALUES.next_hop_gateway, "default-internet-gateway")
}`,
  },
  {
    service: 'gke',
    name: 'private_nodes',
    types: ['google_container_cluster'],
    body: `_ok(rc) if {
  some p in rc.VALUES.private_cluster_config
  p.enable_private_nodes == true
  p.enable_private_endpoint == true
}`,
  },
  {
    service: 'gke',
    name: 'authorized_networks',
    types: ['google_container_cluster'],
    body: `_ok(rc) if {
  some m in rc.VALUES.master_authorized_networks_config
  every b in m.cidr_blocks {
    net.cidr_contains("10.0.0.0/8", b.cidr_block)
  }
}`,
  },
  {
    service: 'gke',
    name: 'workload_identity',
    types: ['google_container_cluster'],
    body: `_ok(rc) if {
  some w in rc.VALUES.workload_identity_config
  endswith(w.workload_pool, ".svc.id.goog")
}`,
  },
  {
    service: 'gke',
    name: 'secrets_encrypted',
    types: ['google_container_cluster'],
    body: `_ok(rc) if {
  some d in rc.VALUES.database_encryption
  d.state == "ENCRYPTED"
}`,
  },
  {
    service: 'gke',
    name: 'node_secure_boot',
    types: ['google_container_node_pool'],
    body: `_ok(rc) if {
  some n in rc.VALUES.node_config
  some s in n.shielded_instance_config
  s.enable_secure_boot == true
  some w in n.workload_metadata_config
  w.mode == "GKE_METADATA"
}`,
  },
  {
    service: 'iam',
    name: 'no_basic_roles',
    types: ['google_project_iam_member'],
    body: `_ok(rc) if not _basic(rc)

_basic(rc) if rc.VALUES.role in {"roles/owner", "roles/editor"}`,
  },
  {
    service: 'iam',
    name: 'no_public_members',
    types: ['google_project_iam_member', 'google_storage_bucket_iam_member', 'google_kms_crypto_key_iam_member'],
    body: `_ok(rc) if not _public(rc)

_public(rc) if rc.VALUES.member in {"allUsers", "allAuthenticatedUsers"}`,
  },
  {
    service: 'vpcsc',
    name: 'perimeter_tight',
    types: ['google_access_context_manager_service_perimeter'],
    body: `_ok(rc) if not _open(rc)

_open(rc) if {
  some s in rc.VALUES.status
  some e in s.egress_policies
  some f in e.egress_from
  f.identity_type == "ANY_IDENTITY"
}

_open(rc) if {
  some s in rc.VALUES.status
  some x in {"storage.googleapis.com", "bigquery.googleapis.com", "cloudkms.googleapis.com"}
  not x in s.restricted_services
}`,
  },
  {
    service: 'lb',
    name: 'listener_tls',
    types: ['aws_lb_listener'],
    body: `_ok(rc) if rc.VALUES.protocol == "TCP"

_ok(rc) if {
  rc.VALUES.protocol in {"TLS", "HTTPS"}
  contains(rc.VALUES.ssl_policy, "TLS13")
}`,
  },
  {
    service: 'route53',
    name: 'weighted_has_health_check',
    types: ['aws_route53_record'],
    body: `_ok(rc) if not rc.VALUES.weighted_routing_policy[0]

_ok(rc) if rc.REFHC

_ok(rc) if {
  some a in rc.VALUES.alias
  a.evaluate_target_health == true
}`,
  },
  {
    service: 's3',
    name: 'public_access_block',
    types: ['aws_s3_bucket'],
    body: `_ok(rc) if rc.address in _covered

_covered contains b if {
  some p in plan.planned("aws_s3_bucket_public_access_block")
  p.VALUES.restrict_public_buckets == true
  some b in PREFS
}`,
  },
];
