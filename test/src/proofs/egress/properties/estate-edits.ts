import fc from 'fast-check';
import type { Json, Stacks } from '../closed-zone.ts';
import { add, below, type Edit, place, remove, set, unset } from '../edit-stacks.ts';
import { perimeter, project, tryOnly } from '../try-only.ts';

const network = '${google_compute_network.ClosedNetwork_AD875D20.id}';
const bucket = 'rs-isolated-prd-raw-records';
const everywhere = { network, project, direction: 'EGRESS', allow: [{ protocol: 'all' }] };
const toInternet = { network, project, dest_range: '0.0.0.0/0', next_hop_gateway: 'default-internet-gateway' };

/** An edit with what it is called when a property fails. */
export interface NamedEdit {
  readonly what: string;
  readonly edit: Edit;
}

function named(what: string, ...edits: readonly Edit[]): NamedEdit {
  const edit: Edit = (stacks) => {
    for (const one of edits) one(stacks);
  };
  return { what, edit };
}

/** What makes one of many worlds of the closed zone: guards that are gone, and ways that are open. Each may stand beside each other. */
const beginnings: readonly NamedEdit[] = [
  named('no deny of egress', remove('google_compute_firewall', 'ClosedNetwork_DenyEgressIpv4')),
  named('default routes kept', unset('google_compute_network', 'ClosedNetwork', 'delete_default_routes_on_create')),
  named('no private nodes', unset('google_container_node_pool', 'SystemPool', 'network_config')),
  named('no deny policy', remove('google_iam_deny_policy', 'DenyPolicy')),
  named('no bucket policy', remove('google_storage_bucket_iam_policy', 'RawRecordBucket_Policy')),
  named('no lien', remove('google_resource_manager_lien', 'IsolatedProject_Lien')),
  named('a dry run', tryOnly),
  named(
    'the NAT policy is gone',
    remove('google_org_policy_policy', 'OrganizationPolicies_ComputeRestrictCloudNATUsage_'),
  ),
  named('no sink of names', remove('google_dns_managed_zone', 'RestrictedApiDns_RootZone')),
  named('a rule to everywhere', add('google_compute_firewall', 'open', { ...everywhere, priority: 900 })),
  named('a default route', add('google_compute_route', 'open', { ...toInternet, priority: 900 })),
  named(
    'a NAT',
    add('google_compute_router', 'open', { name: 'r', network, project }),
    add('google_compute_router_nat', 'open', {
      router: '${google_compute_router.open.name}',
      source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      project,
    }),
  ),
  named('a public reader', binding('open', 'roles/storage.objectViewer', 'allUsers')),
];

export const beginning: fc.Arbitrary<readonly NamedEdit[]> = fc.subarray([...beginnings], { maxLength: 4 });

function binding(name: string, role: string, member: string): Edit {
  return add('google_storage_bucket_iam_member', name, { bucket, role, member });
}

const range = fc.constantFrom(
  '0.0.0.0/0',
  '8.8.8.8/32',
  '199.36.153.8/30',
  '10.0.0.0/8',
  '10.66.0.0/16',
  '128.0.0.0/1',
);
const protocol = fc.constantFrom<Json>({ protocol: 'all' }, { protocol: 'tcp', ports: ['443'] }, { protocol: 'udp' });
/** Whom a rule is for: everybody, machines by a tag, or an account that is known. */
const target = fc.constantFrom<Json>(
  {},
  { target_tags: ['gke-rs-isolated'] },
  { target_service_accounts: ['nodes@elsewhere.iam.gserviceaccount.com'] },
);

function rule(effect: 'allow' | 'deny', targets: fc.Arbitrary<Json>): fc.Arbitrary<NamedEdit> {
  return fc
    .record({
      ranges: fc.array(range, { minLength: 1, maxLength: 2 }),
      protocol,
      targets,
      priority: fc.constantFrom(1, 950, 1050, 65_534),
      direction: fc.constantFrom('EGRESS', 'EGRESS', 'INGRESS'),
    })
    .map(({ ranges, protocol: one, targets: whom, priority, direction }) => {
      const values = { network, project, priority, direction, [effect]: [one], ...whom };
      const ends = direction === 'EGRESS' ? { destination_ranges: ranges } : { source_ranges: ranges };
      return named(
        `${effect} ${JSON.stringify({ ...values, ...ends })}`,
        add('google_compute_firewall', 'added', { ...values, ...ends }),
      );
    });
}

