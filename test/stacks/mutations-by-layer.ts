import {
  AccessContextManagerServicePerimeter,
  type AccessContextManagerServicePerimeterStatus,
} from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import { CloudRunV2Service } from '@cdktf/provider-google/lib/cloud-run-v2-service/index.js';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat/index.js';
import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster/index.js';
import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js';
import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config/index.js';
import { OrgPolicyPolicy } from '@cdktf/provider-google/lib/org-policy-policy/index.js';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config/index.js';
import { ServiceAccountKey } from '@cdktf/provider-google/lib/service-account-key/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member/index.js';
import { environments } from '../../stacks/environments.ts';
import { elementOf, type Production } from './declare-production.ts';

const { projectId: project, region } = environments.prd.isolated;

/** Somebody weakens production. */
export interface Mutation {
  readonly name: string;
  readonly mutate: (production: Production) => void;
  /** Control and address of the finding that names it, and the exit where one is concerned. */
  readonly finding: string;
  /** The article that the finding names first. */
  readonly article: string;
}

const rawRecords = (production: Production): StorageBucket =>
  elementOf(production.isolated, StorageBucket, ({ node }) => node.path.includes('RawRecordBucket'));

const perimeter = (production: Production): AccessContextManagerServicePerimeter =>
  elementOf(production.foundation, AccessContextManagerServicePerimeter);

const statusOf = (production: Production): AccessContextManagerServicePerimeterStatus => {
  const status = perimeter(production).statusInput;
  if (status === undefined) throw new Error('the perimeter has no status');
  return status;
};

const cluster = (production: Production): ContainerCluster => elementOf(production.isolated, ContainerCluster);

