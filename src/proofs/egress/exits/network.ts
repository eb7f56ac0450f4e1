import { defaultRouteFacts } from '../../network/default-routes.ts';
import { egressFirewallFacts } from '../../network/egress-firewall.ts';
import { externalAddressFacts, externalForwardingFacts } from '../../network/external-addresses.ts';
import { ipv6Facts } from '../../network/ipv6.ts';
import { natFacts } from '../../network/nat.ts';
import { absent, byNetwork, direct } from '../guards/absent.ts';
import { noBalancerElsewhere } from '../guards/from-elsewhere.ts';
import { networkGuard } from '../guards/network-facts.ts';
import { producerPinned } from '../guards/network-guards.ts';
import { noBalancersFromWithin } from '../guards/node-guards.ts';
import { allowsOnly, denies, deniesAll, enforced } from '../guards/policies.ts';
import { routesReadable, rulesReadable } from '../guards/readable.ts';
import { networksInside, strangersOutside } from '../guards/senders-inside.ts';
import { setting } from '../guards/setting.ts';
import { text } from '../guards/texts.ts';
import { afterApply, exitRow } from './row.ts';

const noRoutes = networkGuard(
  text('no default route, and none but to the restricted VIP', '既定経路がなく、制限付き VIP への経路だけがある'),
  'K',
  defaultRouteFacts,
);
const deniesEgress = networkGuard(
  text('the firewall denies all egress but what stays inside', '内に留まるもの以外の外向きを全て拒否する'),
  'K',
  egressFirewallFacts,
);

const effectiveFirewall = afterApply(
  'get-effective-firewalls of each network: the rules in their true order',
  '各ネットワークの get-effective-firewalls（真の順序の規則）',
);
const effectivePolicy = afterApply(
  'effective organisation policy of each project (inheritance takes up to 15 minutes)',
  '各プロジェクトの有効な組織ポリシー（継承に最大 15 分かかる）',
);
const routeList = afterApply('list the routes of each network', '各ネットワークの経路の一覧');

const underFolder = text('allows the own folder only', '自フォルダ配下だけを許す');

/** Own folder, organisation or project, or the folders of Google's own producers. */
function isUnderOwn(value: string): boolean {
  return /^under:(?:folders|projects)\/[\w-]+$/u.test(value) || /^projects\/[\w-]+(?:\/|$)/u.test(value);
}

