import { describe, expect, it } from 'vitest';
import { awsNetwork } from '../../../../../../src/proofs/egress/aws/network/aws-paths.ts';
import { awsWorld, closedAwsStacks, type Stacks } from '../closed-aws-zone.ts';

const gateway = '${aws_ec2_transit_gateway.hub.id}';
const table = '${aws_ec2_transit_gateway_route_table.spokes.id}';

/** VPCs on one transit gateway, each with tables, subnets and two routes of its own in the gateway's table. */
function hubWith(spokes: number): Stacks {
  const stacks = closedAwsStacks();
  const resource = stacks['isolated']?.resource ?? {};
  const put = (type: string, name: string, values: Record<string, unknown>): void => {
    resource[type] = { ...resource[type], [name]: values };
  };
  const associate = ['association', 'propagation'] as const;
  put('aws_ec2_transit_gateway', 'hub', { default_route_table_association: 'disable' });
  put('aws_ec2_transit_gateway_route_table', 'spokes', { transit_gateway_id: gateway });
  for (const name of Array.from({ length: spokes }, (_, at) => `v${at}`)) {
    const at = Number(name.slice(1));
    const attachment = `\${aws_ec2_transit_gateway_vpc_attachment.${name}.id}`;
    const ofVpc = { vpc_id: `\${aws_vpc.${name}.id}` };
    put('aws_vpc', name, { cidr_block: `10.${at}.0.0/16` });
    put('aws_default_security_group', name, ofVpc);
    put('aws_subnet', name, { ...ofVpc, cidr_block: `10.${at}.1.0/24` });
    put('aws_route_table', name, ofVpc);
    const route_table_id = `\${aws_route_table.${name}.id}`;
    put('aws_route_table_association', name, { subnet_id: `\${aws_subnet.${name}.id}`, route_table_id });
    put('aws_route', name, { route_table_id, destination_cidr_block: '10.0.0.0/8', transit_gateway_id: gateway });
    put('aws_ec2_transit_gateway_vpc_attachment', name, {
      ...ofVpc,
      transit_gateway_id: gateway,
      subnet_ids: [`\${aws_subnet.${name}.id}`],
    });
    const entry = { transit_gateway_attachment_id: attachment, transit_gateway_route_table_id: table };
    for (const what of associate) put(`aws_ec2_transit_gateway_route_table_${what}`, name, entry);
    for (const net of ['1', '2']) {
      put('aws_ec2_transit_gateway_route', `${name}-${net}`, {
        ...entry,
        destination_cidr_block: `10.${at}.${net}.0/24`,
      });
    }
  }
  return stacks;
}

/** How often references are followed to read the network of a hub. */
function workFor(spokes: number): number {
  const { world, followed } = awsWorld(hubWith(spokes));
  const before = followed();
  const { possible, troubles } = awsNetwork(world);
  const routes = (possible?.transitTables ?? []).flatMap((one) => one.routes);
  // Each VPC's two routes, and its range by propagation to the table and to the gateway's default one.
  expect([possible?.attachments.length, routes.length, troubles]).toEqual([spokes, spokes * 4, []]);
  return followed() - before;
}

describe('the network of the zone’s AWS accounts', () => {
  it('is read by following each reference a fixed number of times, however many VPCs meet at a transit gateway', () => {
    const [none, some, more] = [0, 10, 40].map(workFor);
    const each = ((some ?? 0) - (none ?? 0)) / 10;
    expect(each).toBeGreaterThan(0);
    expect(((more ?? 0) - (none ?? 0)) / 40).toBe(each);
  });

  it('is read once for all rows, and for a second time only where something can’t be seen', () => {
    const { world, followed } = awsWorld(hubWith(5));
    const first = awsNetwork(world);
    const read = followed();
    expect([awsNetwork(world) === first, followed()]).toEqual([true, read]);
    expect(first.paths.filter(({ isCertain }) => !isCertain)).toEqual([]);
  });
});
