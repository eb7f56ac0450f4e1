import { AccessContextManagerAccessLevel } from '@cdktf/provider-google/lib/access-context-manager-access-level/index.js';
import { Construct } from 'constructs';

import {
  isPrivate,
  refuse,
  requireDistinct,
  requireIpv4Network,
  requireMatch,
  requireSome,
} from '../declaration/index.ts';

/** A room has few addresses; a wider network is somebody else's as well. */
const widestPrefix = 24;

export interface SecurityRoomProps {
  /** Number of the organisation's access policy. */
  readonly accessPolicy: string;
  /** Name of the access level: letters, digits, underscores. */
  readonly name: string;
  /** Public IPv4 networks from which the room reaches the internet, /24 or narrower. */
  readonly networks: readonly string[];
  /**
   * ISO 3166 code of the country in which the room stands.
   * @default 'JP'
   */
  readonly region?: string;
}

/**
 * The authorised security room as an access level: one condition, whose parts must all hold. The request comes from the room's
 * network, from its country, and from a company device that is managed, encrypted and locks its screen.
 *
 * @example
 * new SecurityRoom(stack, 'SecurityRoom', { accessPolicy: '987654321', name: 'secure_room_dev', networks: ['203.0.113.16/28'] });
 */
export class SecurityRoom extends Construct {
  readonly accessLevel: AccessContextManagerAccessLevel;
  readonly networks: readonly string[];

  constructor(scope: Construct, id: string, props: SecurityRoomProps) {
    super(scope, id);
    this.#validate(props);
    this.networks = props.networks;
    const parent = `accessPolicies/${props.accessPolicy}`;
    this.accessLevel = new AccessContextManagerAccessLevel(this, 'Resource', {
      parent,
      name: `${parent}/accessLevels/${props.name}`,
      title: props.name,
      description: 'Authorised security room: its network, its country, a managed company device',
      basic: {
        combiningFunction: 'AND',
        conditions: [
          {
            ipSubnetworks: [...props.networks],
            regions: [props.region ?? 'JP'],
            negate: false,
            devicePolicy: {
              requireCorpOwned: true,
              requireAdminApproval: true,
              requireScreenLock: true,
              allowedEncryptionStatuses: ['ENCRYPTED'],
              allowedDeviceManagementLevels: ['COMPLETE'],
              osConstraints: [{ osType: 'DESKTOP_CHROME_OS', requireVerifiedChromeOs: true }],
            },
          },
        ],
      },
      lifecycle: { preventDestroy: true },
    });
  }

  #validate({ accessPolicy, name, networks }: SecurityRoomProps): void {
    requireMatch(this, accessPolicy, /^\d+$/, {
      what: '`accessPolicy` is not the number of an access policy',
      expected: 'digits only',
      fix: 'take the number from `gcloud access-context-manager policies list`',
    });
    requireMatch(this, name, /^[A-Za-z][A-Za-z0-9_]{0,49}$/, {
      what: '`name` is not a valid access level name',
      expected: 'a letter, then at most 49 letters, digits or underscores',
      fix: 'replace hyphens by underscores',
    });
    requireSome(this, networks, {
      what: 'the room has no network, so that any place would be the room',
      expected: 'at least one public network',
      fix: "name the room's own addresses in `networks`",
    });
    requireDistinct(this, networks, '`networks` names a network twice');
    for (const text of networks) {
      const network = requireIpv4Network(this, 'networks', text);
      if (network === undefined) continue;
      if (network.prefix < widestPrefix) {
        refuse(this, {
          what: 'the network is wider than a room',
          got: text,
          expected: `a prefix of /${widestPrefix} or longer`,
          fix: "name the room's own addresses only",
        });
      }
      if (isPrivate(network)) {
        refuse(this, {
          what: 'Google never sees a private address, so that this condition could never hold',
          got: text,
          expected: 'the public network from which the room reaches the internet',
          fix: "name the public side of the room's address translation",
        });
      }
    }
  }
}
