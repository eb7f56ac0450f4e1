import { closedZonePolicies, type OrganizationPolicies } from '../constructs/index.ts';
import { folders } from './folders.ts';
import { organisation } from './organisation.ts';
import { type EnvironmentName, type ProjectEntry, projects } from './projects.ts';

/** Folders of Google in which Cloud SQL and other managed services keep the networks that peer with ours (Private Service Access). */
const producerFolders = ['under:folders/832634261155', 'under:folders/1087601843002', 'under:folders/391150242170'];

/**
 * What holds for every system of an environment: the policies of a closed zone, but where operators reach planning and analysis. The records'
 * own folder lies below and says everything again for itself, so nothing here loosens it.
 */
export function groundPolicies(name: EnvironmentName): OrganizationPolicies {
  const { environment: folder } = folders[name];
  const services = Object.values<ProjectEntry>({ ...projects[name] }).flatMap(
    (entry): readonly string[] => entry.services,
  );
  return {
    ...closedZonePolicies({
      folder,
      region: organisation.region,
      services: [...new Set(services)],
      customerIds: [organisation.customerId],
      domains: organisation.domains,
    }),
    'cloudscheduler.allowedTargetTypes': {
      exempt: 'jobs of analysis are started by calls of the Cloud Run API, as an account of their own',
      allows: ['HTTP'],
    },
    'compute.disableGlobalLoadBalancing': {
      exempt: 'operators reach planning and analysis through a global load balancer with Cloud Armor and IAP',
    },
    'compute.restrictLoadBalancerCreationForTypes': {
      exempt: 'operators reach planning and analysis through one external kind, with Cloud Armor and IAP before it',
      allows: ['in:INTERNAL', 'GLOBAL_EXTERNAL_MANAGED_HTTP_HTTPS'],
    },
    'compute.restrictVpcPeering': {
      exempt: 'databases lie in networks of Google, which are pinned to the restricted addresses after peering',
      allows: [`under:folders/${folder}`, ...producerFolders],
    },
    'iap.requireGlobalIapWebDisabled': {
      exempt: 'Identity-Aware Proxy is what asks operators who they are before they reach planning and analysis',
    },
    'run.allowedIngress': {
      exempt: 'the dashboard of analysis is reached through its load balancer, and by no address of its own',
      allows: ['internal', 'internal-and-cloud-load-balancing'],
    },
  };
}
