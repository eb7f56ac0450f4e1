import { describe, expect, it } from 'vitest';
import { changes, closedStacks, proveZoneOf, type Stacks, vouchedFor } from './closed-zone.ts';
import { add, below, type Edit, place, remove, set, unset } from './edit-stacks.ts';
import { type OpeningRow, serviceOpenings } from './service-openings.ts';

const good = closedStacks();
const closed = proveZoneOf(good);

const perimeter = 'google_access_context_manager_service_perimeter';
const policy = 'google_org_policy_policy';

/** The exits that an edit changes, and the ways out that it opens. */
function after(...edits: readonly Edit[]): { readonly exits: readonly string[]; readonly paths: readonly string[] } {
  const stacks = structuredClone(good);
  for (const edit of edits) edit(stacks);
  const zone = proveZoneOf(stacks);
  const paths = zone.paths.map(({ exit, to, certain }) => `${exit} ${to}${certain ? '' : '?'}`);
  return { exits: changes(closed, zone), paths: [...new Set(paths)] };
}

/** The perimeter's status becomes its dry run. */
function tryOnly(stacks: Stacks): void {
  const [owner, name] = place(stacks, perimeter, '');
  const { status, ...rest } = below(owner, name);
  owner[name] = { ...rest, spec: status, use_explicit_dry_run_spec: true };
}

const everybody = 'principalSet://goog/public:all';
const project = 'rs-isolated-prd';
const network = '${google_compute_network.ClosedNetwork_AD875D20.id}';
const everywhere = {
  allow: [{ protocol: 'all' }],
  destination_ranges: ['0.0.0.0/0'],
  direction: 'EGRESS',
  network,
  priority: 1,
  name: 'a',
  project,
};
const defaultRoute = {
  dest_range: '0.0.0.0/0',
  next_hop_gateway: 'default-internet-gateway',
  network,
  name: 'd',
  project,
};
const nat: Edit[] = [
  add('google_compute_router', 'r', { name: 'r', network, project }),
  add('google_compute_router_nat', 'n', {
    name: 'n',
    router: '${google_compute_router.r.name}',
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    project,
  }),
];
const bucketPolicy = 'google_storage_bucket_iam_policy';

