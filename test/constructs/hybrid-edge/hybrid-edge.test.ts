import { describe, expect, it } from 'vitest';
import { HybridEdge, type HybridEdgeProps } from '../../../constructs/index.ts';
import { givenNetwork, httpsListener } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<HybridEdgeProps> = {}) {
  return synthesize((stack) => {
    new HybridEdge(stack, 'HybridEdge', {
      name: 'edge',
      region: 'ap-northeast-1',
      network: givenNetwork,
      scheme: 'internet-facing',
      listeners: [httpsListener],
      clientCidrBlocks: ['0.0.0.0/0'],
      gateway: { kind: 'virtual-private' },
      amazonSideAsn: 64_600,
      onPremisesAsn: 64_700,
      onPremisesPrefixes: ['10.200.0.0/16'],
      virtualInterfaces: [{ connectionId: 'dxcon-fg0test1', vlan: 110 }],
      zoneId: 'Z0123456789',
      recordName: 'api.entry.example.jp',
      onPremisesAddress: '198.51.100.20',
      onPremisesCheck: { kind: 'https', port: 443, path: '/healthz' },
      ...changes,
    });
  });
}

describe('the hybrid edge', () => {
  it('works in a network that somebody else created', () => {
    const edge = declare();
    expect(edge.types.filter((type) => type === 'aws_vpc' || type === 'aws_subnet')).toEqual([]);
    expect(edge.only('aws_lb')['subnets']).toEqual(['subnet-a', 'subnet-c']);
  });

  it('announces its own network, and no other, to the premises', () => {
    expect(declare().only('aws_dx_gateway_association')['allowed_prefixes']).toEqual(['10.80.0.0/20']);
  });

  it('takes other weights, for a drill or a migration', () => {
    const records = Object.values(declare({ weights: { aws: 50, onPremises: 50 } }).all('aws_route53_record'));
    expect(records.map((record) => record['weighted_routing_policy'])).toEqual([{ weight: 50 }, { weight: 50 }]);
  });

  it('rejects a member to which no route leads', () => {
    const listeners = [{ ...httpsListener, members: ['10.201.0.11'] }];
    expect(() => declare({ listeners })).toThrow(
      'test/HybridEdge: no route leads to the member: got "10.201.0.11", expected an address within 10.200.0.0/16; ' +
        "add the member's network to `onPremisesPrefixes`",
    );
  });
});
