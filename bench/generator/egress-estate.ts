import { Random } from './random.ts';

type Json = Readonly<Record<string, unknown>>;

const networks = 10;
const firewallRules = 5_000;
const subnetworks = 500;
const routes = 1_000;
const ports = [22, 53, 80, 123, 443, 853, 3306, 5432, 6443, 8080, 8443, 9090] as const;

/**
 * One stack of a zone as Terraform JSON, all of it in one project: networks peered in a ring, their subnetworks, rules and routes, and as many machines,
 * buckets, keys and grants as are wanting to `resources`. Nothing leaves but what a NAT in one network lets out. The same bytes for the same count.
 */
export function egressEstate(resources: number): string {
  const random = new Random(resources, 0);
  const types = new Map<string, Record<string, Json>>();
  const add = (type: string, name: string, values: Json): void => {
    const named = types.get(type) ?? {};
    types.set(type, named);
    named[name] = values;
  };
  addNetworks(add);
  addSubnetworks(add);
  addRules(add, random);
  addRoutes(add, random);
  const made = [...types.values()].reduce((sum, named) => sum + Object.keys(named).length, 0);
  addStores(add, random, resources - made);
  return JSON.stringify({
    '//': { metadata: { stackName: 'egress' } },
    provider: { google: [{ project: 'records', region: 'asia-northeast1' }] },
    resource: Object.fromEntries(types),
  });
}

type Add = (type: string, name: string, values: Json) => void;

function addNetworks(add: Add): void {
  for (let at = 0; at < networks; at += 1) {
    add('google_compute_network', `n${at}`, {
      name: `n${at}`,
      auto_create_subnetworks: false,
      delete_default_routes_on_create: true,
    });
    add('google_compute_router', `r${at}`, { name: `r${at}`, network: `\${google_compute_network.n${at}.id}` });
    add('google_compute_network_peering', `p${at}`, {
      name: `p${at}`,
      network: `\${google_compute_network.n${at}.id}`,
      peer_network: `\${google_compute_network.n${(at + 1) % networks}.id}`,
      import_custom_routes: true,
      export_custom_routes: true,
    });
  }
  add('google_compute_router_nat', 'nat', {
    name: 'nat',
    router: '${google_compute_router.r0.name}',
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
  });
  add('google_compute_route', 'out', {
    name: 'out',
    network: '${google_compute_network.n0.id}',
    dest_range: '0.0.0.0/0',
    next_hop_gateway: 'default-internet-gateway',
  });
}

function addSubnetworks(add: Add): void {
  for (let at = 0; at < subnetworks; at += 1) {
    add('google_compute_subnetwork', `s${at}`, {
      name: `s${at}`,
      network: `\${google_compute_network.n${at % networks}.id}`,
      ip_cidr_range: `10.${at >> 8}.${at & 255}.0/24`,
      stack_type: 'IPV4_ONLY',
      private_ip_google_access: true,
    });
  }
}

function addRules(add: Add, random: Random): void {
  for (let at = 0; at < networks; at += 1) {
    add('google_compute_firewall', `deny${at}`, {
      name: `deny${at}`,
      network: `\${google_compute_network.n${at}.id}`,
      direction: 'EGRESS',
      priority: 65_000,
      destination_ranges: ['0.0.0.0/0'],
      deny: [{ protocol: 'all' }],
    });
  }
  for (let at = networks; at < firewallRules; at += 1) {
    const outward = random.bad(0.5);
    const port = random.pick(ports) + (random.bad(0.3) ? below(random, 1_000) : 0);
    add('google_compute_firewall', `f${at}`, {
      name: `f${at}`,
      network: `\${google_compute_network.n${at % networks}.id}`,
      direction: outward ? 'EGRESS' : 'INGRESS',
      priority: 1_000 + below(random, 5_000),
      [outward ? 'destination_ranges' : 'source_ranges']: [rangeOf(random), rangeOf(random)],
      [random.bad(0.8) ? 'allow' : 'deny']: [{ protocol: random.pick(['tcp', 'udp']), ports: [String(port)] }],
      ...(random.bad(0.5) ? { target_tags: [`t${below(random, 50)}`] } : {}),
    });
  }
}

/** Inside: a rule that let something else out would make the way out shorter than the one that is looked for. */
function rangeOf(random: Random): string {
  return random.bad(0.5)
    ? `10.${below(random, 2)}.${below(random, 256)}.0/24`
    : `10.${below(random, 2)}.${below(random, 256)}.${below(random, 256)}/32`;
}

function addRoutes(add: Add, random: Random): void {
  for (let at = 0; at < routes; at += 1) {
    add('google_compute_route', `r${at}`, {
      name: `r${at}`,
      network: `\${google_compute_network.n${at % networks}.id}`,
      dest_range: `172.${16 + below(random, 16)}.${below(random, 256)}.0/24`,
      priority: 100 + below(random, 1_000),
      next_hop_instance: `\${google_compute_instance.m${below(random, 1_000)}.id}`,
    });
  }
}

/** Machines, buckets, keys and who may use them, until there are as many as asked for. */
function addStores(add: Add, random: Random, count: number): void {
  for (let at = 0; at * 6 < count; at += 1) {
    const rest = count - at * 6;
    // What is named comes before what names it: the last ones may be cut off.
    const parts = [
      () => {
        add('google_service_account', `a${at}`, { account_id: `a${at}` });
      },
      () => {
        add('google_kms_crypto_key', `k${at}`, {
          name: `k${at}`,
          key_ring: 'projects/records/locations/asia-northeast1/keyRings/records',
          version_template: [{ algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protection_level: 'HSM' }],
        });
      },
      () => {
        add('google_storage_bucket', `b${at}`, bucket(at));
      },
      () => {
        add('google_compute_instance', `m${at}`, machine(at, random));
      },
      () => {
        add('google_storage_bucket_iam_member', `b${at}`, {
          bucket: `\${google_storage_bucket.b${at}.name}`,
          role: 'roles/storage.objectViewer',
          member: `serviceAccount:\${google_service_account.a${at}.email}`,
        });
      },
      () => {
        add('google_kms_crypto_key_iam_member', `k${at}`, {
          crypto_key_id: `\${google_kms_crypto_key.k${at}.id}`,
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          member: `serviceAccount:\${google_service_account.a${at}.email}`,
        });
      },
    ];
    for (const part of parts.slice(0, rest)) part();
  }
}

function machine(at: number, random: Random): Json {
  return {
    name: `m${at}`,
    machine_type: 'n2d-standard-8',
    zone: 'asia-northeast1-b',
    can_ip_forward: random.bad(0.01),
    tags: [`t${below(random, 50)}`],
    network_interface: [
      {
        network: `\${google_compute_network.n${at % networks}.id}`,
        subnetwork: `\${google_compute_subnetwork.s${at % subnetworks}.id}`,
      },
    ],
    boot_disk: [{ initialize_params: [{ image: 'projects/records/global/images/base' }] }],
    service_account: [{ email: `\${google_service_account.a${at}.email}`, scopes: ['cloud-platform'] }],
  };
}

function bucket(at: number): Json {
  return {
    name: `records-${at}`,
    location: 'ASIA-NORTHEAST1',
    public_access_prevention: 'enforced',
    uniform_bucket_level_access: true,
    encryption: [{ default_kms_key_name: `\${google_kms_crypto_key.k${at}.id}` }],
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}
