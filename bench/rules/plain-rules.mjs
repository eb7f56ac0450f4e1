/** The 24 rules of bench-rules.ts as plain functions over what group-plan.mjs makes: types, and whether a resource keeps the rule. */
const japan = new Set(['ASIA-NORTHEAST1', 'ASIA-NORTHEAST2']);
const includes = (a, x) => Array.isArray(a) && a.includes(x);
const address = (s) => {
  const [a, b, c, d] = s.split('.');
  return ((+a << 24) | (+b << 16) | (+c << 8) | +d) >>> 0;
};
const contains = (outer, inner) => {
  const [a, m] = outer.split('/'),
    [b, n] = inner.split('/');
  if (+n < +m) return false;
  const mask = +m === 0 ? 0 : (~0 << (32 - +m)) >>> 0;
  return (address(a) & mask) >>> 0 === (address(b) & mask) >>> 0;
};
const some = (a, f) => Array.isArray(a) && a.some(f);
const rules = {
  'gcs.uniform_access': [['google_storage_bucket'], (r) => r.values.uniform_bucket_level_access === true],
  'gcs.public_access_prevention': [['google_storage_bucket'], (r) => r.values.public_access_prevention === 'enforced'],
  'gcs.location': [['google_storage_bucket'], (r) => japan.has(r.values.location.toUpperCase())],
  'gcs.cmek': [
    ['google_storage_bucket'],
    (r) => some(r.values.encryption, (e) => e.default_kms_key_name) || !!r.refs.encryption,
  ],
  'gcs.retention_locked': [
    ['google_storage_bucket'],
    (r) =>
      !r.values.retention_policy?.[0] ||
      some(r.values.retention_policy, (p) => p.is_locked === true && Number(p.retention_period) >= 157680000),
  ],
  'kms.rotation': [
    ['google_kms_crypto_key'],
    (r) => r.values.rotation_period !== undefined && Number(r.values.rotation_period.replace(/s$/, '')) <= 7776000,
  ],
  'kms.hsm': [
    ['google_kms_crypto_key'],
    (r) => some(r.values.version_template, (t) => t.protection_level === 'HSM' || t.protection_level === 'EXTERNAL'),
  ],
  'vpc.ingress_admin_ports': [
    ['google_compute_firewall'],
    (r) =>
      !(
        r.values.direction === 'INGRESS' &&
        some(r.values.source_ranges, (s) => contains(s, '8.8.8.8/32')) &&
        some(r.values.allow, (a) =>
          some(a.ports, (p) => {
            if (p === '22' || p === '3389') return true;
            const x = p.split('-');
            return x.length === 2 && [22, 3389].some((n) => +x[0] <= n && +x[1] >= n);
          }),
        )
      ),
  ],
  'vpc.egress_open': [
    ['google_compute_firewall'],
    (r) =>
      !(
        r.values.direction === 'EGRESS' &&
        some(r.values.allow, (a) => a) &&
        some(r.values.destination_ranges, (s) => contains(s, '8.8.8.8/32'))
      ),
  ],
  'vpc.flow_logs': [['google_compute_subnetwork'], (r) => r.values.log_config?.length > 0],
  'vpc.private_google_access': [['google_compute_subnetwork'], (r) => r.values.private_ip_google_access === true],
  'vpc.no_default_routes': [
    ['google_compute_network'],
    (r) => r.values.delete_default_routes_on_create === true && r.values.auto_create_subnetworks === false,
  ],
  'vpc.no_internet_route': [
    ['google_compute_route'],
    (r) => !(r.values.dest_range === '0.0.0.0/0' && r.values.next_hop_gateway.includes('default-internet-gateway')),
  ],
  'gke.private_nodes': [
    ['google_container_cluster'],
    (r) =>
      some(
        r.values.private_cluster_config,
        (p) => p.enable_private_nodes === true && p.enable_private_endpoint === true,
      ),
  ],
  'gke.authorized_networks': [
    ['google_container_cluster'],
    (r) =>
      some(r.values.master_authorized_networks_config, (m) =>
        m.cidr_blocks?.every((b) => contains('10.0.0.0/8', b.cidr_block)),
      ),
  ],
  'gke.workload_identity': [
    ['google_container_cluster'],
    (r) => some(r.values.workload_identity_config, (w) => w.workload_pool.endsWith('.svc.id.goog')),
  ],
  'gke.secrets_encrypted': [
    ['google_container_cluster'],
    (r) => some(r.values.database_encryption, (d) => d.state === 'ENCRYPTED'),
  ],
  'gke.node_secure_boot': [
    ['google_container_node_pool'],
    (r) =>
      some(
        r.values.node_config,
        (n) =>
          some(n.shielded_instance_config, (s) => s.enable_secure_boot === true) &&
          some(n.workload_metadata_config, (w) => w.mode === 'GKE_METADATA'),
      ),
  ],
  'iam.no_basic_roles': [
    ['google_project_iam_member'],
    (r) => !(r.values.role === 'roles/owner' || r.values.role === 'roles/editor'),
  ],
  'iam.no_public_members': [
    ['google_project_iam_member', 'google_storage_bucket_iam_member', 'google_kms_crypto_key_iam_member'],
    (r) => !(r.values.member === 'allUsers' || r.values.member === 'allAuthenticatedUsers'),
  ],
  'vpcsc.perimeter_tight': [
    ['google_access_context_manager_service_perimeter'],
    (r) =>
      !some(
        r.values.status,
        (s) =>
          some(s.egress_policies, (e) => some(e.egress_from, (f) => f.identity_type === 'ANY_IDENTITY')) ||
          ['storage.googleapis.com', 'bigquery.googleapis.com', 'cloudkms.googleapis.com'].some(
            (x) => !includes(s.restricted_services, x),
          ),
      ),
  ],
  'lb.listener_tls': [
    ['aws_lb_listener'],
    (r) =>
      r.values.protocol === 'TCP' ||
      ((r.values.protocol === 'TLS' || r.values.protocol === 'HTTPS') && r.values.ssl_policy?.includes('TLS13')),
  ],
  'route53.weighted_has_health_check': [
    ['aws_route53_record'],
    (r) =>
      !r.values.weighted_routing_policy?.[0] ||
      !!r.refs.health_check_id ||
      some(r.values.alias, (a) => a.evaluate_target_health === true),
  ],
  's3.public_access_block': [['aws_s3_bucket'], (r, shared) => shared.blocked.has(r.address)],
};
/** What every rule says, in the same documents as the Rego. */
export function evaluateRules(types) {
  const shared = { blocked: blockedBuckets(types) };
  return Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, evaluateRule(id, rule, types, shared)]));
}

function evaluateRule(control, [ruleTypes, keeps], types, shared) {
  const resources = [];
  const violations = [];
  const unknowns = [];
  for (const resource of ruleTypes.flatMap((type) => types[type] ?? [])) {
    const { address, values, unknown } = resource;
    resources.push(address);
    if (!keeps(resource, shared)) violations.push({ control, address, found: values.name ?? null });
    if (unknown.never_set) unknowns.push({ control, address });
  }
  return { resources, violations, unknowns };
}

/** Addresses of the buckets with a public access block that holds. */
function blockedBuckets(types) {
  const blocks = types.aws_s3_bucket_public_access_block ?? [];
  const holding = blocks.filter((block) => block.values.restrict_public_buckets === true);
  return new Set(holding.flatMap((block) => block.refs.bucket ?? []));
}
