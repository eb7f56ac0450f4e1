import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf, textsOf } from '../../world.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { Range, Subnet } from './model.ts';
import type { Reading } from './model-reader.ts';
import { parseRange } from './ranges.ts';
import { forwardingRules } from './read-load-balancers.ts';

/**
 * Addresses in a network behind which a proxy stands that hands on what it is sent: internal load balancers whose backends are endpoints on the internet or at
 * another site, or a service of somebody else, and secure web proxies. An address that is given out at apply may be any of its subnetwork
 * (cloud.google.com/load-balancing/docs/negs, cloud.google.com/secure-web-proxy/docs/overview).
 */
export function readProxies(reading: Reading, network: Resource): readonly Subnet[] {
  return [...balancers(reading, network), ...webProxies(reading, network)];
}

const chain = /^google_compute_(?:region_)?(?:target_\w+_proxy|url_map|backend_service)$/u;
const endpoints = /^google_compute_(?:global_|region_)?network_endpoint_group$/u;

function balancers(reading: Reading, network: Resource): readonly Subnet[] {
  const internal = standingIn(reading, network, forwardingRules).filter(({ values }) => {
    const scheme = scalarOf(values, 'load_balancing_scheme');
    return scheme !== null && !(typeof scheme === 'string' && scheme.startsWith('EXTERNAL'));
  });
  return internal.flatMap((rule) => {
    const to = new Set(groupsBehind(reading.world, rule).flatMap((group) => leadsTo(reading, group) ?? []));
    return [...to].flatMap((place) =>
      rangesOf(reading, rule, 'ip_address').map((range): Subnet => proxyAt(rule, range, place)),
    );
  });
}

/** What names the network, or a subnetwork of it. */
function standingIn({ world }: Reading, network: Resource, types: readonly string[]): readonly Resource[] {
  const subnetworks = world.referrers(network, 'google_compute_subnetwork', 'network');
  const found = types.flatMap((type) => [
    ...world.referrers(network, type, 'network'),
    ...subnetworks.flatMap((one) => world.referrers(one, type, 'subnetwork')),
  ]);
  return [...new Set(found)];
}

function proxyAt({ id }: Resource, range: Range, to: string): Subnet {
  return { id, range, zone: null, proxy: { to, exit: 'E7' } };
}

function subnetworksOf(world: ZoneWorld, resource: Resource): readonly Resource[] {
  return world.targets(resource, 'subnetwork').filter(({ type }) => type === 'google_compute_subnetwork');
}

/** The endpoint groups that a forwarding rule leads to, over proxies, maps of URLs and backend services. */
function groupsBehind(world: ZoneWorld, rule: Resource): readonly Resource[] {
  const seen = new Set<Resource>([rule]);
  const found: Resource[] = [];
  for (const one of seen) {
    const named = [...one.references.values()].flatMap((references) =>
      references.flatMap((reference) => world.input.index.find(reference) ?? []),
    );
    found.push(...named.filter(({ type }) => endpoints.test(type)));
    for (const next of named) if (chain.test(next.type)) seen.add(next);
  }
  return [...new Set(found)];
}

/** Null for groups of machines of our own. */
function leadsTo({ unseen }: Reading, group: Resource): string | null {
  const type = scalarOf(group.values, 'network_endpoint_type') ?? byDefault(group.type);
  const [elsewhere, internet] = [`outside:endpoints of ${group.address}`, 'internet'];
  if (type instanceof Unknown) return unseen.isOpen ? elsewhere : null;
  if (type.startsWith('INTERNET_')) return internet;
  return ['NON_GCP_PRIVATE_IP_PORT', 'PRIVATE_SERVICE_CONNECT'].includes(type) ? elsewhere : null;
}

function byDefault(type: string): string {
  return type === 'google_compute_region_network_endpoint_group' ? 'SERVERLESS' : 'GCE_VM_IP_PORT';
}

/** Addresses that are written, or, where they are not, all of the subnetwork: one of them it will be. */
function rangesOf({ world, unseen }: Reading, resource: Resource, attribute: string): readonly Range[] {
  const own = textsOf(resource.values, attribute);
  const reserved = world.targets(resource, attribute).map(({ values }) => scalarOf(values, 'address'));
  const texts = [...(own === null || own === 'unknown' ? [] : own), ...reserved];
  const written = texts.flatMap((text) => (typeof text === 'string' ? (parseRange(text) ?? []) : []));
  if (written.length > 0) return written;
  if (!unseen.isOpen) return [];
  return subnetworksOf(world, resource).flatMap(({ values }) => {
    const range = scalarOf(values, 'ip_cidr_range');
    return typeof range === 'string' ? (parseRange(range) ?? []) : [];
  });
}

function webProxies(reading: Reading, network: Resource): readonly Subnet[] {
  const gateways = standingIn(reading, network, ['google_network_services_gateway']).filter((gateway) => {
    const type = scalarOf(gateway.values, 'type');
    const isProxy = type instanceof Unknown ? reading.unseen.isOpen : type === 'SECURE_WEB_GATEWAY';
    return isProxy && letsAnything(reading, gateway);
  });
  return gateways.flatMap((gateway) =>
    rangesOf(reading, gateway, 'addresses').map((range) => proxyAt(gateway, range, 'internet')),
  );
}

/** A web proxy refuses what no rule of its policy allows. */
function letsAnything({ world, unseen }: Reading, gateway: Resource): boolean {
  const policies = world.targets(gateway, 'gateway_security_policy');
  if (policies.length === 0) return scalarOf(gateway.values, 'gateway_security_policy') !== null && unseen.isOpen;
  const type = 'google_network_security_gateway_security_policy_rule';
  return policies
    .flatMap((policy) => world.referrers(policy, type, 'gateway_security_policy'))
    .some(({ values }) => {
      const [profile, enabled] = [scalarOf(values, 'basic_profile'), scalarOf(values, 'enabled')];
      if (profile instanceof Unknown || enabled instanceof Unknown) return unseen.isOpen;
      return profile === 'ALLOW' && enabled !== 'false';
    });
}
