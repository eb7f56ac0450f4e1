import { aws, type Cell, type Declared, ref } from './cell.ts';

/** A network load balancer with its targets, listeners and records. */
export function* declareVpc(cell: Cell): Generator<Declared> {
  const { number: c, random, labels } = cell;
  const octet = c % 250;
  const vpc = `aws_vpc.vpc_${c}`;
  yield aws('vpc', `vpc_${c}`, {
    cidr_block: `10.${octet}.0.0/16`,
    enable_dns_support: true,
    enable_dns_hostnames: !random.bad(),
    ...(labels === null ? {} : { tags: labels }),
  });
  for (let i = 0; i < 2; i++)
    yield aws('subnet', `sn_${c}_${i}`, {
      vpc_id: ref(vpc),
      cidr_block: `10.${octet}.${i}.0/24`,
      availability_zone: i === 0 ? 'ap-northeast-1a' : 'ap-northeast-1c',
      map_public_ip_on_launch: random.bad(),
      ...(labels === null ? {} : { tags: labels }),
    });
  yield aws('lb', `nlb_${c}`, {
    name: `nlb-${c}`,
    internal: !random.bad(0.5),
    load_balancer_type: 'network',
    enable_deletion_protection: !random.bad(),
    enable_cross_zone_load_balancing: !random.bad(),
    subnets: [ref(`aws_subnet.sn_${c}_0`), ref(`aws_subnet.sn_${c}_1`)],
    ...(random.bad()
      ? {}
      : { access_logs: [{ bucket: ref(`aws_s3_bucket.s3_${c}`, 'bucket'), enabled: true, prefix: null }] }),
  });
}

export function* declareTargets(cell: Cell): Generator<Declared> {
  const { number: c, random } = cell;
  const octet = c % 250;
  const vpc = `aws_vpc.vpc_${c}`;
  for (let i = 0; i < 2; i++)
    yield aws('lb_target_group', `tg_${c}_${i}`, {
      name: `tg-${c}-${i}`,
      port: 443,
      protocol: 'TCP',
      target_type: 'ip',
      vpc_id: ref(vpc),
      preserve_client_ip: 'false',
      deregistration_delay: '300',
      health_check: [
        {
          enabled: !random.bad(),
          protocol: 'TCP',
          port: 'traffic-port',
          interval: 10,
          healthy_threshold: 3,
          unhealthy_threshold: 3,
        },
      ],
    });
  for (let i = 0; i < 4; i++)
    yield aws('lb_target_group_attachment', `tga_${c}_${i}`, {
      target_group_arn: ref(`aws_lb_target_group.tg_${c}_${i % 2}`, 'arn'),
      target_id: `172.16.${octet}.${10 + i}`,
      port: 443,
      ...(random.bad() ? {} : { availability_zone: 'all' }),
    });
}

export function* declareListeners(cell: Cell): Generator<Declared> {
  const { number: c, random } = cell;
  const balancer = `aws_lb.nlb_${c}`;
  for (let i = 0; i < 2; i++)
    yield aws('lb_listener', `ls_${c}_${i}`, {
      load_balancer_arn: ref(balancer, 'arn'),
      port: i > 0 ? 80 : 443,
      protocol: i > 0 ? (random.bad() ? 'HTTP' : 'TCP') : 'TLS',
      ...(i > 0
        ? {}
        : {
            ssl_policy: random.bad() ? 'ELBSecurityPolicy-2016-08' : 'ELBSecurityPolicy-TLS13-1-2-2021-06',
            certificate_arn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/x',
          }),
      default_action: [
        {
          type: 'forward',
          target_group_arn: ref(`aws_lb_target_group.tg_${c}_${i}`, 'arn'),
          order: null,
          forward: [],
          redirect: [],
        },
      ],
    });
}

export function* declareRecords(cell: Cell): Generator<Declared> {
  const { number: c, random } = cell;
  const octet = c % 250;
  const balancer = `aws_lb.nlb_${c}`;
  yield aws('route53_health_check', `hc_${c}`, {
    type: 'TCP',
    port: 443,
    ip_address: `203.0.113.${octet}`,
    request_interval: random.bad() ? 30 : 10,
    failure_threshold: 3,
  });
  for (let i = 0; i < 2; i++)
    yield aws('route53_record', `rr_${c}_${i}`, {
      zone_id: 'Z0123456789',
      name: `svc${c}.example.co.jp`,
      type: 'A',
      set_identifier: `s${i}`,
      weighted_routing_policy: [{ weight: i > 0 ? 10 : 90 }],
      ...(random.bad() ? {} : { health_check_id: ref(`aws_route53_health_check.hc_${c}`) }),
      ...(i > 0
        ? { ttl: 60, records: [`203.0.113.${octet}`] }
        : {
            alias: [
              {
                name: ref(balancer, 'dns_name'),
                zone_id: ref(balancer, 'zone_id'),
                evaluate_target_health: !random.bad(),
              },
            ],
          }),
    });
}