/** One guard is taken away: exactly these exits change, and nothing else. */
const removals: readonly (readonly [what: string, edit: Edit, exits: string])[] = [
  ...[
    ['ComputeVmExternalIpAccess', 'E1 weak'],
    ['ComputeRestrictCloudNATUsage', 'E2 weak'],
    ['ComputeDisableVpcExternalIpv6', 'E5 weak'],
    ['ComputeDisableVpcInternalIpv6', 'E5 weak'],
    ['ComputeRestrictLoadBalancerCreationForTypes', 'E6 weak'],
    ['ComputeRestrictProtocolForwardingCreationForTypes', 'E6 weak'],
    ['ComputeDisableInternetNetworkEndpointGroup', 'E7 weak'],
    ['ComputeRestrictVpnPeerIPs', 'E9 weak'],
    ['ComputeRestrictDedicatedInterconnectUsage', 'E10 weak'],
    ['ComputeRestrictPartnerInterconnectUsage', 'E10 weak'],
    ['ComputeRestrictVpcPeering', 'E11 weak'],
    ['ComputeDisablePrivateServiceConnectCreationForConsumers', 'E12 weak'],
    ['ComputeRestrictPrivateServiceConnectProducer', 'E12 weak'],
    ['ComputeRestrictPrivateServiceConnectConsumer', 'E12 weak'],
    ['ComputeStorageResourceUseRestrictions', 'E22 weak'],
    ['ComputeDisableGuestAttributesAccess', 'E35 weak'],
    ['ComputeDisableSerialPortAccess', 'E36 open'],
    ['IamAllowedPolicyMemberDomains', 'E24 weak'],
    ['IamDisableServiceAccountKeyCreation', 'E27 weak'],
    ['IamDisableServiceAccountKeyUpload', 'E27 weak'],
    ['IamWorkloadIdentityPoolProviders', 'E27 weak'],
    ['StorageRestrictAuthTypes', 'E27 weak'],
    ['GcpResourceLocations', 'E46 open'],
    ['EssentialcontactsAllowedContactDomains', 'E47 weak'],
  ].map(([name = '', exits = '']) => [name, remove(policy, `OrganizationPolicies_${name}_`), exits] as const),
  ['deny policy', remove('google_iam_deny_policy', 'DenyPolicy'), 'E22 weak, E25 weak, E28 weak, E41 open'],
  ['boundary', remove('google_iam_principal_access_boundary_policy', 'HandlerBoundary'), 'E26 weak'],
  ['access approval', remove('google_folder_access_approval_settings', 'AccessApproval'), 'E40 unknown'],
  ['lien', remove('google_resource_manager_lien', 'IsolatedProject_Lien'), 'E41 open'],
  ['room', remove('google_access_context_manager_access_level', 'IsolatedProject_SecurityRoom'), 'E37 unknown'],
  ['deny of egress', remove('google_compute_firewall', 'ClosedNetwork_DenyEgressIpv4'), 'E4 weak, E15 weak'],
  ['DNS policy', remove('google_dns_policy', 'RestrictedApiDns_Policy'), 'E14 weak'],
  [
    'the network itself',
    remove('google_compute_network', 'ClosedNetwork'),
    // Whom the filters of its buckets let in can't be told either.
    'E3 unknown, E4 unknown, E14 unknown, E15 unknown, E28 unknown',
  ],
  ['key policy', remove('google_kms_crypto_key_iam_policy', 'DataKey_Policy'), 'E24 weak, E30 weak'],
  ['bucket policy', remove(bucketPolicy, 'RawRecordBucket_Policy'), 'E24 weak, E30 weak'],
  [
    'default routes deleted',
    unset('google_compute_network', 'ClosedNetwork', 'delete_default_routes_on_create'),
    'E3 weak, E15 weak',
  ],
  ['stack_type', unset('google_compute_subnetwork', 'ClosedNetwork', 'stack_type'), 'E5 weak'],
  ['private nodes', unset('google_container_node_pool', 'SystemPool', 'network_config'), 'E1 weak'],
  [
    'private Google access',
    unset('google_compute_subnetwork', 'ClosedNetwork', 'private_ip_google_access'),
    'E13 weak',
  ],
  [
    'public access prevention',
    unset('google_storage_bucket', 'RawRecordBucket', 'public_access_prevention'),
    'E29 weak',
  ],
  ['IP filter', unset('google_storage_bucket', 'RawRecordBucket', 'ip_filter'), 'E28 weak'],
  ['HSM', unset('google_kms_crypto_key', 'DataKey', 'version_template'), 'E30 weak'],
  ['prevent_destroy', unset('google_storage_bucket', 'RawRecordBucket', 'lifecycle'), 'E41 open'],
  [
    'GKE_METADATA',
    unset('google_container_node_pool', 'SystemPool', 'node_config.workload_metadata_config'),
    'E35 weak',
  ],
  [
    'private endpoint',
    unset('google_container_cluster', 'PrivateCluster', 'private_cluster_config.enable_private_endpoint'),
    // The authorised networks all lie in the zone.
    'E38 weak',
  ],
  [
    'authorised networks, while the endpoint is private',
    unset('google_container_cluster', 'PrivateCluster', 'master_authorized_networks_config'),
    'E38 weak',
  ],
  [
    'word on the DNS endpoint, behind the perimeter',
    unset('google_container_cluster', 'PrivateCluster', 'control_plane_endpoints_config.dns_endpoint_config'),
    'E38 weak',
  ],
  ['Cloud DNS', unset('google_container_cluster', 'PrivateCluster', 'dns_config'), 'E14 weak'],
  [
    'confidential nodes',
    unset('google_container_node_pool', 'SystemPool', 'node_config.confidential_nodes'),
    'E40 unknown',
  ],
  ['immutable tags', unset('google_artifact_registry_repository', 'ImageRegistry', 'docker_config'), 'E34 weak'],
  ['backup key', unset('google_gke_backup_backup_plan', 'ClusterBackup', 'backup_config.encryption_key'), 'E23 weak'],
  [
    'provisioner',
    set('google_storage_bucket', 'RawRecordBucket', 'provisioner', [{ 'local-exec': { command: 'true' } }]),
    'E43 open',
  ],
  ['ignored changes', set(perimeter, '', 'lifecycle', { ignore_changes: ['status'] }), 'E19 weak, E42 open'],
];

