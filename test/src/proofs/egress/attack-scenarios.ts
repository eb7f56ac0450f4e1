import { binding, change, data, denying, elsewhere, open, provider, unknown, weak } from './attack-edits.ts';
import { crossings, settings } from './attack-settings.ts';
import type { Json } from './closed-zone.ts';
import { below, type Edit, set } from './edit-stacks.ts';
import type { Scenario } from './identity/access-scenarios.ts';

const id = 'rs-isolated-prd';
const mallory = 'user:mallory@example.org';
const reader = `extraction@${id}.iam.gserviceaccount.com`;
const viewer = 'roles/storage.objectViewer';
const bucket = 'google_storage_bucket';
const level = 'google_access_context_manager_access_level';

/** Who gets in: Google’s agents by their names only, accounts and stores by every name that they have. */
const identityAttacks: readonly Scenario[] = [
  // Anybody may call an account of his own project `service-310000000003`; agents lie in projects of Google's.
  ...['service-310000000003', 'bank-310000000003'].map((name) =>
    weak(
      `a reader that calls itself ${name} in a project of its own`,
      'E24',
      binding(
        'google_storage_bucket_iam_policy',
        'RawRecord',
        viewer,
        `serviceAccount:${name}@evil.iam.gserviceaccount.com`,
      ),
    ),
  ),
  weak(
    'a grant on its account that names no project',
    'E24',
    elsewhere('google_service_account_iam_member', {
      service_account_id: `projects/-/serviceAccounts/${reader}`,
      role: 'roles/iam.serviceAccountTokenCreator',
      member: mallory,
    }),
  ),
  unknown(
    'a grant on some account by its number',
    'E24',
    elsewhere('google_service_account_iam_member', {
      service_account_id: 'projects/-/serviceAccounts/112233445566778899001',
      role: 'roles/iam.serviceAccountTokenCreator',
      member: mallory,
    }),
  ),
  unknown(
    'a grant on a bucket that a variable names',
    'E24',
    elsewhere('google_storage_bucket_iam_member', { bucket: '${var.bucket}', role: viewer, member: mallory }),
  ),
  weak(
    'a grant on its key ring by the short name',
    'E24',
    elsewhere('google_kms_key_ring_iam_member', {
      key_ring_id: `${id}/asia-northeast1/rs`,
      role: 'roles/cloudkms.cryptoKeyDecrypter',
      member: mallory,
    }),
  ),
  weak(
    'somebody who may change the perimeters',
    'E24',
    elsewhere('google_access_context_manager_access_policy_iam_member', {
      name: 'accessPolicies/987654321',
      role: 'roles/accesscontextmanager.policyAdmin',
      member: mallory,
    }),
  ),
  weak(
    'deny rules that except all they deny',
    'E25',
    denying({ exception_permissions: ['iam.googleapis.com/*', '*'] }),
  ),
  weak(
    'deny rules that except a whole organisation',
    'E25',
    denying({
      exception_principals: ['principalSet://cloudresourcemanager.googleapis.com/organizations/123456789012'],
    }),
  ),
  weak(
    'a boundary for everybody but the handlers',
    'E26',
    set(
      'google_iam_organizations_policy_binding',
      '',
      'condition.expression',
      ['one', 'two', 'three'].map((one) => `principal.subject != 'handler.${one}@example.jp'`).join(' && '),
    ),
  ),
  weak(
    'a second boundary that allows the organisation',
    'E26',
    elsewhere('google_iam_principal_access_boundary_policy', {
      organization: '123456789012',
      location: 'global',
      principal_access_boundary_policy_id: 'wide',
      details: {
        enforcement_version: '4',
        rules: [{ effect: 'ALLOW', resources: ['//cloudresourcemanager.googleapis.com/organizations/123456789012'] }],
      },
    }),
    elsewhere('google_iam_organizations_policy_binding', {
      organization: '123456789012',
      location: 'global',
      policy_binding_id: 'wide',
      policy_kind: 'PRINCIPAL_ACCESS_BOUNDARY',
      policy: '${google_iam_principal_access_boundary_policy.x.name}',
      target: { principal_set: '//iam.googleapis.com/locations/global/workspace/C01abcdef' },
    }),
  ),
  weak('a level that is met outside the room', 'E37', set(level, '', 'basic.conditions.0.negate', true)),
  weak(
    'a level that is met by name instead',
    'E37',
    change(level, '', (values) => {
      const basic = below(values, 'basic');
      basic['combining_function'] = 'OR';
      (basic['conditions'] as Json[]).push({ members: ['user:handler.one@example.jp'] });
    }),
  ),
  unknown(
    'an older policy that undoes the newer one',
    'E1',
    elsewhere('google_folder_organization_policy', {
      folder: 'folders/410000000013',
      constraint: 'constraints/compute.vmExternalIpAccess',
      list_policy: { allow: { all: true } },
    }),
  ),
  unknown(
    'members whom a policy above allows besides',
    'E24',
    set(
      'google_org_policy_policy',
      'OrganizationPolicies_IamAllowedPolicyMemberDomains',
      'spec.inherit_from_parent',
      true,
    ),
  ),
  weak(
    'a filter that lets everybody in by address',
    'E28',
    set(bucket, 'RawRecord', 'ip_filter.public_network_source.allowed_ip_cidr_ranges', ['0.0.0.0/0']),
  ),
  weak(
    'a filter that lets a strange network in',
    'E28',
    set(bucket, 'RawRecord', 'ip_filter.vpc_network_sources', [{ network: 'projects/evil/global/networks/n' }]),
  ),
];

