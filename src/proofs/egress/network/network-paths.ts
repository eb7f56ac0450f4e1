import type { ResourceIndex } from '../../../estate/resource-index.ts';
import type { LocalText } from '../../../policy/catalog.ts';
import { text } from '../guards/texts.ts';
import type { EgressPath, Hop } from '../prove-zone.ts';
import { inBothModes, type Unseen } from '../unseen.ts';
import type { ZoneWorld } from '../zone-world.ts';
import type { HopReason, NetworkModel, PacketPath } from './model.ts';
import { readModel } from './model-reader.ts';
import { serviceMachineTypes } from './read-service-machines.ts';
import { findPacketPaths } from './search.ts';

/** Every way out of the zone by network, the shortest for each machine and destination. What is possible only is not certain. */
export function networkPaths(world: ZoneWorld): readonly EgressPath[] {
  if (
    world.inside(
      'google_compute_network',
      'google_compute_subnetwork',
      'google_compute_instance*',
      'google_container_*',
      ...serviceMachineTypes,
    ).length === 0
  ) {
    return [];
  }
  return inBothModes((unseen) => pathsIn(world, unseen));
}

function pathsIn(world: ZoneWorld, unseen: Unseen): readonly EgressPath[] {
  const { index } = world.input;
  const model = readModel(world, unseen);
  const best = new Map<string, EgressPath>();
  for (const found of findPacketPaths(model, world.zone.name)) {
    const path = pathOf(found, model, index, unseen.isCertain);
    const earlier = best.get(keyOf(path));
    if (earlier === undefined || earlier.via.length > path.via.length) best.set(keyOf(path), path);
  }
  return [...best.values()];
}

function keyOf({ from, to, family, exit }: EgressPath): string {
  return [from, to, family, exit].join('\0');
}

function pathOf(
  { machine, family, to, exit, hops }: PacketPath,
  model: NetworkModel,
  index: ResourceIndex,
  isCertain: boolean,
): EgressPath {
  const from = model.machines[machine]?.id ?? '';
  const via = hops.map(({ id, why }): Hop => {
    const resource = index.get(id) ?? null;
    return { address: resource?.address ?? id, resource, why: reasons[why] };
  });
  return { from: index.get(from)?.address ?? from, to, family: family === 4 ? 'ipv4' : 'ipv6', exit, isCertain, via };
}

const reasons: Readonly<Record<HopReason, LocalText>> = {
  sends: text('sends, and its firewall lets it', '送信し、ファイアウォールが通す'),
  route: text('the route that takes the packet', 'パケットが取る経路'),
  forwards: text('forwards it', '転送する'),
  address: text('has an address on the internet', 'インターネットのアドレスを持つ'),
  nat: text('translates it to an address on the internet', 'インターネットのアドレスに変換する'),
  'google-access': text('reaches Google APIs that no perimeter protects', '境界が守らない Google API に届く'),
  answers: text('may be called from the internet, and answers', 'インターネットから呼ばれ、応答する'),
  subnet: text('lies outside the zone', '区域の外にある'),
  proxies: text('hands on what it is sent', '受け取ったものを先へ渡す'),
};