/** Several guards are taken away, or something is added: these exits change, by these ways out. */
const openings: readonly OpeningRow[] = [
  ['no list of services on the project, while its folder has one', [remove(policy, 'ServiceAllowList')], '', ''],
  [
    'no list of services, neither on the project nor on its folder',
    [remove(policy, 'ServiceAllowList'), remove(policy, 'OrganizationPolicies_GcpRestrictServiceUsage_')],
    'E8 weak, E20 open, E21 weak, E33 weak, E45 weak',
    '',
  ],
  ['a NAT where no route leads', nat, 'E2 weak, E45 open', 'E45 outside:unknown'],
  [
    'a deny policy that excepts everybody from what concerns grants',
    [set('google_iam_deny_policy', 'DenyPolicy', 'rules.0.deny_rule.exception_principals', [everybody])],
    'E22 weak, E25 weak',
    '',
  ],
  [
    'a deny policy that excepts a person from moving the project',
    [
      set('google_iam_deny_policy', 'DenyPolicy', 'rules.1.deny_rule.exception_principals', [
        'principal://goog/subject/somebody@example.jp',
      ]),
    ],
    'E41 open',
    '',
  ],
  [
    'a boundary that is bound to somebody else than the handlers',
    [
      set(
        'google_iam_organizations_policy_binding',
        'HandlerBoundary',
        'condition.expression',
        "principal.subject == 'somebody@example.jp'",
      ),
    ],
    'E26 weak',
    '',
  ],
  [
    'a NAT with a default route and a rule',
    [...nat, add('google_compute_route', 'd', defaultRoute), add('google_compute_firewall', 'a', everywhere)],
    'E2 open, E3 weak, E4 weak, E13 open, E15 weak, E45 open',
    'E2 internet, E13 outside:Google APIs without a perimeter, E45 outside:unknown',
  ],
  [
    'public nodes with a default route and a rule',
    [
      set('google_container_node_pool', 'SystemPool', 'network_config.enable_private_nodes', false),
      add('google_compute_route', 'd', { ...defaultRoute, priority: 1 }),
      add('google_compute_firewall', 'a', everywhere),
    ],
    'E1 open, E3 weak, E4 weak, E13 open, E15 weak',
    'E1 internet, E13 outside:Google APIs without a perimeter',
  ],
  [
    'the private VIP by route and rule',
    [
      add('google_compute_route', 'p', { ...defaultRoute, dest_range: '199.36.153.8/30' }),
      add('google_compute_firewall', 'a', { ...everywhere, destination_ranges: ['199.36.153.8/30'] }),
    ],
    'E3 weak, E4 weak, E13 open, E15 weak',
    'E13 outside:Google APIs without a perimeter',
  ],
  [
    'the private VIP by route alone',
    [add('google_compute_route', 'p', { ...defaultRoute, dest_range: '199.36.153.8/30' })],
    'E3 weak, E13 weak, E15 weak',
    '',
  ],
  [
    'both ways of sinking names',
    [
      remove('google_dns_managed_zone', 'RestrictedApiDns_RootZone'),
      remove('google_dns_response_policy_rule', 'RestrictedApiDns_SinkholeRule'),
    ],
    'E14 open',
    'E14 internet',
  ],
  [
    'a rule for one account while the nodes’ account is known after apply only',
    [
      add('google_compute_firewall', 'a', {
        ...everywhere,
        target_service_accounts: ['nodes@elsewhere.iam.gserviceaccount.com'],
      }),
    ],
    'E3 unknown, E4 unknown, E14 unknown, E15 weak',
    '',
  ],
  [
    'a DNS forwarder',
    [
      add('google_dns_managed_zone', 'f', {
        name: 'f',
        dns_name: 'x.',
        visibility: 'private',
        project,
        forwarding_config: [{ target_name_servers: [{ ipv4_address: '10.9.9.9' }] }],
      }),
    ],
    'E14 open',
    'E14 outside:DNS server',
  ],
  [
    'a dry run in place of the perimeter',
    [tryOnly],
    // Those outside who are granted anything only write, or read what they have put there themselves.
    'E13 open, E16 open, E17 open, E18 weak, E19 weak, E22 weak, E24 weak, E32 weak, E37 weak',
    'E13 outside:Google APIs without a perimeter, E16 outside:any project, E17 outside:any project',
  ],
  [
    'a bridge in another stack',
    [
      add(
        perimeter,
        'b',
        {
          parent: 'accessPolicies/1',
          name: 'accessPolicies/1/servicePerimeters/b',
          title: 'b',
          perimeter_type: 'PERIMETER_TYPE_BRIDGE',
          status: { resources: ['projects/310000000003', 'projects/99'] },
        },
        'guardrails-prd',
      ),
    ],
    'E16 open',
    'E16 outside:projects/99',
  ],
  [
    'an egress rule to anywhere',
    [
      set(perimeter, '', 'status.egress_policies', [
        { egress_from: { identity_type: 'ANY_IDENTITY' }, egress_to: { resources: ['*'] } },
      ]),
    ],
    'E18 open',
    'E18 outside:any project',
  ],
  [
    'a public member behind the perimeter',
    [
      add('google_storage_bucket_iam_member', 'm', {
        bucket: 'rs-isolated-prd-raw-records',
        role: 'roles/storage.objectViewer',
        member: 'allUsers',
      }),
    ],
    'E24 weak, E45 open',
    'E45 outside:unknown',
  ],
  [
    'a peering to a network that nobody declares, with a rule',
    [
      add('google_compute_network_peering', 'p', {
        name: 'p',
        network,
        peer_network: 'projects/other/global/networks/n',
      }),
      add('google_compute_firewall', 'a', { ...everywhere, destination_ranges: ['10.200.0.0/16'] }),
    ],
    'E11 unknown, E45 open',
    'E11 outside:peer of google_compute_network_peering.p?, E45 outside:unknown',
  ],
  [
    'a route into a tunnel',
    [
      add('google_compute_vpn_tunnel', 't', { name: 't', project, peer_ip: '198.51.100.9' }),
      add('google_compute_route', 'd', {
        dest_range: '10.66.0.0/16',
        next_hop_vpn_tunnel: '${google_compute_vpn_tunnel.t.id}',
        network,
        name: 'd',
        project,
      }),
      add('google_compute_firewall', 'a', { ...everywhere, destination_ranges: ['10.66.0.0/16'] }),
    ],
    'E3 weak, E9 open, E15 weak, E45 open',
    'E9 outside:VPN google_compute_vpn_tunnel.t, E45 outside:unknown',
  ],
  [
    'a log sink to elsewhere, behind the perimeter',
    [set('google_logging_project_sink', 'LockedLogBucket_Sink', 'destination', 'storage.googleapis.com/elsewhere')],
    'E31 weak',
    '',
  ],
  [
    'a data source that reads a record',
    [
      (stacks) => {
        below(stacks, 'isolated-prd')['data'] = {
          google_storage_bucket_object_content: { x: { bucket: 'rs-isolated-prd-raw-records', name: 'x' } },
        };
      },
    ],
    'E43 open',
    'E43 outside:runner',
  ],
];

