import type { Construct } from 'constructs';

import {
  isKnown,
  isPrivate,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';
import type { EdgeLoadBalancerProps } from './edge-load-balancer.ts';

interface ListenerBase {
  readonly port: number;
  /** Port on which the members listen. */
  readonly memberPort: number;
  /** Private IPv4 addresses of the members on the premises. */
  readonly members: readonly string[];
  /** Path of an HTTPS health check of the members. @default a TCP connection is enough */
  readonly healthCheckPath?: string;
}

/** TCP passes through to members that terminate TLS; TLS is terminated here. There is no UDP: see `validateLoadBalancer`. */
export type EdgeListener =
  | (ListenerBase & { readonly protocol: 'TCP' })
  | (ListenerBase & { readonly protocol: 'TLS'; readonly certificateArn: string });

/** Refuses listeners and members that AWS would refuse, or that would silently never work. */
export function validateLoadBalancer(scope: Construct, props: EdgeLoadBalancerProps): void {
  const { name, network, listeners, clientCidrBlocks } = props;
  requireMatch(scope, name, /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,23}[a-zA-Z0-9])?$/, {
    what: '`name` is not usable',
    expected: 'at most 25 letters, digits or hyphens, without a hyphen at either end',
    fix: 'shorten it: a target group is called `<name>-<port>`, at most 32 characters',
  });
  if (network.subnetIds.length < 2) {
    refuse(scope, {
      what: 'the load balancer would stand in one availability zone',
      got: network.subnetIds,
      expected: 'at least two subnets',
      fix: 'add a subnet in another zone',
    });
  }
  requireSome(scope, listeners, {
    what: 'there is no listener',
    expected: 'at least one',
    fix: 'add one to `listeners`',
  });
  requireSome(scope, clientCidrBlocks, {
    what: 'no user may connect',
    expected: 'at least one network',
    fix: 'name the networks of the users in `clientCidrBlocks`',
  });
  for (const block of clientCidrBlocks) requireIpv4Network(scope, 'clientCidrBlocks', block);
  requireDistinct(scope, clientCidrBlocks, '`clientCidrBlocks` names a network twice');
  requireDistinct(
    scope,
    listeners.map((listener) => String(listener.port)),
    'two listeners share a port',
  );
  for (const listener of listeners) validateListener(scope, listener);
}

function validateListener(scope: Construct, listener: EdgeListener): void {
  const protocol: string = listener.protocol;
  if (protocol !== 'TCP' && protocol !== 'TLS') {
    refuse(scope, {
      what: `port ${listener.port} can't be served from the premises by this protocol`,
      got: protocol,
      expected: 'TCP or TLS',
      fix: 'keep UDP on the private cloud only: for UDP a network load balancer always keeps the client address, which needs targets in the VPC',
    });
  }
  for (const [property, port] of Object.entries({ port: listener.port, memberPort: listener.memberPort })) {
    if (isKnown(port) && (!Number.isInteger(port) || port < 1 || port > 65_535)) {
      refuse(scope, { what: `\`${property}\` is out of range`, got: port, expected: '1 to 65535', fix: 'correct it' });
    }
  }
  requireSome(scope, listener.members, {
    what: `port ${listener.port} has no member`,
    expected: 'at least one address',
    fix: 'name the members, or remove the listener',
  });
  requireDistinct(scope, listener.members, `port ${listener.port} names a member twice`);
  for (const member of listener.members) {
    const address = requireIpv4Network(scope, 'members', isKnown(member) ? `${member}/32` : member);
    if (address !== undefined && !isPrivate(address)) {
      refuse(scope, {
        what: 'AWS takes no public address as a target',
        got: member,
        expected: 'an address in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
        fix: "name the member's address on the premises' own network",
      });
    }
  }
}
