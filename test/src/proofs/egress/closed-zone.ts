import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../../../src/configuration/configuration.ts';
import { readConfiguration } from '../../../../src/configuration/read-configuration.ts';
import { proveEgress } from '../../../../src/prove-egress.ts';
import { findModules } from '../../../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../../../src/sources/load-sources.ts';
import type { EgressZone } from '../../../../src/verdict/egress-report.ts';
import { findStack, synthesizeEstate } from '../../../stacks/synthesize-estate.ts';

export type Json = Record<string, unknown>;

/** Stacks by name, as Terraform reads them; a test may change them. */
export type Stacks = Record<string, Json>;

const folder = 'folders/410000000003';

function policy(constraint: string, rule: object): [string, object] {
  const name = constraint.replaceAll('.', '_');
  return [name, { name: `${folder}/policies/${constraint}`, parent: folder, spec: { rules: [rule] } }];
}

const deniesAll = { deny_all: 'TRUE' };
const enforced = { enforce: 'TRUE' };
const allows = (...values: string[]): object => ({ values: { allowed_values: values } });

/** Guards of the organisation that our stacks don't declare yet: with them every exit of the zone can be closed. */
const guards = {
  '//': { metadata: { stackName: 'guards' } },
  provider: { google: [{ region: 'asia-northeast1' }] },
  resource: {
    google_org_policy_policy: Object.fromEntries([
      policy('compute.vmExternalIpAccess', deniesAll),
      policy('compute.restrictCloudNATUsage', deniesAll),
      policy('compute.disableVpcExternalIpv6', enforced),
      policy('compute.disableVpcInternalIpv6', enforced),
      policy('compute.restrictLoadBalancerCreationForTypes', allows('in:INTERNAL')),
      policy('compute.restrictProtocolForwardingCreationForTypes', allows('is:INTERNAL')),
      policy('compute.disableInternetNetworkEndpointGroup', enforced),
      policy('compute.restrictVpnPeerIPs', deniesAll),
      policy('compute.restrictDedicatedInterconnectUsage', deniesAll),
      policy('compute.restrictPartnerInterconnectUsage', deniesAll),
      policy('compute.restrictVpcPeering', allows('under:folders/410000000003')),
      policy('compute.disablePrivateServiceConnectCreationForConsumers', {
        values: { denied_values: ['SERVICE_PRODUCERS'] },
      }),
      policy('compute.restrictPrivateServiceConnectProducer', allows('under:folders/410000000003')),
      policy('compute.restrictPrivateServiceConnectConsumer', allows('under:folders/410000000003')),
      policy('compute.storageResourceUseRestrictions', allows('under:folders/410000000003')),
      policy('compute.disableGuestAttributesAccess', enforced),
      policy('compute.disableSerialPortAccess', enforced),
      policy('iam.allowedPolicyMemberDomains', allows('C01abcdef')),
      policy('iam.disableServiceAccountKeyCreation', enforced),
      policy('iam.disableServiceAccountKeyUpload', enforced),
      policy('iam.workloadIdentityPoolProviders', deniesAll),
      policy('storage.restrictAuthTypes', { values: { denied_values: ['in:ALL_HMAC_SIGNED_REQUESTS'] } }),
      policy('gcp.resourceLocations', allows('in:asia-northeast1-locations')),
      policy('essentialcontacts.allowedContactDomains', allows('@example.jp')),
    ]),
    google_iam_deny_policy: {
      guardrail: {
        name: 'guardrail',
        parent: 'cloudresourcemanager.googleapis.com%2Fprojects%2Frs-isolated-prd',
        rules: [
          {
            deny_rule: {
              denied_principals: ['principalSet://goog/public:all'],
              exception_principals: [
                'principal://iam.googleapis.com/projects/-/serviceAccounts/policy@security.iam.gserviceaccount.com',
              ],
              denied_permissions: [
                'storage.googleapis.com/buckets.setIamPolicy',
                'iam.googleapis.com/serviceAccounts.getAccessToken',
                'iam.googleapis.com/serviceAccounts.signBlob',
                'iam.googleapis.com/serviceAccountKeys.create',
                'cloudresourcemanager.googleapis.com/projects.setIamPolicy',
                'cloudresourcemanager.googleapis.com/projects.move',
                'compute.googleapis.com/snapshots.setIamPolicy',
                'compute.googleapis.com/images.setIamPolicy',
              ],
            },
          },
        ],
      },
    },
    google_iam_principal_access_boundary_policy: {
      handlers: {
        organization: '123456789012',
        location: 'global',
        details: {
          enforcement_version: '4',
          rules: [{ effect: 'ALLOW', resources: [`//cloudresourcemanager.googleapis.com/${folder}`] }],
        },
      },
    },
    google_iam_organizations_policy_binding: {
      handlers: {
        organization: '123456789012',
        policy: '${google_iam_principal_access_boundary_policy.handlers.id}',
        policy_kind: 'PRINCIPAL_ACCESS_BOUNDARY',
        target: [{ principal_set: '//iam.googleapis.com/locations/global/workforcePools/handlers' }],
      },
    },
    google_folder_access_approval_settings: {
      zone: { folder_id: '410000000003', enrolled_services: [{ cloud_product: 'all' }] },
    },
  },
};

/** Our production stacks of the zone with the guards that are still to come. */
export function closedStacks(): Stacks {
  const all = synthesizeEstate();
  return structuredClone({
    'foundation-prd': { ...findStack(all, 'foundation-prd').json },
    'isolated-prd': { ...findStack(all, 'isolated-prd').json },
    guards,
  });
}

const attestations = ['RSL-PHY-01', 'RSL-PHY-02', 'RSL-HUM-02'].map((requirement) => ({
  requirement,
  statement: 'inspected',
  by: 'Security officer',
  evidence: 'minutes',
  attestedOn: '2026-11-01',
  validUntil: '2026-12-31',
}));

export const vouchedFor: Configuration = { ...readConfiguration('sekisho.yaml'), attestations };

/** The proof of the production zone over the stacks. */
export function proveZoneOf(stacks: Stacks, configuration = vouchedFor, now = '2026-11-24T00:00:00Z'): EgressZone {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-egress-'));
  try {
    for (const [name, json] of Object.entries(stacks)) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'cdk.tf.json'), JSON.stringify(json));
    }
    const { zones } = proveEgress(
      loadJsonSources(findModules(Object.keys(stacks).map((name) => join(directory, name)))),
      {
        configuration,
        zone: 'remote-sensing-prd',
        assumedZone: null,
        now: new Date(now),
        partial: [],
        toolVersion: '0',
      },
    );
    const [zone] = zones;
    if (zone === undefined) throw new Error('expected the proof of one zone, got none');
    return zone;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The exits whose verdict or list of gaps is another one, and to what: `E2 weak`. */
export function changes(before: EgressZone, after: EgressZone): readonly string[] {
  return after.exits.flatMap((exit, at) => {
    const earlier = before.exits[at];
    const same =
      earlier?.verdict === exit.verdict &&
      earlier.missing.length === exit.missing.length &&
      earlier.unknown.length === exit.unknown.length;
    return same ? [] : [`${exit.id} ${exit.verdict}`];
  });
}
