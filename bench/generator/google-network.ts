import { type Cell, type Declared, google, ref } from './cell.ts';

/** A network with subnets, firewall rules and a route. */
export function* declareNetwork(cell: Cell): Generator<Declared> {
  const { number: c, random, project, region } = cell;
  const octet = c % 250;
  const network = `google_compute_network.net_${c}`;
  yield google('compute_network', `net_${c}`, {
    name: `net-${c}`,
    project,
    auto_create_subnetworks: random.bad(),
    delete_default_routes_on_create: !random.bad(),
  });
  for (let i = 0; i < 2; i++)
    yield google('compute_subnetwork', `sub_${c}_${i}`, {
      name: `sub-${c}-${i}`,
      project,
      region,
      ip_cidr_range: `10.${octet}.${i * 16}.0/20`,
      network: ref(network),
      private_ip_google_access: !random.bad(),
      ...(random.bad()
        ? {}
        : {
            log_config: [
              {
                aggregation_interval: 'INTERVAL_5_SEC',
                flow_sampling: 1,
                metadata: 'INCLUDE_ALL_METADATA',
                filter_expr: 'true',
                metadata_fields: null,
              },
            ],
          }),
      secondary_ip_range: [
        { range_name: 'pods', ip_cidr_range: `172.16.${octet}.0/24`, reserved_internal_range: null },
      ],
    });
}

export function* declareFirewall(cell: Cell): Generator<Declared> {
  const { number: c, random, project } = cell;
  const network = `google_compute_network.net_${c}`;
  yield google('compute_firewall', `fw_deny_${c}`, {
    name: `deny-egress-${c}`,
    project,
    network: ref(network),
    direction: 'EGRESS',
    priority: 65000,
    destination_ranges: ['0.0.0.0/0'],
    deny: [{ protocol: 'all', ports: [] }],
    log_config: [{ metadata: 'INCLUDE_ALL_METADATA' }],
  });
  yield google('compute_firewall', `fw_in_${c}`, {
    name: `allow-in-${c}`,
    project,
    network: ref(network),
    direction: 'INGRESS',
    priority: 1000,
    source_ranges: [random.bad() ? '0.0.0.0/0' : '10.0.0.0/8'],
    allow: [{ protocol: 'tcp', ports: [random.pick(['22', '443', '3389', '8080-8090'])] }],
  });
  yield google('compute_firewall', `fw_out_${c}`, {
    name: `allow-out-${c}`,
    project,
    network: ref(network),
    direction: 'EGRESS',
    priority: 900,
    destination_ranges: [random.bad() ? '0.0.0.0/0' : '199.36.153.8/30'],
    allow: [{ protocol: 'tcp', ports: ['443'] }],
  });
  yield google('compute_route', `rt_${c}`, {
    name: `rt-${c}`,
    project,
    network: ref(network),
    dest_range: random.bad() ? '0.0.0.0/0' : '199.36.153.8/30',
    next_hop_gateway: 'default-internet-gateway',
    priority: 100,
  });
}
