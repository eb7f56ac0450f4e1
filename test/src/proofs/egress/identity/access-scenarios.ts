import type { Stacks } from '../closed-zone.ts';
import { add, below, type Edit, place, remove, unset } from '../edit-stacks.ts';
import { perimeter, project, tryOnly } from '../try-only.ts';

/** A change of the closed zone, and what one exit says then: its verdict and its paths, hop by hop. */
export type Scenario = readonly [
  what: string,
  exit: string,
  edits: readonly Edit[],
  verdict: string,
  paths: readonly string[],
];

const bucket = 'google_storage_bucket';
const records = 'rs-isolated-prd-raw-records';
/** Nothing stands before the bucket of records but its policy: callers from anywhere get an answer. */
const uncovered: readonly Edit[] = [
  tryOnly,
  unset(bucket, 'RawRecordBucket', 'ip_filter'),
  unset(bucket, 'RawRecordBucket', 'public_access_prevention'),
];

const noDenies = remove('google_iam_deny_policy', 'DenyPolicy');

function member(name: string, role: string, who: string, more: object = {}): Edit {
  return add('google_storage_bucket_iam_member', name, { bucket: records, role, member: who, ...more });
}

/** Somebody may take a role for a while, on a project or on a folder above it. */
function entitlement(parent: string): Edit {
  return add(
    'google_privileged_access_manager_entitlement',
    'e',
    {
      entitlement_id: 'break-in',
      location: 'global',
      parent,
      max_request_duration: '3600s',
      requester_justification_config: { not_mandatory: {} },
      eligible_users: [{ principals: ['user:mallory@example.org'] }],
      privileged_access: {
        gcp_iam_access: {
          resource: `//cloudresourcemanager.googleapis.com/${parent}`,
          resource_type: 'cloudresourcemanager.googleapis.com/Project',
          role_bindings: [{ role: 'roles/storage.objectViewer' }],
        },
      },
    },
    'guardrails-prd',
  );
}

