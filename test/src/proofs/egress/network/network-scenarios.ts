import type { Json } from '../closed-zone.ts';
import { add, type Edit } from '../edit-stacks.ts';
import type { Scenario } from '../identity/access-scenarios.ts';
import { project } from '../try-only.ts';

const network = '${google_compute_network.ClosedNetwork_AD875D20.id}';
const subnetwork = '${google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D.id}';
const subnet = 'compute_subnetwork.ClosedNetwork_Subnetwork';
const sends = 'sends, and its firewall lets it';

function one(type: string, name: string, values: Json): Edit {
  return add(`google_${type}`, name, { name, project, ...values });
}

/** The firewall lets everything out to a range. */
function allowed(range: string): Edit {
  const rule = { direction: 'EGRESS', priority: 1, network, allow: [{ protocol: 'all' }], destination_ranges: [range] };
  return one('compute_firewall', 'a', rule);
}

/** All machines of the zone's network that leave by the same hops: the cluster, its nodes and anything else on the subnetwork. */
function fromEach(hops: string, to: string, perhaps = ''): readonly string[] {
  const pools = ['ImageGenerationPool', 'SystemPool'].map((pool) => `container_node_pool.${pool}`);
  return [subnet, 'container_cluster.PrivateCluster', ...pools].map(
    (from) => `${perhaps}${from} -> ${to}: ${from} ${sends} > ${hops}`,
  );
}

const balancer = (values: Json): Edit =>
  one('compute_forwarding_rule', 'f', { load_balancing_scheme: 'INTERNAL', network, subnetwork, ...values });

/** A machine that forwards, with an address on the internet, behind a load balancer. */
const appliance: readonly Edit[] = [
  one('compute_instance', 'fw', {
    can_ip_forward: true,
    tags: ['appliance'],
    network_interface: [{ subnetwork, access_config: [{}] }],
  }),
  one('compute_instance_group', 'g', { instances: ['${google_compute_instance.fw.id}'] }),
  one('compute_region_backend_service', 'b', { backend: [{ group: '${google_compute_instance_group.g.id}' }] }),
  balancer({ backend_service: '${google_compute_region_backend_service.b.id}', ip_address: '10.64.0.9' }),
];

const defaultRoute = one('compute_route', 'd', {
  network,
  dest_range: '0.0.0.0/0',
  next_hop_gateway: 'default-internet-gateway',
  tags: ['appliance'],
});

function policyRoute(values: Json, filter: Json = {}, name = 'p'): Edit {
  return one('network_connectivity_policy_based_route', name, {
    network,
    priority: 100,
    filter: { protocol_version: 'IPV4', ...filter },
    ...values,
  });
}

const byBalancer = { next_hop_ilb_ip: '10.64.0.9' };
/** What the appliance sends itself is left to the routes. */
const excepted = policyRoute(
  { next_hop_other_routes: 'DEFAULT_ROUTING', priority: 10, virtual_machine: { tags: ['appliance'] } },
  {},
  'q',
);
const policed = 'network_connectivity_policy_based_route.p the route that takes the packet';
const leaves = 'compute_route.d the route that takes the packet > compute_instance.fw has an address on the internet';
const itself = `compute_instance.fw -> internet: compute_instance.fw ${sends} > ${leaves}`;
const overAppliance = `${policed} > compute_instance.fw forwards it > ${leaves}`;
const base = [...appliance, defaultRoute, allowed('0.0.0.0/0')];