const permissions = [
  'storage.googleapis.com/objects.get',
  'storage.googleapis.com/buckets.setIamPolicy',
  'iam.googleapis.com/serviceAccounts.getAccessToken',
  'cloudresourcemanager.googleapis.com/projects.move',
];

const denyPolicy: fc.Arbitrary<NamedEdit> = fc
  .record({
    denied: fc.subarray(permissions, { minLength: 1 }),
    principals: fc.constantFrom(['principalSet://goog/public:all'], ['principal://goog/subject/a@example.jp']),
    folder: fc.boolean(),
  })
  .map(({ denied, principals, folder }) => {
    const parent = folder ? 'folders%2F410000000013' : `projects%2F${project}`;
    const values = {
      name: 'added',
      parent: `cloudresourcemanager.googleapis.com%2F${parent}`,
      rules: [{ deny_rule: { denied_permissions: denied, denied_principals: principals } }],
    };
    return named(
      `deny policy ${JSON.stringify(values)}`,
      add('google_iam_deny_policy', 'added', values, 'guardrails-prd'),
    );
  });

/** Constraints by which values are listed, none of which the project has a policy of its own for. */
const constraints = [
  'compute.vmExternalIpAccess',
  'compute.restrictCloudNATUsage',
  'compute.restrictVpnPeerIPs',
  'compute.restrictVpcPeering',
  'compute.restrictLoadBalancerCreationForTypes',
  'compute.storageResourceUseRestrictions',
];

const denyAll: fc.Arbitrary<NamedEdit> = fc.constantFrom(...constraints).map((constraint) => {
  const values = organisationPolicy(constraint, { deny_all: 'TRUE' });
  return named(`deny all of ${constraint}`, add('google_org_policy_policy', 'added', values, 'foundation-prd'));
});

const allowAll: fc.Arbitrary<NamedEdit> = fc.constantFrom(...constraints).map((constraint) => {
  const values = organisationPolicy(constraint, { allow_all: 'TRUE' });
  return named(`allow all of ${constraint}`, add('google_org_policy_policy', 'added', values, 'foundation-prd'));
});

function organisationPolicy(constraint: string, rule_: Json): Json {
  const parent = `projects/${project}`;
  return { name: `${parent}/policies/${constraint}`, parent, spec: { rules: [rule_] } };
}

/** One more service behind the perimeter, where there is one in force. */
const restricted: fc.Arbitrary<NamedEdit> = fc
  .constantFrom('bigquery.googleapis.com', 'pubsub.googleapis.com')
  .map((service) =>
    named(`restricts ${service}`, (stacks: Stacks) => {
      const [owner, name] = place(stacks, perimeter, '');
      const status = below(owner, name)['status'] === undefined ? 'spec' : 'status';
      const services = below(below(owner, name), status)['restricted_services'];
      set(perimeter, '', `${status}.restricted_services`, [
        ...(Array.isArray(services) ? services.map(String) : []),
        service,
      ])(stacks);
    }),
  );

/** What only denies. */
export const denial: fc.Arbitrary<NamedEdit> = fc.oneof(
  { weight: 3, arbitrary: rule('deny', target) },
  denyPolicy,
  denyAll,
  restricted,
);

const grant: fc.Arbitrary<NamedEdit> = fc
  .record({
    role: fc.constantFrom('roles/storage.objectViewer', 'roles/storage.admin', 'roles/storage.objectCreator'),
    member: fc.constantFrom(
      'allUsers',
      'user:mallory@example.org',
      'user:handler.one@example.jp',
      'serviceAccount:x@elsewhere.iam.gserviceaccount.com',
    ),
  })
  .map(({ role, member }) => named(`${member} has ${role}`, binding('added', role, member)));

const bridge = named(
  'a bridge',
  add(
    perimeter,
    'added',
    {
      parent: 'accessPolicies/987654321',
      name: 'accessPolicies/987654321/servicePerimeters/added',
      title: 'added',
      perimeter_type: 'PERIMETER_TYPE_BRIDGE',
      status: { resources: ['projects/310000000003', 'projects/99'] },
    },
    'guardrails-prd',
  ),
);

/** What only allows: rules, a route to the internet, grants, policies that allow everything, a bridge. */
export const allowance: fc.Arbitrary<NamedEdit> = fc.oneof(
  { weight: 3, arbitrary: rule('allow', fc.constant({})) },
  fc
    .constantFrom(1, 1000)
    .map((priority) =>
      named(
        `a route of priority ${String(priority)}`,
        add('google_compute_route', 'added', { ...toInternet, priority }),
      ),
    ),
  grant,
  allowAll,
  fc.constant(bridge),
);
