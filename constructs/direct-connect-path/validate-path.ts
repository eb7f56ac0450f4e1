import type { Construct } from 'constructs';

import {
  isKnown,
  overlaps,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';
import type { DirectConnectPathProps, VirtualInterface } from './direct-connect-path.ts';

/** Where a Direct Connect path enters AWS. */
export type PathGateway =
  | { readonly kind: 'virtual-private' }
  | {
      readonly kind: 'transit';
      readonly transitGatewayId: string;
      /** Its autonomous system number, which must differ from the Direct Connect gateway's. */
      readonly transitGatewayAsn: number;
    };

/** AWS takes at most this many prefixes per association. */
const mostAllowedPrefixes = 20;

/** Refuses a path that AWS would refuse, or that would announce or attract the wrong networks. */
export function validatePath(scope: Construct, props: DirectConnectPathProps): void {
  validateSystemNumbers(scope, props);
  validatePrefixes(scope, props);
  validateInterfaces(scope, props.virtualInterfaces);
}

function validateSystemNumbers(
  scope: Construct,
  { amazonSideAsn, onPremisesAsn, gateway }: DirectConnectPathProps,
): void {
  const isPrivate = (asn: number) => (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
  if (isKnown(amazonSideAsn) && !isPrivate(amazonSideAsn)) {
    refuse(scope, {
      what: '`amazonSideAsn` is not a private autonomous system number',
      got: amazonSideAsn,
      expected: '64512 to 65534, or 4200000000 to 4294967294',
      fix: 'choose a private number',
    });
  }
  const others = gateway.kind === 'transit' ? [onPremisesAsn, gateway.transitGatewayAsn] : [onPremisesAsn];
  if (others.includes(amazonSideAsn)) {
    refuse(scope, {
      what: 'two ends of the path have the same autonomous system number, so that BGP drops their routes as loops',
      got: [amazonSideAsn, ...others],
      expected: 'a number of its own for the Direct Connect gateway',
      fix: 'choose another `amazonSideAsn`',
    });
  }
}

function validatePrefixes(scope: Construct, props: DirectConnectPathProps): void {
  const { allowedPrefixes, onPremisesPrefixes, network } = props;
  requireSome(scope, allowedPrefixes, {
    what: 'nothing is announced to the premises, so that no answer finds its way back',
    expected: 'the networks of the VPC',
    fix: 'name them in `allowedPrefixes`',
  });
  requireSome(scope, onPremisesPrefixes, {
    what: 'no network of the premises is reachable',
    expected: 'the networks of the members',
    fix: 'name them in `onPremisesPrefixes`',
  });
  if (allowedPrefixes.length > mostAllowedPrefixes) {
    refuse(scope, {
      what: 'too many prefixes for one association',
      got: allowedPrefixes.length,
      expected: `at most ${mostAllowedPrefixes}`,
      fix: 'summarise them',
    });
  }
  requireDistinct(scope, allowedPrefixes, '`allowedPrefixes` names a network twice');
  requireDistinct(scope, onPremisesPrefixes, '`onPremisesPrefixes` names a network twice');
  for (const text of [...allowedPrefixes, ...onPremisesPrefixes]) {
    if (requireIpv4Network(scope, 'prefixes', text)?.prefix === 0) {
      refuse(scope, {
        what: 'the default route would send every packet through the path',
        got: text,
        expected: 'networks that belong to one side',
        fix: 'name the networks',
      });
    }
  }
  const vpc = requireIpv4Network(scope, 'network.cidrBlock', network.cidrBlock);
  const clash = onPremisesPrefixes.find((text) => {
    const premises = requireIpv4Network(scope, 'onPremisesPrefixes', text);
    return vpc !== undefined && premises !== undefined && overlaps(vpc, premises);
  });
  if (clash !== undefined) {
    refuse(scope, {
      what: 'a network of the premises overlaps the VPC, whose own route always wins',
      got: clash,
      expected: `a network that shares no address with ${network.cidrBlock}`,
      fix: 'give the VPC another network',
    });
  }
}

function validateInterfaces(scope: Construct, interfaces: readonly VirtualInterface[]): void {
  requireSome(scope, interfaces, {
    what: 'no traffic can flow: the gateway has no virtual interface',
    expected: 'at least one',
    fix: 'name a connection and a VLAN in `virtualInterfaces`',
  });
  requireDistinct(
    scope,
    interfaces.map(({ connectionId, vlan }) => `${connectionId} VLAN ${vlan}`),
    '`virtualInterfaces` uses a VLAN of a connection twice',
  );
  for (const { connectionId, vlan } of interfaces) {
    requireMatch(scope, connectionId, /^dx(con|lag)-[a-z0-9]{8}$/, {
      what: '`connectionId` is not a Direct Connect connection',
      expected: 'dxcon- or dxlag- and eight characters',
      fix: 'take the id from the Direct Connect console',
    });
    if (isKnown(vlan) && (!Number.isInteger(vlan) || vlan < 1 || vlan > 4094)) {
      refuse(scope, { what: '`vlan` is out of range', got: vlan, expected: '1 to 4094', fix: 'correct it' });
    }
  }
}
