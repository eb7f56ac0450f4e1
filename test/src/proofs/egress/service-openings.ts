import { add, type Edit, set } from './edit-stacks.ts';
import { project } from './try-only.ts';

/** What is taken away or added, which exits change, and by which ways out. */
export type OpeningRow = readonly [what: string, edits: readonly Edit[], exits: string, paths: string];

const network = '${google_compute_network.ClosedNetwork_AD875D20.id}';

/** Services and producers that take data out. */
export const serviceOpenings: readonly OpeningRow[] = [
  [
    'a control plane that everybody may call',
    [
      set('google_container_cluster', 'PrivateCluster', 'private_cluster_config.enable_private_endpoint', false),
      set('google_container_cluster', 'PrivateCluster', 'master_authorized_networks_config.cidr_blocks', [
        { cidr_block: '0.0.0.0/0' },
      ]),
    ],
    'E38 open',
    'E38 internet',
  ],
  [
    'a queue of calls to a server',
    [
      add('google_cloud_tasks_queue', 'q', {
        name: 'q',
        location: 'asia-northeast1',
        project,
        http_target: { uri_override: { host: 'example.org' } },
      }),
    ],
    'E8 open, E45 open',
    'E8 internet, E45 outside:unknown',
  ],
  [
    'a database that keeps a copy abroad',
    [add('google_spanner_instance', 's', { name: 's', project, display_name: 's', config: 'nam3' })],
    'E16 open, E23 open, E45 open',
    'E16 outside:any project, E23 outside:nam3, E45 outside:unknown',
  ],
  [
    'a private service connection, with a rule',
    [
      add('google_compute_global_address', 'r', {
        name: 'r',
        project,
        purpose: 'VPC_PEERING',
        address_type: 'INTERNAL',
        address: '10.90.0.0',
        prefix_length: 16,
        network,
      }),
      add('google_service_networking_connection', 'c', {
        network,
        service: 'servicenetworking.googleapis.com',
        reserved_peering_ranges: ['${google_compute_global_address.r.name}'],
      }),
      add('google_compute_firewall', 'a', {
        name: 'a',
        project,
        network,
        direction: 'EGRESS',
        priority: 1,
        allow: [{ protocol: 'all' }],
        destination_ranges: ['10.90.0.0/16'],
      }),
    ],
    'E11 open, E45 open',
    'E11 outside:internet by the producer of google_service_networking_connection.c, E45 outside:unknown',
  ],
];
