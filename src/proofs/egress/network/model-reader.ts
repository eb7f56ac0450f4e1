import type { Resource } from '../../../estate/estate.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { Network, NetworkModel } from './model.ts';
import { readLayers } from './read-firewall.ts';
import { readMachines } from './read-machines.ts';
import { readPolicyRoutes } from './read-policy-routes.ts';
import { readProxies } from './read-proxies.ts';
import { readRoutes } from './read-routes.ts';
import { readServiceMachines } from './read-service-machines.ts';
import { readSubnets } from './read-subnets.ts';

/** What all readers share: the networks by their place in the model. */
export interface Reading {
  readonly world: ZoneWorld;
  readonly unseen: Unseen;
  readonly networks: readonly Resource[];
}

/** The networks that the zone's machines use, and those that these are peered with, as the search takes them. Pure. */
export function readModel(world: ZoneWorld, unseen: Unseen): NetworkModel {
  const networks = networksOf(world);
  const reading = { world, unseen, networks };
  const machines = [...readMachines(reading), ...readServiceMachines(reading)];
  const places = new Map(machines.map(({ id }, at) => [id, at] as const).reverse());
  return { networks: networks.map((network, at) => readNetwork(reading, network, at, places)), machines };
}

function readNetwork(reading: Reading, network: Resource, at: number, machines: ReadonlyMap<string, number>): Network {
  const { routes, wild } = readRoutes(reading, network, at, machines);
  return {
    id: network.id,
    // The address of a proxy comes before the subnet that it is one of.
    subnets: [...readProxies(reading, network), ...readSubnets(reading, network)],
    routes,
    wild,
    policies: readPolicyRoutes(reading, network, machines),
    layers: readLayers(reading, network),
  };
}

/** Every declared network: those of other zones matter where they are peered with. */
function networksOf(world: ZoneWorld): readonly Resource[] {
  return world.everywhere('google_compute_network');
}
