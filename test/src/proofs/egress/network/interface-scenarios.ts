import { add, type Edit, set } from '../edit-stacks.ts';
import type { Scenario } from '../identity/access-scenarios.ts';
import { project } from '../try-only.ts';

const inside = '${google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D.id}';

/** A network of another project with a NAT and a default route, as the network of any other system has them. */
const elsewhere: readonly Edit[] = [
  add(
    'google_compute_network',
    'open',
    { name: 'open', project: 'analysis-prd', auto_create_subnetworks: false },
    'guardrails-prd',
  ),
  add(
    'google_compute_subnetwork',
    'open',
    {
      name: 'open',
      project: 'analysis-prd',
      network: '${google_compute_network.open.id}',
      ip_cidr_range: '10.99.0.0/24',
    },
    'guardrails-prd',
  ),
  add(
    'google_compute_router',
    'open',
    { name: 'open', project: 'analysis-prd', network: '${google_compute_network.open.id}' },
    'guardrails-prd',
  ),
  add(
    'google_compute_router_nat',
    'open',
    {
      name: 'open',
      project: 'analysis-prd',
      router: '${google_compute_router.open.name}',
      source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    },
    'guardrails-prd',
  ),
];
const link = 'projects/analysis-prd/regions/asia-northeast1/subnetworks/open';

function instance(interfaces: readonly object[]): Edit {
  return add('google_compute_instance', 'i', {
    name: 'i',
    project,
    zone: 'asia-northeast1-b',
    network_interface: interfaces,
  });
}

const byNat =
  'sends, and its firewall lets it > compute_network.open the route that takes the packet > compute_router_nat.open translates it to an address on the internet';

/** Machines with more than one interface: each stands in a network of its own. */
export const interfaceScenarios: readonly Scenario[] = [
  [
    'a second interface in a network of another project, named by its self link',
    'E2',
    [...elsewhere, instance([{ subnetwork: inside }, { subnetwork: link }])],
    'open',
    [`compute_instance.i -> internet: compute_instance.i ${byNat}`],
  ],
  [
    'a second interface in a network that nobody declares',
    'E3',
    [instance([{ subnetwork: inside }, { subnetwork: 'projects/stranger/regions/r/subnetworks/s' }])],
    'unknown',
    [],
  ],
  ['two interfaces in the zone', 'E3', [instance([{ subnetwork: inside }, { subnetwork: inside }])], 'closed', []],
  [
    'nodes with a further interface in a network of another project',
    'E2',
    [
      ...elsewhere,
      set('google_container_node_pool', 'SystemPool', 'network_config', {
        enable_private_nodes: true,
        additional_node_network_configs: [{ network: 'projects/analysis-prd/global/networks/open', subnetwork: link }],
      }),
    ],
    'open',
    [`container_node_pool.SystemPool -> internet: container_node_pool.SystemPool ${byNat}`],
  ],
  [
    'nodes with a further interface in a network that nobody declares',
    'E4',
    [
      set('google_container_node_pool', 'SystemPool', 'network_config', {
        enable_private_nodes: true,
        additional_node_network_configs: [{ network: 'stranger', subnetwork: 'stranger' }],
      }),
    ],
    'unknown',
    [],
  ],
  [
    'a machine elsewhere that stands in the zone’s network',
    'E11',
    [
      add(
        'google_compute_instance',
        'i',
        {
          name: 'i',
          project: 'analysis-prd',
          zone: 'asia-northeast1-b',
          network_interface: [{ network: `projects/${project}/global/networks/rs-isolated`, access_config: [{}] }],
        },
        'guardrails-prd',
      ),
    ],
    'open',
    [
      'compute_instance.i -> zone:ground-systems: compute_instance.i google_compute_instance.i stands in a network of the zone',
    ],
  ],
];
