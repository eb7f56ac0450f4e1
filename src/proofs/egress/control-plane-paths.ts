import type { Resource } from '../../estate/estate.ts';
import { Unknown } from '../../estate/value.ts';
import type { LocalText } from '../../policy/catalog.ts';
import { restricts } from './guards/perimeters.ts';
import { text } from './guards/texts.ts';
import { hopOf } from './hop-of.ts';
import { isOwnNetwork } from './own-networks.ts';
import type { EgressPath } from './prove-zone.ts';
import { blocksAt, readPath, textsAt } from './read-path.ts';
import { inBothModes, type Unseen } from './unseen.ts';
import type { ZoneWorld } from './zone-world.ts';

/**
 * Who outside the zone reaches the control plane of one of its clusters, through which `kubectl cp` and `exec` take data: by its public address, whom the
 * authorised networks let in, and by its name, whoever the perimeter does not stop. Whoever reaches it must still sign in; that a network lets strangers try
 * is the way out (cloud.google.com/kubernetes-engine/docs/concepts/network-isolation).
 */
export function controlPlanePaths(world: ZoneWorld): readonly EgressPath[] {
  const clusters = world.inside('google_container_cluster');
  return inBothModes((unseen) => clusters.flatMap((cluster) => callersOf(world, cluster, unseen)));
}

/** Somebody outside, and what lets them call. */
interface Caller {
  readonly to: string;
  readonly lets: LocalText;
}

function callersOf(world: ZoneWorld, cluster: Resource, unseen: Unseen): readonly EgressPath[] {
  const answers = text('answers on a public address', '公開アドレスで応答する');
  const named = text('answers by its name (DNS endpoint)', '名前（DNS エンドポイント）で応答する');
  const by = (entry: LocalText, callers: readonly Caller[]): readonly EgressPath[] =>
    callers.map(
      ({ to, lets }): EgressPath => ({
        from: cluster.address,
        to,
        family: null,
        exit: 'E38',
        isCertain: unseen.isCertain,
        via: [hopOf(cluster, entry), hopOf(cluster, lets)],
      }),
    );
  const byAddress = hasPublicAddress(cluster, unseen) ? addressCallers(world, cluster, unseen) : [];
  return [...by(answers, byAddress), ...by(named, nameCallers(world, cluster, unseen))];
}

/** Whether an attribute says `value`; what can't be seen, or has no default that is known, as the mode takes it. */
function says(
  cluster: Resource,
  attribute: string,
  { value, byDefault, unseen }: { readonly value: string; readonly byDefault: string | null; readonly unseen: Unseen },
): boolean {
  const found = readPath(cluster, attribute)[0]?.value ?? byDefault;
  return found === null || found instanceof Unknown ? unseen.isOpen : found === value;
}

/** Addresses are public unless the endpoint is private, or there is none by address at all. */
function hasPublicAddress(cluster: Resource, unseen: Unseen): boolean {
  const byAddress = { value: 'true', byDefault: 'true', unseen };
  if (!says(cluster, 'control_plane_endpoints_config.ip_endpoints_config.enabled', byAddress)) return false;
  return says(cluster, 'private_cluster_config.enable_private_endpoint', {
    value: 'false',
    byDefault: 'false',
    unseen,
  });
}

const authorised = 'master_authorized_networks_config';

function addressCallers(world: ZoneWorld, cluster: Resource, unseen: Unseen): readonly Caller[] {
  const everybody = {
    to: 'internet',
    lets: text('lets everybody call it: no authorised networks', '認可ネットワークがなく、誰からでも呼ばれる'),
  };
  const blocks = cluster.undeclared.includes(authorised) ? 'unknown' : blocksAt(cluster.values, authorised);
  if (blocks === 'unknown') return unseen.isOpen ? [everybody] : [];
  if (blocks.length === 0) return [everybody];
  const google = {
    to: 'outside:machines of Google Cloud',
    lets: text('lets any machine of Google Cloud call it', 'Google Cloud の任意のマシンから呼べる'),
  };
  const fromGoogle = { value: 'true', byDefault: null, unseen };
  const lets = says(cluster, `${authorised}.gcp_public_cidrs_access_enabled`, fromGoogle) ? [google] : [];
  return [...networkCallers(world, cluster, unseen), ...lets];
}

/** The authorised networks that lie neither in the security room nor in the zone. */
function networkCallers(world: ZoneWorld, cluster: Resource, unseen: Unseen): readonly Caller[] {
  const networks = textsAt(cluster.values, `${authorised}.cidr_blocks.cidr_block`);
  if (networks === 'unknown') {
    const lets = text('lets networks call it that can’t be seen here', 'ここでは見えないネットワークから呼べる');
    return unseen.isOpen ? [{ to: 'outside:authorised networks', lets }] : [];
  }
  return networks
    .filter((network) => !isOwnNetwork(world, network))
    .map((network) => ({
      to: network.endsWith('/0') ? 'internet' : `outside:${network}`,
      lets: text(`lets ${network} call it`, `${network} から呼べる`),
    }));
}

/** The name leads to Google's front ends, where a perimeter that restricts the service stops who does not meet it. */
function nameCallers(world: ZoneWorld, cluster: Resource, unseen: Unseen): readonly Caller[] {
  const attribute = 'control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic';
  const stopped = restricts(world, 'container.googleapis.com');
  if (stopped === 'yes') return [];
  if (!says(cluster, attribute, { value: 'true', byDefault: null, unseen })) return [];
  if (stopped === 'unknown' && !unseen.isOpen) return [];
  const lets = text(
    'lets everybody call it who may connect to clusters of the project',
    'プロジェクトのクラスタに接続できる者なら誰でも呼べる',
  );
  return [{ to: 'outside:principals who may connect', lets }];
}