/** Layers of the defence, each with what somebody might do to it. */
export const mutationsByLayer = byLayer({
  'L0 position': [
    {
      name: 'the folder no longer keeps resources in Japan',
      mutate: ({ guardrails }) => {
        const policy = elementOf(guardrails, OrgPolicyPolicy, ({ nameInput = '' }) =>
          nameInput.endsWith('/gcp.resourceLocations'),
        );
        policy.addOverride('spec.rules', [{ allow_all: 'TRUE' }]);
      },
      finding: 'egress.exits google_org_policy_policy.OrganizationPolicies_GcpResourceLocations_F526C170 E46',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'the bucket of raw records lies in the United States',
      mutate: (production) => {
        rawRecords(production).location = 'US';
      },
      finding: 'storage.location google_storage_bucket.RawRecordBucket_A925902E',
      article: 'Reg 41/2017 Art.7(2)(ii) [MIXED]',
    },
  ],
  'L1 network': [
    {
      name: 'nodes get a way to the internet through Cloud NAT',
      mutate: ({ isolated }) => {
        new ComputeRouterNat(isolated, 'Nat', {
          project,
          region,
          name: 'updates',
          router: 'updates',
          natIpAllocateOption: 'AUTO_ONLY',
          sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
        });
      },
      finding: 'network.nat google_compute_router_nat.Nat E2',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'the network keeps its default routes',
      mutate: ({ isolated }) => {
        elementOf(isolated, ComputeNetwork).deleteDefaultRoutesOnCreate = false;
      },
      finding: 'network.default_routes google_compute_network.ClosedNetwork_AD875D20 E3',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'the rule that denies everything else is switched off',
      mutate: ({ isolated }) => {
        elementOf(isolated, ComputeFirewall, ({ nameInput = '' }) =>
          nameInput.endsWith('-deny-egress-ipv4'),
        ).disabled = true;
      },
      finding: 'network.egress_firewall google_compute_firewall.ClosedNetwork_DenyEgressIpv4_A1601950 E4',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
  ],
  'L2 API boundary': [
    {
      name: 'the perimeter is tried out instead of enforced',
      mutate: (production) => {
        const wall = perimeter(production);
        wall.addOverride('use_explicit_dry_run_spec', true);
        wall.addOverride('spec', { restricted_services: ['storage.googleapis.com'] });
        wall.resetStatus();
      },
      finding:
        'perimeter.enforced google_access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter_9E53F8A6 E17',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'the project is taken out of its perimeter',
      mutate: (production) => {
        // An override would merge lists member by member, and change nothing.
        perimeter(production).putStatus({ ...statusOf(production), resources: [] });
      },
      finding:
        'perimeter.enforced google_access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter_9E53F8A6 E16',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'anybody may come in from anywhere',
      mutate: (production) => {
        perimeter(production).putStatus({
          ...statusOf(production),
          ingressPolicies: [
            {
              ingressFrom: { identityType: 'ANY_IDENTITY', sources: [{ accessLevel: '*' }] },
              ingressTo: {
                resources: ['*'],
                operations: [{ serviceName: 'storage.googleapis.com', methodSelectors: [{ method: '*' }] }],
              },
            },
          ],
        });
      },
      finding:
        'perimeter.enforced google_access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter_9E53F8A6 E18',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
    {
      name: 'an egress rule lets data out to another project',
      mutate: (production) => {
        perimeter(production).addOverride('status.egress_policies', [
          {
            egress_from: { identity_type: 'ANY_IDENTITY' },
            egress_to: {
              resources: ['*'],
              operations: [{ service_name: 'storage.googleapis.com', method_selectors: [{ method: '*' }] }],
            },
          },
        ]);
      },
      finding:
        'perimeter.enforced google_access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter_9E53F8A6 E18',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
  ],
  'L3 identity': [
    {
      name: 'anybody may read the raw records',
      mutate: ({ isolated }) => {
        new StorageBucketIamMember(isolated, 'Share', {
          bucket: `${project}-raw-records`,
          role: 'roles/storage.objectViewer',
          member: 'allUsers',
        });
      },
      finding: 'storage.public_access google_storage_bucket_iam_member.Share',
      article: 'Reg 41/2017 Art.1(vi) provisos [MIXED]',
    },
    {
      name: 'a key of a service account is made, to be used anywhere',
      mutate: ({ isolated }) => {
        new ServiceAccountKey(isolated, 'Key', {
          serviceAccountId: `projects/${project}/serviceAccounts/extraction@${project}.iam.gserviceaccount.com`,
        });
      },
      finding: 'zone.resource_types google_service_account_key.Key',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
  ],
  'L4 data': [
    {
      name: 'raw records are encrypted with a key of Google',
      mutate: (production) => {
        rawRecords(production).resetEncryption();
      },
      finding: 'storage.customer_key google_storage_bucket.RawRecordBucket_A925902E',
      article: 'Reg 41/2017 Art.7(1) table 1-ni(1)(4) [DERIVED]',
    },
    {
      name: 'the key of the records is one of software',
      mutate: ({ isolated }) => {
        elementOf(isolated, KmsCryptoKey).putVersionTemplate({
          algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION',
          protectionLevel: 'SOFTWARE',
        });
      },
      finding: 'keys.protection_level google_kms_crypto_key.DataKey_17AFBB84',
      article: 'Derived from Act 77 Art.8(5)/Reg 41 Art.10(2) and EXP-04 [DERIVED]',
    },
    {
      name: 'raw records may be made public',
      mutate: (production) => {
        rawRecords(production).publicAccessPrevention = 'inherited';
      },
      finding: 'storage.public_access_prevention google_storage_bucket.RawRecordBucket_A925902E',
      article: 'Act 77/2016 Art.18(3) [MIXED]',
    },
  ],
  'L5 workload': [
    {
      name: 'the control plane can be reached from the internet',
      mutate: (production) => {
        cluster(production).addOverride('private_cluster_config.enable_private_endpoint', false);
        cluster(production).addOverride(
          'control_plane_endpoints_config.ip_endpoints_config.enable_public_endpoint',
          true,
        );
      },
      finding: 'gke.private_control_plane google_container_cluster.PrivateCluster_23F4DA04',
      article: 'Reg 41/2017 Art.7(1) table 1-ni(1) [DERIVED]',
    },
    {
      name: 'a Cloud Run service runs beside the records',
      mutate: ({ isolated }) => {
        new CloudRunV2Service(isolated, 'Preview', {
          project,
          location: region,
          name: 'preview',
          template: { containers: [{ image: 'asia-northeast1-docker.pkg.dev/rs-isolated-prd/images/preview' }] },
        });
      },
      finding: 'egress.exits google_cloud_run_v2_service.Preview E8',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
  ],
  'L6 evidence': [
    {
      name: 'nobody writes down who reads data',
      mutate: ({ foundation }) => {
        elementOf(foundation, ProjectIamAuditConfig).putAuditLogConfig([{ logType: 'ADMIN_READ' }]);
      },
      finding: 'audit.data_access google_project_iam_audit_config.IsolatedProject_AuditConfig_300EC269',
      article: 'Reg 41/2017 Art.7(1) table 1-ni(3) [MIXED]',
    },
    {
      name: 'the books may be thrown away after a month',
      mutate: ({ isolated }) => {
        elementOf(isolated, LoggingProjectBucketConfig).retentionDays = 30;
      },
      finding: 'books.retention google_logging_project_bucket_config.LockedLogBucket_5AA15438',
      article: 'Act 77/2016 Art.12(2) [MIXED]',
    },
    {
      name: 'the books can be deleted with their stack',
      mutate: ({ isolated }) => {
        elementOf(isolated, LoggingProjectBucketConfig).addOverride('lifecycle.prevent_destroy', false);
      },
      finding: 'egress.exits google_logging_project_bucket_config.LockedLogBucket_5AA15438 E41',
      article: 'Act 77/2016 Art.18(3) [DERIVED]',
    },
  ],
  'commands to satellites': [
    {
      name: 'a key of commands signs for everybody',
      mutate: ({ commandKeys }) => {
        elementOf(commandKeys, KmsCryptoKey, ({ nameInput }) => nameInput === 'satellite-1').putVersionTemplate({
          algorithm: 'EC_SIGN_P256_SHA256',
          protectionLevel: 'SOFTWARE',
        });
      },
      finding: 'keys.protection_level google_kms_crypto_key.Satellite1_B4142EDD',
      article: 'Derived from Act 77 Art.8(5)/Reg 41 Art.10(2) and EXP-04 [DERIVED]',
    },
  ],
});

function byLayer(layers: Readonly<Record<string, readonly Mutation[]>>): Readonly<Record<string, readonly Mutation[]>> {
  return layers;
}