const policyRoutes: readonly Scenario[] = [
  ['an appliance with an address that no route of the others leads to', 'E1', base, 'open', [itself]],
  [
    'a policy-based route to an appliance with an address',
    'E1',
    [...base, policyRoute(byBalancer), excepted],
    'open',
    [itself, ...fromEach(overAppliance, 'internet')],
  ],
  [
    'a policy-based route by the reference to a load balancer',
    'E1',
    [...base, policyRoute({ next_hop_ilb_ip: '${google_compute_forwarding_rule.f.ip_address}' }), excepted],
    'open',
    [itself, ...fromEach(overAppliance, 'internet')],
  ],
  [
    'a policy-based route for one protocol, so that it can’t be told what it takes',
    'E1',
    [...base, policyRoute(byBalancer, { ip_protocol: 'TCP' }), excepted],
    'open',
    [itself, ...fromEach(overAppliance, 'internet', 'perhaps ')],
  ],
  [
    'a policy-based route whose filter is known after apply only',
    'E1',
    [...base, policyRoute(byBalancer, { dest_range: '${google_project.elsewhere.labels}' }), excepted],
    'unknown',
    [`perhaps ${itself}`, ...fromEach(overAppliance, 'internet', 'perhaps ')],
  ],
  [
    'a route to a load balancer before an appliance',
    'E1',
    [
      ...base,
      one('compute_route', 'l', {
        network,
        dest_range: '0.0.0.0/0',
        priority: 2000,
        next_hop_ilb: '${google_compute_forwarding_rule.f.id}',
      }),
    ],
    'open',
    [
      itself,
      ...fromEach(
        `compute_route.l the route that takes the packet > compute_instance.fw forwards it > ${leaves}`,
        'internet',
      ),
    ],
  ],
  // The rule of priority that leaves its own packets to the routes is missing: they come back to it for ever.
  [
    'a policy-based route that gives the appliance its own packets back',
    'E1',
    [...base, policyRoute(byBalancer)],
    'weak',
    [],
  ],
  [
    'a policy-based route before the way that a machine has',
    'E1',
    [...base, policyRoute({ next_hop_ilb_ip: '10.64.0.250' })],
    'weak',
    [],
  ],
  [
    'a policy-based route to a load balancer that nobody declares',
    'E10',
    [allowed('0.0.0.0/0'), policyRoute({ next_hop_ilb_ip: '10.64.0.250' })],
    'unknown',
    fromEach(policed, 'outside:next hop of google_network_connectivity_policy_based_route.p', 'perhaps '),
  ],
  [
    'a policy-based route for what comes from attachments',
    'E10',
    [allowed('0.0.0.0/0'), policyRoute({ ...byBalancer, interconnect_attachment: { region: 'asia-northeast1' } })],
    'weak',
    [],
  ],
];

const neg = (type: string): readonly Edit[] => [
  one('compute_region_network_endpoint_group', 'n', {
    network_endpoint_type: type,
    network,
    region: 'asia-northeast1',
  }),
  one('compute_region_backend_service', 'b', {
    load_balancing_scheme: 'INTERNAL_MANAGED',
    backend: [{ group: '${google_compute_region_network_endpoint_group.n.id}' }],
  }),
  one('compute_region_url_map', 'u', { default_service: '${google_compute_region_backend_service.b.id}' }),
  one('compute_region_target_http_proxy', 't', { url_map: '${google_compute_region_url_map.u.id}' }),
];

const managed = (values: Json): Edit =>
  balancer({
    load_balancing_scheme: 'INTERNAL_MANAGED',
    target: '${google_compute_region_target_http_proxy.t.id}',
    ...values,
  });

const handsOn = 'compute_forwarding_rule.f hands on what it is sent';
const gateway = (values: Json): Edit =>
  one('network_services_gateway', 'w', {
    type: 'SECURE_WEB_GATEWAY',
    network,
    subnetwork,
    ports: [443],
    gateway_security_policy: '${google_network_security_gateway_security_policy.p.id}',
    ...values,
  });
const policy = one('network_security_gateway_security_policy', 'p', {});
const rule = (profile: string): Edit =>
  one('network_security_gateway_security_policy_rule', 'r', {
    gateway_security_policy: '${google_network_security_gateway_security_policy.p.id}',
    basic_profile: profile,
    enabled: true,
  });

const proxies: readonly Scenario[] = [
  [
    'an internet endpoint behind an internal load balancer',
    'E7',
    [...neg('INTERNET_FQDN_PORT'), managed({ ip_address: '10.64.0.7' })],
    'open',
    fromEach(handsOn, 'internet'),
  ],
  [
    'endpoints at another site behind an address that is given out at apply',
    'E7',
    [...neg('NON_GCP_PRIVATE_IP_PORT'), managed({})],
    'unknown',
    fromEach(handsOn, 'outside:endpoints of google_compute_region_network_endpoint_group.n', 'perhaps '),
  ],
  ['an internet endpoint that no load balancer uses', 'E7', neg('INTERNET_FQDN_PORT'), 'weak', []],
  [
    'a web proxy that lets calls out',
    'E7',
    [policy, rule('ALLOW'), gateway({ addresses: ['10.64.0.8'] })],
    'open',
    fromEach('network_services_gateway.w hands on what it is sent', 'internet'),
  ],
  [
    'a web proxy without a rule that allows anything',
    'E7',
    [policy, rule('DENY'), gateway({ addresses: ['10.64.0.8'] })],
    'weak',
    [],
  ],
];

const lent = one('compute_global_address', 'r', {
  purpose: 'VPC_PEERING',
  address: '10.90.0.0',
  prefix_length: 16,
  network,
});
const connection = one('service_networking_connection', 'c', {
  network,
  service: 'servicenetworking.googleapis.com',
  reserved_peering_ranges: ['${google_compute_global_address.r.name}'],
});
const pinned = one('service_networking_vpc_service_controls', 'v', {
  network,
  service: 'servicenetworking.googleapis.com',
  enabled: true,
});
const byProducer = 'outside:internet by the producer of google_service_networking_connection.c';
const taken = 'service_networking_connection.c the route that takes the packet';