/** Terraform itself. */
/** A block at the root of the zone's stack. */
function root(name: string, block: unknown): Edit {
  return ({ 'isolated-prd': stack }) => {
    if (stack !== undefined) stack[name] = block;
  };
}

function ofTerraform(values: Json): Edit {
  return ({ 'isolated-prd': stack }) => {
    Object.assign(below(stack ?? {}, 'terraform'), values);
  };
}

const terraform: readonly Scenario[] = [
  open(
    'a guard whose changes are ignored',
    'E42',
    set('google_iam_deny_policy', '', 'lifecycle.ignore_changes', ['rules']),
  ),
  open('a bucket whose filter is ignored', 'E42', set(bucket, 'RawRecord', 'lifecycle.ignore_changes', ['ip_filter'])),
  open(
    'an endpoint that is not Google’s',
    'E43',
    provider({ storage_custom_endpoint: 'https://example.org/storage/v1/' }),
  ),
  open('credentials that are written down', 'E43', provider({ credentials: '{"type":"external_account"}' })),
  ['credentials that come from a file', 'E43', [provider({ credentials: '${file("key.json")}' })], 'unknown', []],
  open(
    'a check block with a data source',
    'E43',
    root('check', { c: { data: { http: { x: { url: 'https://example.org' } } } } }),
  ),
  open('an ephemeral resource', 'E43', root('ephemeral', { random_password: { x: {} } })),
  open(
    'a command that runs when something is forgotten',
    'E43',
    root('removed', [{ from: 'google_compute_instance.x', provisioner: [{ 'local-exec': { command: 'true' } }] }]),
  ),
  open('a state that lies with others', 'E43', ofTerraform({ backend: { http: { address: 'https://example.org' } } })),
  open('a cloud of others', 'E43', ofTerraform({ cloud: { organization: 'o' } })),
  open(
    'a provider of others under Google’s name',
    'E43',
    ofTerraform({ required_providers: { google: { source: 'example.org/x/google' } } }),
  ),
  open('another universe', 'E43', provider({ universe_domain: 'example.org' })),
  open('a state that is fetched from anywhere', 'E43', data('terraform_remote_state', { backend: 'http' })),
  open('a file of the runner', 'E43', data('local_sensitive_file', { filename: 'key' })),
  [
    'a signed URL made elsewhere',
    'E43',
    [data('google_storage_object_signed_url', { bucket: `${id}-raw-records`, path: 'o' }, 'guardrails-prd')],
    'open',
    [
      'data.google_storage_object_signed_url.x -> outside:runner: data.google_storage_object_signed_url.x data.google_storage_object_signed_url.x exists',
    ],
  ],
  open(
    'a command beside the guards',
    'E43',
    elsewhere('terraform_data', { provisioner: [{ 'local-exec': { command: 'true' } }] }),
  ),
];

/** What somebody who knows the proof would try: each went unnoticed once. */
export const attackScenarios: readonly Scenario[] = [...identityAttacks, ...crossings, ...settings, ...terraform];
