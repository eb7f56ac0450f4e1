import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { readPath } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { setting, without } from './setting.ts';
import { text } from './texts.ts';

const clusters = ['google_container_cluster'];
const pools = ['google_container_node_pool'];

/** Autopilot has no pools that anybody declares. */
function isStandard({ values }: Resource): boolean {
  return values['enable_autopilot'] !== true;
}

/** Class K: nodes come from declared pools only, since the guards of nodes read those: neither from a pool that the cluster keeps, nor from blocks in it. */
export const declaredPoolsOnly: readonly Guard[] = [
  setting({ types: clusters, attribute: 'remove_default_node_pool', good: ['true'], concerns: isStandard }),
  without({ types: clusters, attributes: ['node_pool'] }),
];

/** True for a cluster that adds pools of its own accord. */
export function provisionsNodes(cluster: Resource): boolean {
  return readPath(cluster, 'cluster_autoscaling.enabled')[0]?.value === 'true';
}

/** Class R: what is provisioned of itself runs as an account of the zone, and under the encryption that its pools have. */
export const provisionedNodes: Guard = {
  proof: 'R',
  text: text(
    'nodes that are provisioned by themselves run as an account of the zone',
    '自動で用意されるノードが区域のアカウントで動く',
  ),
  read: (world, into) => {
    for (const cluster of world.inside(...clusters)) judgeProvisioning(world, cluster, into);
    const { stands, missing, unknown } = into.reading();
    if (stands.length + missing.length + unknown.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('nothing provisions nodes', 'ノードを自動で用意するものがない'));
  },
};

const defaults = 'cluster_autoscaling.auto_provisioning_defaults';

function judgeProvisioning(world: ZoneWorld, cluster: Resource, into: ReadingCollector): void {
  const enabled = readPath(cluster, 'cluster_autoscaling.enabled')[0]?.value ?? 'false';
  if (enabled instanceof Unknown)
    into.unknown(cluster, 'cluster_autoscaling.0.enabled', text('whether it is on', '有効か'));
  if (enabled instanceof Unknown || enabled !== 'true') return;
  judgeAccount(world, cluster, into);
}

function judgeAccount(world: ZoneWorld, cluster: Resource, into: ReadingCollector): void {
  const accounts = world
    .targets(cluster, 'cluster_autoscaling')
    .filter(({ type }) => type === 'google_service_account');
  const said = readPath(cluster, `${defaults}.service_account`)[0]?.value ?? null;
  const [account] = accounts;
  if (account !== undefined && accounts.every((one) => world.isInside(one)))
    into.stands(account, text('runs what is provisioned', '自動で用意されるノードを動かす'));
  else if (said instanceof Unknown)
    into.unknown(cluster, `${defaults}.service_account`, text('which account', 'どのアカウントか'));
  else if (said !== null && world.projects.ownsAccount(said)) into.stands(cluster, text(said, said));
  else
    into.missing(
      text(
        `${cluster.address} provisions nodes as ${said ?? 'the default account'}`,
        `${cluster.address} は ${said ?? '既定アカウント'} でノードを用意する`,
      ),
      cluster,
    );
}

/** Names in a node's metadata by which somebody logs in, or something starts, past every image that may run. */
const entrances = [
  'ssh-keys',
  'sshKeys',
  'startup-script',
  'startup-script-url',
  'user-data',
  'windows-startup-script-url',
];

/** Class K: metadata of nodes lets nobody log in, starts nothing and shows nothing. */
export const nodeMetadata: readonly Guard[] = [
  without({ types: pools, attributes: entrances.map((name) => `node_config.metadata.${name}`) }),
  metadata('enable-guest-attributes', ['false', 'FALSE', 'False', '0'], 'false'),
  metadata('disable-legacy-endpoints', ['true', 'TRUE'], 'true'),
];

/** Class K: no node answers at a serial port. */
export const nodeSerialPorts: Guard = metadata('serial-port-enable', ['false', 'FALSE', 'False', '0'], 'false');

function metadata(name: string, good: readonly string[], byDefault: string): Guard {
  return setting({ types: pools, attribute: `node_config.metadata.${name}`, good, byDefault });
}

/** Class K: what signs in at the API server does it through Google: no certificate, no other provider, no role for everybody. */
export const googleSignInOnly: readonly Guard[] = [
  setting({
    types: clusters,
    attribute: 'master_auth.client_certificate_config.issue_client_certificate',
    good: ['false'],
    byDefault: 'false',
  }),
  setting({ types: clusters, attribute: 'enable_legacy_abac', good: ['false'], byDefault: 'false' }),
  setting({
    types: clusters,
    attribute: 'rbac_binding_config.enable_insecure_binding_system_unauthenticated',
    good: ['false'],
  }),
  setting({
    types: clusters,
    attribute: 'rbac_binding_config.enable_insecure_binding_system_authenticated',
    good: ['false'],
  }),
  setting({ types: clusters, attribute: 'identity_service_config.enabled', good: ['false'], byDefault: 'false' }),
  without({ types: clusters, attributes: ['authenticator_groups_config'] }),
];

/** Class K: nothing in a cluster makes load balancers or other resources of Google Cloud that nobody declares. */
export const noBalancersFromWithin: readonly Guard[] = [
  setting({ types: clusters, attribute: 'addons_config.http_load_balancing.disabled', good: ['true'] }),
  setting({ types: clusters, attribute: 'gateway_api_config.channel', good: ['CHANNEL_DISABLED'] }),
  setting({ types: clusters, attribute: 'addons_config.cloudrun_config.disabled', good: ['true'], byDefault: 'true' }),
];

/** Class K: Config Connector declares resources of Google Cloud that no stack shows. */
export const noConfigConnector: Guard = setting({
  types: clusters,
  attribute: 'addons_config.config_connector_config.enabled',
  good: ['false'],
  byDefault: 'false',
});
