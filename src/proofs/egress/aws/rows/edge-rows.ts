import { scalarOf } from '../../../world.ts';
import { exitRow } from '../../exits/row.ts';
import { absent, byNetwork, direct } from '../../guards/absent.ts';
import { setting } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { scpDenies } from '../guards/ceilings.ts';
import { ownPolicies } from '../guards/resource-policies.ts';
import { destinationsInside } from '../guards/targets.ts';

/** Ways out of AWS at the edge of its network: what the internet calls, what copies packets, and other routers' doors. */
export const awsEdgeRows = [
  exitRow('A14', {
    title: ['Internet-facing load balancers, API gateways, distributions', '公開ロードバランサ・API Gateway・配信'],
    proof: 'A',
    guards: [
      setting({
        types: ['aws_lb', 'aws_alb', 'aws_elb'],
        attribute: 'internal',
        good: ['true'],
        byDefault: 'false',
        way: direct('internet'),
      }),
      absent(
        [
          'aws_cloudfront_distribution',
          'aws_globalaccelerator_*',
          'aws_apigatewayv2_api',
          'aws_appsync_graphql_api',
          'aws_api_gateway_domain_name',
        ],
        direct('internet'),
      ),
      setting({
        types: ['aws_api_gateway_rest_api'],
        attribute: 'endpoint_configuration.types',
        good: ['PRIVATE'],
        concerns: ({ values }) => scalarOf(values, 'disable_execute_api_endpoint') !== 'true',
        way: direct('internet'),
      }),
      ownPolicies({
        holders: [
          ['aws_api_gateway_rest_api', 'policy', null],
          ['aws_api_gateway_rest_api_policy', 'policy', 'rest_api_id'],
        ],
        actions: ['execute-api:Invoke'],
      }),
      scpDenies(
        'elasticloadbalancing:CreateLoadBalancer',
        'cloudfront:CreateDistribution',
        'globalaccelerator:CreateAccelerator',
      ),
    ],
    story: [
      'A load balancer is internet-facing unless it says internal, and its distribution answers from anywhere (docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html).',
      'ロードバランサは internal と書かなければ公開になる（docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html）。',
    ],
  }),
  exitRow('A15', {
    title: [
      'Traffic mirroring, flow logs, gateway load balancers',
      'トラフィックミラー・フローログ・Gateway Load Balancer',
    ],
    proof: 'A',
    guards: [
      absent(['aws_ec2_traffic_mirror_*', 'aws_networkfirewall_*'], direct('outside:collector')),
      destinationsInside({
        types: ['aws_flow_log', 'aws_route53_resolver_query_log_config'],
        paths: ['log_destination', 'destination_arn'],
        text: text('flow and query logs go to the zone', 'フローログと問合せログが区域へ行く'),
      }),
      scpDenies('ec2:CreateTrafficMirrorSession', 'ec2:CreateTrafficMirrorTarget'),
    ],
    story: [
      'A mirror session copies whole packets to an interface or load balancer, also of another account (docs.aws.amazon.com/vpc/latest/mirroring/what-is-traffic-mirroring.html).',
      'ミラーは他アカウントの宛先へもパケット全体を複製する（docs.aws.amazon.com/vpc/latest/mirroring/what-is-traffic-mirroring.html）。',
    ],
  }),
  exitRow('A16', {
    title: [
      'Cloud WAN, carrier and local gateways, Outposts, Verified Access',
      'Cloud WAN・キャリア/ローカルゲートウェイ・Outposts',
    ],
    proof: 'A',
    guards: [
      absent(
        [
          'aws_networkmanager_*',
          'aws_ec2_carrier_gateway',
          'aws_ec2_local_gateway_*',
          'aws_outposts_*',
          'aws_verifiedaccess_*',
          'aws_vpc_route_server*',
        ],
        byNetwork,
      ),
      scpDenies('networkmanager:CreateVpcAttachment', 'ec2:CreateCarrierGateway', 'ec2:CreateLocalGatewayRoute'),
    ],
    story: [
      'Each is a router of somebody else’s network with a door into the VPC (docs.aws.amazon.com/network-manager/latest/cloudwan/what-is-cloudwan.html).',
      'いずれも VPC への入口を持つ他者のネットワークのルータである（docs.aws.amazon.com/network-manager/latest/cloudwan/what-is-cloudwan.html）。',
    ],
  }),
];