/** Ways out by address, route and tunnel. */
export const networkExits = [
  exitRow('E1', {
    title: ['External address on a machine or node', 'マシン又はノードの外部アドレス'],
    proof: 'E',
    guards: [
      networkGuard(
        text('no machine has an external address', '外部アドレスを持つマシンがない'),
        'K',
        externalAddressFacts,
      ),
      setting({
        types: ['google_container_cluster'],
        attribute: 'private_cluster_config.enable_private_nodes',
        good: ['true'],
      }),
      setting({
        types: ['google_container_node_pool'],
        attribute: 'network_config.enable_private_nodes',
        good: ['true'],
      }),
      deniesAll('compute.vmExternalIpAccess'),
    ],
    after: [effectivePolicy],
    story: [
      'One empty access_config block gives a machine an address on the internet.',
      '空の access_config が一つあれば、マシンはインターネットのアドレスを得る。',
    ],
  }),
  exitRow('E2', {
    title: ['Cloud NAT', 'Cloud NAT'],
    proof: 'A',
    guards: [
      networkGuard(text('no NAT and no internet gateway', 'NAT もインターネットゲートウェイもない'), 'A', natFacts),
      deniesAll('compute.restrictCloudNATUsage'),
    ],
    after: [effectivePolicy],
    story: [
      'A NAT lets every machine without an address reach the internet.',
      'NAT があれば、アドレスのないマシンもインターネットに出られる。',
    ],
  }),
  exitRow('E3', {
    title: ['Default and other routes out', '既定経路その他の外への経路'],
    proof: 'K',
    guards: [
      noRoutes,
      networksInside,
      routesReadable,
      setting({ types: ['google_project'], attribute: 'auto_create_network', good: ['false'] }),
    ],
    after: [routeList],
    story: [
      'Networks get a default route unless its deletion is asked for when they are created.',
      'ネットワークは、作成時に削除を求めない限り既定経路を持つ。',
    ],
    residual: ['the flag acts once, at creation', 'この設定は作成時に一度だけ効く'],
  }),
  exitRow('E4', {
    title: ['Egress firewall', '外向きファイアウォール'],
    proof: 'K',
    guards: [deniesEgress, networksInside, rulesReadable],
    after: [effectiveFirewall],
    story: ['Without a rule, Google allows all egress.', '規則がなければ、外向きはすべて許可される。'],
  }),
  exitRow('E5', {
    title: ['IPv6', 'IPv6'],
    proof: 'E',
    guards: [
      networkGuard(
        text('every subnetwork is IPV4_ONLY, in writing', '全サブネットに IPV4_ONLY と書いてある'),
        'E',
        ipv6Facts,
      ),
      enforced('compute.disableVpcExternalIpv6'),
      enforced('compute.disableVpcInternalIpv6'),
    ],
    story: ['Rules for 0.0.0.0/0 do not see IPv6.', '0.0.0.0/0 の規則は IPv6 を見ない。'],
  }),
  exitRow('E6', {
    title: ['Load balancers and protocol forwarding', 'ロードバランサとプロトコル転送'],
    proof: 'E',
    guards: [
      networkGuard(
        text('every forwarding rule is internal', '全転送ルールが内部用である'),
        'K',
        externalForwardingFacts,
        'directly',
      ),
      noBalancerElsewhere,
      setting({
        types: ['google_container_cluster'],
        attribute: 'service_external_ips_config.enabled',
        good: ['false'],
      }),
      ...noBalancersFromWithin,
      allowsOnly(
        'compute.restrictLoadBalancerCreationForTypes',
        text('allows INTERNAL only', 'INTERNAL だけを許す'),
        (value) => ['in:INTERNAL', 'INTERNAL'].includes(value),
      ),
      allowsOnly(
        'compute.restrictProtocolForwardingCreationForTypes',
        text('allows INTERNAL only', 'INTERNAL だけを許す'),
        (value) => ['is:INTERNAL', 'INTERNAL'].includes(value),
      ),
    ],
    after: [
      afterApply(
        'scan the Services of the clusters: none of type LoadBalancer without the internal annotation',
        'クラスタの Service に外部の LoadBalancer がないことの走査',
      ),
    ],
    story: ['A load balancer is external unless it says otherwise.', 'ロードバランサは、書かなければ外部用になる。'],
  }),
  exitRow('E7', {
    title: ['Internet and hybrid endpoint groups as a proxy', 'プロキシとしてのインターネット NEG・ハイブリッド NEG'],
    proof: 'A',
    guards: [
      absent(
        [
          'google_compute_global_network_endpoint*',
          'google_compute_*network_endpoint_group',
          'google_network_services_gateway',
        ],
        byNetwork,
        {
          except: ({ type, values }) =>
            type === 'google_compute_network_endpoint_group' && values['network_endpoint_type'] === 'GCE_VM_IP_PORT',
        },
      ),
      enforced('compute.disableInternetNetworkEndpointGroup'),
    ],
    story: [
      'A backend that is a name on the internet turns a load balancer into a proxy.',
      'バックエンドがインターネットの名前なら、ロードバランサはプロキシになる。',
    ],
  }),
  exitRow('E9', {
    title: ['VPN', 'VPN'],
    proof: 'A',
    guards: [
      absent(
        ['google_compute_vpn_*', 'google_compute_ha_vpn_gateway', 'google_compute_external_vpn_gateway'],
        byNetwork,
      ),
      deniesAll('compute.restrictVpnPeerIPs'),
    ],
    after: [afterApply('learned routes of each router', '各ルータの学習経路')],
    story: [
      'A tunnel carries whatever its routes say, to whoever holds its other end.',
      'トンネルは経路の限り何でも、相手側の持ち主へ運ぶ。',
    ],
  }),
  exitRow('E10', {
    title: ['Interconnect and network connectivity hubs', 'Interconnect と Network Connectivity'],
    proof: 'A',
    guards: [
      absent(['google_compute_interconnect*', 'google_network_connectivity_*'], byNetwork),
      deniesAll('compute.restrictDedicatedInterconnectUsage'),
      deniesAll('compute.restrictPartnerInterconnectUsage'),
    ],
    story: ['A line to another site is a route to it.', '他拠点への回線は、そこへの経路である。'],
  }),
  exitRow('E11', {
    title: ['VPC peering and Private Service Access', 'VPC ピアリングとプライベートサービスアクセス'],
    proof: 'A',
    guards: [
      absent(['google_compute_network_peering*'], byNetwork),
      absent(['google_compute_shared_vpc_*_project'], byNetwork),
      strangersOutside,
      producerPinned,
      allowsOnly('compute.restrictVpcPeering', underFolder, isUnderOwn),
    ],
    after: [afterApply('routes on the producer’s side', '提供側の経路')],
    story: ['A peer’s own NAT or routes become ours.', '相手側の NAT や経路が自分のものになる。'],
  }),
  exitRow('E12', {
    title: ['Private Service Connect, both ways', 'Private Service Connect（双方向）'],
    proof: 'A',
    guards: [
      absent(
        ['google_compute_service_attachment', 'google_compute_network_attachment'],
        direct('outside:consumers of a service attachment'),
      ),
      absent(
        ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'],
        direct('outside:producer of a service'),
        {
          except: ({ values }) =>
            values['target'] === undefined || values['target'] === 'vpc-sc' || isLoadBalancer(values),
          text: text('no endpoint but to the API bundle vpc-sc', 'API 群 vpc-sc 以外へのエンドポイントがない'),
        },
      ),
      denies('compute.disablePrivateServiceConnectCreationForConsumers', ['SERVICE_PRODUCERS']),
      allowsOnly('compute.restrictPrivateServiceConnectProducer', underFolder, isUnderOwn),
      allowsOnly('compute.restrictPrivateServiceConnectConsumer', underFolder, isUnderOwn),
    ],
    story: [
      'An endpoint to a third party’s service is invisible to perimeters.',
      '第三者のサービスへのエンドポイントは境界から見えない。',
    ],
  }),
  exitRow('E15', {
    title: ['Public resolvers and DNS over HTTPS', '公開リゾルバと DNS over HTTPS'],
    proof: 'K',
    guards: [noRoutes, deniesEgress, routesReadable, rulesReadable],
    story: [
      '8.8.8.8 and its like take questions from anybody who reaches them.',
      '8.8.8.8 などは、届いた問合せに誰からでも答える。',
    ],
  }),
  exitRow('E44', {
    title: ['Packet mirroring, intercept, flow export', 'パケットミラーリング・傍受・フロー送出'],
    proof: 'A',
    guards: [
      absent(
        [
          'google_compute_packet_mirroring',
          'google_network_security_mirroring_*',
          'google_network_security_intercept_*',
        ],
        direct('outside:collector'),
      ),
    ],
    story: ['A mirror copies whole packets to a collector of its choice.', 'ミラーはパケット全体を収集先へ複製する。'],
  }),
];

/** A forwarding rule with a scheme is a load balancer, whose target is a proxy (E6), not somebody's service. */
function isLoadBalancer(values: Readonly<Record<string, unknown>>): boolean {
  return typeof values['load_balancing_scheme'] === 'string' && values['load_balancing_scheme'] !== '';
}
