import { afterApply, exitRow } from '../../exits/row.ts';
import { absent, byNetwork, direct } from '../../guards/absent.ts';
import { setting } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { scpDenies } from '../guards/ceilings.ts';
import { endpointsInside } from '../guards/identity-guards.ts';
import { aclsInside, groupsInside, networkReadable, resolverKept } from '../guards/network-guards.ts';
import { destinationsInside } from '../guards/targets.ts';
import { serviceOf } from '../network/read-endpoints.ts';

const effectiveRoutes = afterApply('describe-route-tables of each VPC', '各 VPC の describe-route-tables');

/** Ways out of AWS by address, route, tunnel and name. */
export const awsNetworkRows = [
  exitRow('A1', {
    title: ['Internet gateway with a route to it', 'インターネットゲートウェイとその経路'],
    proof: 'A',
    guards: [
      absent(['aws_internet_gateway', 'aws_internet_gateway_attachment', 'aws_default_vpc'], byNetwork),
      scpDenies('ec2:CreateInternetGateway', 'ec2:AttachInternetGateway', 'ec2:CreateDefaultVpc'),
    ],
    after: [effectiveRoutes],
    story: [
      'A subnet is public by nothing but a route to the gateway; the default VPC of every account has both (docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html).',
      'サブネットを公開するのはゲートウェイへの経路一つで、既定の VPC は両方を持つ（docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html）。',
    ],
  }),
  exitRow('A2', {
    title: ['Public IPv4 and elastic addresses', 'パブリック IPv4 アドレスと Elastic IP'],
    proof: 'A',
    guards: [
      absent(['aws_eip', 'aws_eip_association'], byNetwork),
      setting({
        types: ['aws_subnet', 'aws_default_subnet'],
        attribute: 'map_public_ip_on_launch',
        good: ['false'],
        byDefault: 'false',
      }),
      setting({
        types: ['aws_instance'],
        attribute: 'associate_public_ip_address',
        good: ['false'],
        byDefault: 'false',
      }),
      setting({
        types: ['aws_ecs_service'],
        attribute: 'network_configuration.assign_public_ip',
        good: ['false'],
        byDefault: 'false',
      }),
      setting({
        types: ['aws_launch_template'],
        attribute: 'network_interfaces.associate_public_ip_address',
        good: ['false'],
        byDefault: 'false',
      }),
      scpDenies('ec2:AllocateAddress', 'ec2:AssociateAddress'),
    ],
    story: [
      'A gateway carries only what has an address on the internet; a subnet can give one to whatever starts in it (docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html).',
      'ゲートウェイはインターネットのアドレスを持つものだけを運ぶ。サブネットは起動するもの全てにそれを与え得る（docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html）。',
    ],
  }),
  exitRow('A3', {
    title: ['NAT gateway', 'NAT ゲートウェイ'],
    proof: 'A',
    guards: [absent(['aws_nat_gateway*'], byNetwork), scpDenies('ec2:CreateNatGateway')],
    after: [effectiveRoutes],
    story: [
      'It lends its address to every private subnet whose table leads to it, also from other VPCs over a transit gateway (docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html).',
      '経路のある全プライベートサブネットに自身のアドレスを貸す。Transit Gateway 越しの他 VPC も同じ（docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html）。',
    ],
  }),
  exitRow('A4', {
    title: ['IPv6 and egress-only internet gateway', 'IPv6 と Egress-Only インターネットゲートウェイ'],
    proof: 'A',
    guards: [
      absent(['aws_egress_only_internet_gateway', 'aws_vpc_ipv6_cidr_block_association'], byNetwork),
      setting({
        types: ['aws_vpc'],
        attribute: 'assign_generated_ipv6_cidr_block',
        good: ['false'],
        byDefault: 'false',
      }),
      setting({
        types: ['aws_subnet'],
        attribute: 'assign_ipv6_address_on_creation',
        good: ['false'],
        byDefault: 'false',
      }),
      scpDenies('ec2:CreateEgressOnlyInternetGateway', 'ec2:AssociateVpcCidrBlock'),
    ],
    story: [
      'IPv6 addresses of a VPC are on the internet; rules for 0.0.0.0/0 do not see them (docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html).',
      'VPC の IPv6 アドレスはインターネットのものであり、0.0.0.0/0 の規則はそれを見ない（docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html）。',
    ],
  }),
  exitRow('A5', {
    title: ['Transit gateway', 'Transit Gateway'],
    proof: 'A',
    guards: [
      absent(['aws_ec2_transit_gateway*'], byNetwork),
      scpDenies('ec2:CreateTransitGatewayVpcAttachment', 'ec2:CreateTransitGatewayPeeringAttachment'),
    ],
    after: [afterApply('search-transit-gateway-routes of each table', '各テーブルの search-transit-gateway-routes')],
    story: [
      'Its default table links every attachment with every other until association and propagation are turned off (docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html).',
      '既定のテーブルは、関連付けと伝播を切らない限り全アタッチメントを互いに結ぶ（docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html）。',
    ],
  }),
  exitRow('A6', {
    title: ['VPC peering', 'VPC ピアリング'],
    proof: 'A',
    guards: [
      absent(['aws_vpc_peering_connection*'], byNetwork),
      scpDenies('ec2:CreateVpcPeeringConnection', 'ec2:AcceptVpcPeeringConnection'),
    ],
    story: [
      'A peer in any account gets at whatever the tables and groups let it, not beyond (docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html).',
      '任意のアカウントの相手が、経路とグループの許す限り届く。その先へは続かない（docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html）。',
    ],
  }),
  exitRow('A7', {
    title: ['Direct Connect', 'Direct Connect'],
    proof: 'A',
    guards: [
      absent(['aws_dx_*'], byNetwork),
      scpDenies(
        'directconnect:CreateDirectConnectGatewayAssociation',
        'directconnect:CreatePrivateVirtualInterface',
        'directconnect:CreateTransitVirtualInterface',
      ),
    ],
    after: [afterApply('routes learned over each virtual interface', '各仮想インターフェースの学習経路')],
    story: [
      'The line’s other side announces routes by BGP, and allowed prefixes limit only what AWS announces (docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html).',
      '回線の相手側は BGP で経路を広告する。許可プレフィックスが制限するのは AWS 側の広告だけ（docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html）。',
    ],
  }),
  exitRow('A8', {
    title: ['VPN, site to site and for clients', 'サイト間 VPN とクライアント VPN'],
    proof: 'A',
    guards: [
      absent(['aws_vpn_*', 'aws_customer_gateway'], byNetwork),
      absent(['aws_ec2_client_vpn_*'], direct('outside:VPN clients')),
      scpDenies('ec2:CreateVpnConnection', 'ec2:CreateVpnGateway', 'ec2:CreateClientVpnEndpoint'),
    ],
    after: [afterApply('routes learned over each tunnel', '各トンネルの学習経路')],
    story: [
      'A tunnel ends wherever its customer gateway’s address is (docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html).',
      'トンネルはカスタマーゲートウェイのアドレスのある所で終わる（docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html）。',
    ],
  }),
  exitRow('A9', {
    title: ['VPC endpoints without or with a wide policy', 'ポリシーのない、又は広い VPC エンドポイント'],
    proof: 'K',
    guards: [endpointsInside, scpDenies('ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint')],
    story: [
      'An endpoint’s default policy lets anybody’s credentials put data into anybody’s bucket (docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html).',
      'エンドポイントの既定のポリシーは、誰の資格情報でも誰のバケットにも書き込ませる（docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html）。',
    ],
    residual: [
      'a bucket of the zone’s own account may still be shared: A17',
      '自アカウントのバケットの共有は A17 が見る',
    ],
  }),
  exitRow('A10', {
    title: [
      'PrivateLink services of others, and services offered to others',
      '他者の PrivateLink サービスと、他者に提供するサービス',
    ],
    proof: 'A',
    guards: [
      absent(['aws_vpc_endpoint'], byNetwork, {
        except: (resource, world) => serviceOf(world, resource).kind !== 'foreign',
        text: text(
          'no endpoint to a service that is not AWS’s or the zone’s',
          'AWS 又は区域以外のサービスへのエンドポイントがない',
        ),
      }),
      destinationsInside({
        types: [
          'aws_vpc_endpoint_service',
          'aws_vpc_endpoint_service_allowed_principal',
          'aws_vpc_endpoint_connection_accepter',
        ],
        paths: ['allowed_principals', 'principal_arn', 'vpc_endpoint_id'],
        text: text(
          'endpoint services admit principals of the zone only',
          'エンドポイントサービスが区域の主体だけを許す',
        ),
      }),
      absent(['aws_vpclattice_*'], direct('outside:service network')),
      scpDenies('ec2:CreateVpcEndpointServiceConfiguration', 'ec2:ModifyVpcEndpointServicePermissions'),
    ],
    story: [
      'An endpoint to a third party is an address of one’s own VPC behind which anybody may stand (docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html).',
      '第三者へのエンドポイントは自 VPC のアドレスだが、その裏には誰でもいられる（docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html）。',
    ],
  }),
  exitRow('A11', {
    title: ['Security groups', 'セキュリティグループ'],
    proof: 'K',
    guards: [groupsInside, networkReadable],
    story: [
      'A group that AWS makes lets everything out, and whatever names no group gets the VPC’s default one (docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html).',
      'AWS の作るグループは全て出し、指定がなければ VPC の既定のグループが付く（docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html）。',
    ],
  }),
  exitRow('A12', {
    title: ['Network ACLs', 'ネットワーク ACL'],
    proof: 'K',
    guards: [aclsInside, networkReadable],
    story: [
      'They are stateless, read in order, and the default one lets everything through (docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html).',
      'ステートレスで番号順に読まれ、既定のものは全て通す（docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html）。',
    ],
  }),
  exitRow('A13', {
    title: ['Route 53 Resolver: tunnels in names, forwarders', 'Route 53 Resolver：名前のトンネルと転送'],
    proof: 'K',
    guards: [
      resolverKept,
      absent(
        [
          'aws_route53_resolver_endpoint',
          'aws_route53_resolver_rule',
          'aws_route53_resolver_rule_association',
          'aws_route53profiles_*',
        ],
        direct('outside:DNS server'),
      ),
      scpDenies(
        'route53resolver:DisassociateFirewallRuleGroup',
        'route53resolver:UpdateFirewallConfig',
        'route53resolver:CreateResolverEndpoint',
      ),
    ],
    after: [
      afterApply(
        'ask for a canary name from a workload: it must not resolve',
        'ワークロードから検査用の名前を引き、解決できないこと',
      ),
    ],
    story: [
      'Questions to the VPC’s resolver pass no route, group or ACL, and reach the name server of whoever owns the name (docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html).',
      'VPC リゾルバへの問合せは経路・グループ・ACL を通らず、名前の持ち主のサーバへ届く（docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html）。',
    ],
  }),
];