/** Who gets at the records by grants, roles, conditions, accounts and keys. */
export const accessScenarios: readonly Scenario[] = [
  [
    'a public member',
    'E24',
    [...uncovered, member('m', 'roles/storage.objectViewer', 'allUsers')],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:allUsers: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it to everybody',
    ],
  ],
  ...['projects/rs-isolated-prd', 'folders/410000000013'].map(
    (parent): Scenario => [
      `an entitlement on ${parent}`,
      'E24',
      [...uncovered, entitlement(parent)],
      'open',
      [
        'storage_bucket.LandingBucket -> principal:user:mallory@example.org: storage_bucket.LandingBucket holds data of the zone > privileged_access_manager_entitlement.e grants a role that reads it',
        'storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > privileged_access_manager_entitlement.e grants a role that reads it',
      ],
    ],
  ),
  ['an entitlement behind the perimeter', 'E24', [entitlement('projects/rs-isolated-prd')], 'weak', []],
  ['an entitlement on another project', 'E24', [entitlement('projects/analysis-prd')], 'closed', []],
  [
    'a custom role',
    'E24',
    [
      ...uncovered,
      add('google_project_iam_custom_role', 'r', { role_id: 'peek', permissions: ['storage.objects.get'], project }),
      member('m', '${google_project_iam_custom_role.r.id}', 'user:mallory@example.org'),
    ],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it',
    ],
  ],
  [
    'impersonation through two accounts',
    'E25',
    [
      ...uncovered,
      noDenies,
      add('google_service_account', 'relay', { account_id: 'relay', project }),
      add('google_service_account_iam_member', 'x', {
        service_account_id: '${google_service_account.Extraction.name}',
        role: 'roles/iam.serviceAccountTokenCreator',
        member: '${google_service_account.relay.member}',
      }),
      add('google_service_account_iam_member', 'y', {
        service_account_id: '${google_service_account.relay.name}',
        role: 'roles/iam.serviceAccountTokenCreator',
        member: 'user:mallory@example.org',
      }),
    ],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_policy.RawRecordBucket_Policy grants a role that reads it > service_account.Extraction has that permission > service_account_iam_member.x grants a role that takes its tokens or signatures > service_account.relay has that permission > service_account_iam_member.y grants a role that takes its tokens or signatures',
    ],
  ],
  [
    'an HMAC key',
    'E27',
    [
      ...uncovered,
      add('google_storage_hmac_key', 'k', {
        service_account_email: '${google_service_account.Extraction.email}',
        project,
      }),
    ],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:bearer of google_storage_hmac_key.k: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_policy.RawRecordBucket_Policy grants a role that reads it > service_account.Extraction has that permission > storage_hmac_key.k makes a key of it that works anywhere',
    ],
  ],
  [
    'a federated pool',
    'E27',
    [
      ...uncovered,
      noDenies,
      add('google_service_account_iam_member', 'x', {
        service_account_id: '${google_service_account.Extraction.name}',
        role: 'roles/iam.workloadIdentityUser',
        member: 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/*',
      }),
    ],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/*: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_policy.RawRecordBucket_Policy grants a role that reads it > service_account.Extraction has that permission > service_account_iam_member.x grants a role that takes its tokens or signatures',
    ],
  ],
  [
    'a group',
    'E24',
    [...uncovered, member('m', 'roles/storage.objectViewer', 'group:all@example.jp')],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:group:all@example.jp: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it to a group, whose members are listed nowhere',
    ],
  ],
  [
    'a role that is not in the table',
    'E24',
    [...uncovered, member('m', 'roles/example.unheardOf', 'user:mallory@example.org')],
    'unknown',
    [
      'perhaps storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it',
    ],
  ],
  [
    'a condition that is over',
    'E24',
    [
      ...uncovered,
      member('m', 'roles/storage.objectViewer', 'user:mallory@example.org', {
        condition: { title: 't', expression: 'request.time < timestamp("2026-01-01T00:00:00Z")' },
      }),
    ],
    'weak',
    [],
  ],
  [
    'a condition that can not be told',
    'E24',
    [
      ...uncovered,
      member('m', 'roles/storage.objectViewer', 'user:mallory@example.org', {
        condition: { title: 't', expression: 'resource.matchTag("a/b", "c")' },
      }),
    ],
    'unknown',
    [
      'perhaps storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it',
    ],
  ],
  [
    'an owner above, in another stack',
    'E25',
    [
      ...uncovered,
      noDenies,
      add(
        'google_folder_iam_member',
        'o',
        {
          folder: 'folders/410000000013',
          role: 'roles/resourcemanager.folderAdmin',
          member: 'user:mallory@example.org',
        },
        'guardrails-prd',
      ),
    ],
    'open',
    [
      'kms_crypto_key.DataKey -> principal:user:mallory@example.org: kms_crypto_key.DataKey holds data of the zone > folder_iam_member.o grants a role that may change its policy',
      'storage_bucket.LandingBucket -> principal:user:mallory@example.org: storage_bucket.LandingBucket holds data of the zone > folder_iam_member.o grants a role that may change its policy',
      'storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > folder_iam_member.o grants a role that may change its policy',
    ],
  ],
  [
    'an insider who may change the policy',
    'E25',
    [...uncovered, noDenies, member('m', 'roles/storage.admin', 'user:handler.one@example.jp')],
    'open',
    [
      'storage_bucket.RawRecordBucket -> outside:whoever is granted it: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m lets user:handler.one@example.jp change the policy, and grant it to anybody',
    ],
  ],
  [
    'a handler elsewhere than in the room',
    'E37',
    uncovered,
    'open',
    [
      'storage_bucket.RawRecordBucket -> outside:elsewhere than the room: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_policy.RawRecordBucket_Policy lets user:handler.one@example.jp read it from anywhere',
    ],
  ],
  [
    'a key',
    'E30',
    [
      tryOnly,
      add('google_kms_crypto_key_iam_member', 'm', {
        crypto_key_id: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
        role: 'roles/cloudkms.cryptoKeyDecrypter',
        member: 'user:mallory@example.org',
      }),
    ],
    'open',
    [
      'kms_crypto_key.DataKey -> principal:user:mallory@example.org: kms_crypto_key.DataKey holds data of the zone > kms_crypto_key_iam_member.m grants a role that reads it',
    ],
  ],
  [
    'ingress that names the reader',
    'E24',
    [
      (stacks: Stacks): void => {
        const [owner, name] = place(stacks, perimeter, '');
        const status = below(below(owner, name), 'status');
        status['ingress_policies'] = [
          {
            ingress_from: { identities: ['user:mallory@example.org'], sources: [{ access_level: '*' }] },
            ingress_to: {
              resources: ['*'],
              operations: [
                {
                  service_name: 'storage.googleapis.com',
                  method_selectors: [{ method: 'google.storage.objects.get' }],
                },
              ],
            },
          },
        ];
      },
      unset(bucket, 'RawRecordBucket', 'ip_filter'),
      member('m', 'roles/storage.objectViewer', 'domain:example.org'),
    ],
    'open',
    [
      'storage_bucket.RawRecordBucket -> principal:user:mallory@example.org: storage_bucket.RawRecordBucket holds data of the zone > storage_bucket_iam_member.m grants a role that reads it',
    ],
  ],
];