const other = '${google_compute_network.o.id}';

/** A network of another zone with a tunnel, peered with ours; the custom routes are exchanged by resources beside the peerings. */
const peered = (isExported: boolean): readonly Edit[] => [
  one('compute_network', 'o', { project: 'analysis-prd', delete_default_routes_on_create: true }),
  one('compute_vpn_tunnel', 't', { project: 'analysis-prd', peer_ip: '198.51.100.9' }),
  one('compute_route', 't', {
    project: 'analysis-prd',
    network: other,
    dest_range: '10.77.0.0/16',
    next_hop_vpn_tunnel: '${google_compute_vpn_tunnel.t.id}',
  }),
  one('compute_network_peering', 'here', { network, peer_network: other }),
  one('compute_network_peering', 'there', { network: other, peer_network: network }),
  one('compute_network_peering_routes_config', 'i', {
    network,
    peering: '${google_compute_network_peering.here.name}',
    import_custom_routes: true,
    export_custom_routes: false,
  }),
  one('compute_network_peering_routes_config', 'e', {
    network: other,
    peering: '${google_compute_network_peering.there.name}',
    import_custom_routes: false,
    export_custom_routes: isExported,
  }),
  allowed('10.77.0.0/16'),
];

const producers: readonly Scenario[] = [
  [
    'routes of a peer that resources beside the peerings exchange',
    'E9',
    peered(true),
    'open',
    fromEach('compute_route.t the route that takes the packet', 'outside:VPN google_compute_vpn_tunnel.t'),
  ],
  ['routes of a peer that does not export them', 'E9', peered(false), 'closed', []],
  [
    'a producer with its own default route',
    'E11',
    [lent, connection, allowed('10.90.0.0/16')],
    'open',
    fromEach(taken, byProducer),
  ],
  [
    'a producer whose default route is taken away',
    'E11',
    [lent, connection, allowed('10.90.0.0/16'), pinned],
    'closed',
    [],
  ],
  ['a producer that the firewall keeps apart', 'E11', [lent, connection], 'weak', []],
  [
    'a producer at addresses that are given out at apply',
    'E11',
    [
      one('compute_global_address', 'r', { purpose: 'VPC_PEERING', prefix_length: 16, network }),
      connection,
      allowed('10.90.0.0/16'),
    ],
    'unknown',
    fromEach(taken, byProducer, 'perhaps '),
  ],
  [
    'routes that are imported from a producer',
    'E11',
    [
      lent,
      connection,
      pinned,
      allowed('10.91.0.0/16'),
      one('compute_network_peering_routes_config', 'i', {
        network,
        peering: '${google_service_networking_connection.c.peering}',
        import_custom_routes: true,
        export_custom_routes: false,
      }),
    ],
    'unknown',
    fromEach(
      'compute_network_peering_routes_config.i the route that takes the packet',
      'outside:routes imported by google_compute_network_peering_routes_config.i',
      'perhaps ',
    ),
  ],
];

const machines: readonly Scenario[] = [
  [
    'a pipeline whose workers have addresses, with a route and a rule',
    'E1',
    [
      one('dataflow_job', 'x', {
        network,
        subnetwork,
        temp_gcs_location: '${google_storage_bucket.RawRecordBucket_A925902E.url}',
      }),
      one('compute_route', 'd', { network, dest_range: '0.0.0.0/0', next_hop_gateway: 'default-internet-gateway' }),
      allowed('0.0.0.0/0'),
    ],
    'open',
    [
      `dataflow_job.x -> internet: dataflow_job.x ${sends} > compute_route.d the route that takes the packet > dataflow_job.x has an address on the internet`,
    ],
  ],
  [
    'a cluster of a data service that does not say whether its machines have addresses',
    'E1',
    [
      one('dataproc_cluster', 'x', { cluster_config: { gce_cluster_config: { subnetwork, tags: ['appliance'] } } }),
      defaultRoute,
      allowed('0.0.0.0/0'),
    ],
    'unknown',
    [
      `perhaps dataproc_cluster.x -> internet: dataproc_cluster.x ${sends} > compute_route.d the route that takes the packet > dataproc_cluster.x has an address on the internet`,
    ],
  ],
  [
    'a pipeline whose workers have addresses, in the closed network',
    'E1',
    [
      one('dataflow_job', 'x', {
        network,
        subnetwork,
        temp_gcs_location: '${google_storage_bucket.RawRecordBucket_A925902E.url}',
      }),
    ],
    'closed',
    [],
  ],
];

/** Ways out through what stands in the zone's network. */
export const networkScenarios: readonly Scenario[] = [...policyRoutes, ...proxies, ...producers, ...machines];