describe('the exits of the production zone', () => {
  it('are closed or vouched for, all 48, with nothing but what our stacks declare', () => {
    const verdicts = closed.exits.map(({ id, verdict }) => `${id} ${verdict}`);
    const expected = Array.from(
      { length: 48 },
      (_, at) => `E${at + 1} ${[36, 47].includes(at) ? 'attested' : 'closed'}`,
    );
    expect({ verdicts, verdict: closed.verdict, exitCode: closed.exitCode, paths: closed.paths }).toEqual({
      verdicts: expected,
      verdict: 'closed',
      exitCode: 0,
      paths: [],
    });
  });

  it.each(removals)('without %s: exactly its own change', (_what, edit, exits) => {
    expect(after(edit).exits.join(', ')).toBe(exits);
  });

  it.each([...openings, ...serviceOpenings])('with %s', (_what, edits, exits, paths) => {
    const found = after(...edits);
    expect({ exits: found.exits.join(', '), paths: found.paths.join(', ') }).toEqual({ exits, paths });
  });

  it('are unknown where an attestation has expired', () => {
    const zone = proveZoneOf(good, vouchedFor, '2027-01-01T00:00:00Z');
    expect({ exits: changes(closed, zone), verdict: zone.verdict, exitCode: zone.exitCode }).toEqual({
      exits: ['E37 unknown', 'E48 unknown'],
      verdict: 'unproven',
      exitCode: 2,
    });
  });
});
