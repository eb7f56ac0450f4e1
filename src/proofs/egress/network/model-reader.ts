import type { Resource } from '../../../estate/estate.ts';
import type { Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { Machine, Network, NetworkModel } from './model.ts';
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
  const places = placesOf(machines, unseen);
  return { networks: networks.map((network, at) => readNetwork(reading, network, at, places)), machines };
}

/** Machines by the resource that they are of: one for each of its interfaces. */
export type Places = ReadonlyMap<string, readonly number[]>;

/** What comes in by one interface may go on by another; whether it does, the machine's own routes say, which nobody declares. */
function placesOf(machines: readonly Machine[], unseen: Unseen): Places {
  const places = new Map<string, readonly number[]>();
  for (const [at, { id }] of machines.entries()) {
    const known = places.get(id);
    if (known === undefined) places.set(id, [at]);
    else if (unseen.isOpen) places.set(id, [...known, at]);
  }
  return places;
}

function readNetwork(reading: Reading, network: Resource, at: number, machines: Places): Network {
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
