import { type Edit, set, unset } from './edit-stacks.ts';
import type { Scenario } from './identity/access-scenarios.ts';
import { tryOnly } from './try-only.ts';

const cluster = 'google_container_cluster';
const named = 'PrivateCluster';
const authorised = 'master_authorized_networks_config';
const dns = 'control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic';

const publicEndpoint = set(cluster, named, 'private_cluster_config.enable_private_endpoint', false);

function ofCluster(path: string, value: unknown): Edit {
  return set(cluster, named, path, value);
}

function networks(...blocks: readonly string[]): Edit {
  return ofCluster(
    `${authorised}.cidr_blocks`,
    blocks.map((block) => ({ cidr_block: block })),
  );
}

const answers = 'container_cluster.PrivateCluster answers on a public address';
const byName = 'container_cluster.PrivateCluster answers by its name (DNS endpoint)';

/** Who outside reaches the control plane of the zone's cluster. */
export const controlPlaneScenarios: readonly Scenario[] = [
  [
    'a public control plane that the zone and the room alone may call',
    'E38',
    [publicEndpoint, networks('10.64.0.0/24', '203.0.113.16/29')],
    'weak',
    [],
  ],
  [
    'a public control plane without authorised networks',
    'E38',
    [publicEndpoint, unset(cluster, named, authorised)],
    'open',
    [
      `container_cluster.PrivateCluster -> internet: ${answers} > container_cluster.PrivateCluster lets everybody call it: no authorised networks`,
    ],
  ],
  [
    'a public control plane that a partner and everybody may call',
    'E38',
    [publicEndpoint, networks('10.64.0.0/22', '198.51.100.0/24', '0.0.0.0/0')],
    'open',
    [
      `container_cluster.PrivateCluster -> internet: ${answers} > container_cluster.PrivateCluster lets 0.0.0.0/0 call it`,
      `container_cluster.PrivateCluster -> outside:198.51.100.0/24: ${answers} > container_cluster.PrivateCluster lets 198.51.100.0/24 call it`,
    ],
  ],
  [
    'a network around that of the room',
    'E38',
    [publicEndpoint, networks('203.0.113.0/24')],
    'open',
    [
      `container_cluster.PrivateCluster -> outside:203.0.113.0/24: ${answers} > container_cluster.PrivateCluster lets 203.0.113.0/24 call it`,
    ],
  ],
  [
    'a public control plane for all of Google Cloud',
    'E38',
    [publicEndpoint, ofCluster(`${authorised}.gcp_public_cidrs_access_enabled`, true)],
    'open',
    [
      `container_cluster.PrivateCluster -> outside:machines of Google Cloud: ${answers} > container_cluster.PrivateCluster lets any machine of Google Cloud call it`,
    ],
  ],
  [
    'a public control plane that does not say whether Google Cloud may call it',
    'E38',
    [publicEndpoint, unset(cluster, named, `${authorised}.gcp_public_cidrs_access_enabled`)],
    'unknown',
    [
      `perhaps container_cluster.PrivateCluster -> outside:machines of Google Cloud: ${answers} > container_cluster.PrivateCluster lets any machine of Google Cloud call it`,
    ],
  ],
  [
    'authorised networks that are known after apply only',
    'E38',
    [publicEndpoint, ofCluster(`${authorised}.cidr_blocks`, '${google_project.elsewhere.labels}')],
    'unknown',
    [
      `perhaps container_cluster.PrivateCluster -> outside:authorised networks: ${answers} > container_cluster.PrivateCluster lets networks call it that can’t be seen here`,
    ],
  ],
  [
    'an endpoint of which it is not known whether it is private, and no authorised networks',
    'E38',
    [ofCluster('private_cluster_config.enable_private_endpoint', '${var.private}'), unset(cluster, named, authorised)],
    'unknown',
    [
      `perhaps container_cluster.PrivateCluster -> internet: ${answers} > container_cluster.PrivateCluster lets everybody call it: no authorised networks`,
    ],
  ],
  [
    'no endpoint by address at all',
    'E38',
    [
      publicEndpoint,
      unset(cluster, named, authorised),
      ofCluster('control_plane_endpoints_config.ip_endpoints_config.enabled', false),
    ],
    'weak',
    [],
  ],
  ['a DNS endpoint for everybody, behind the perimeter', 'E38', [ofCluster(dns, true)], 'weak', []],
  [
    'a DNS endpoint for everybody, while the perimeter is tried out only',
    'E38',
    [tryOnly, ofCluster(dns, true)],
    'open',
    [
      `container_cluster.PrivateCluster -> outside:principals who may connect: ${byName} > container_cluster.PrivateCluster lets everybody call it who may connect to clusters of the project`,
    ],
  ],
  [
    'no word on the DNS endpoint, while the perimeter is tried out only',
    'E38',
    [tryOnly, unset(cluster, named, 'control_plane_endpoints_config.dns_endpoint_config')],
    'unknown',
    [
      `perhaps container_cluster.PrivateCluster -> outside:principals who may connect: ${byName} > container_cluster.PrivateCluster lets everybody call it who may connect to clusters of the project`,
    ],
  ],
];
