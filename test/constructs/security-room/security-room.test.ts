import { describe, expect, it } from 'vitest';
import { SecurityRoom, type SecurityRoomProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<SecurityRoomProps> = {}) {
  return synthesize((stack) => {
    new SecurityRoom(stack, 'Room', {
      accessPolicy: '987654321',
      name: 'room_tokyo',
      networks: ['203.0.113.16/28'],
      ...changes,
    });
  });
}

describe('the security room', () => {
  it('is one condition of which every part must hold: network, country and managed device', () => {
    expect(declare().only('google_access_context_manager_access_level')['basic']).toEqual({
      combining_function: 'AND',
      conditions: [
        {
          ip_subnetworks: ['203.0.113.16/28'],
          regions: ['JP'],
          negate: false,
          device_policy: {
            require_corp_owned: true,
            require_admin_approval: true,
            require_screen_lock: true,
            allowed_encryption_statuses: ['ENCRYPTED'],
            allowed_device_management_levels: ['COMPLETE'],
            os_constraints: [{ os_type: 'DESKTOP_CHROME_OS', require_verified_chrome_os: true }],
          },
        },
      ],
    });
  });

  it.each([
    ['without a network', { networks: [] }, 'the room has no network'],
    ['as wide as the internet', { networks: ['0.0.0.0/0'] }, 'the network is wider than a room'],
    ['wider than a /24', { networks: ['203.0.112.0/23'] }, 'the network is wider than a room'],
    ['behind a private address', { networks: ['10.0.0.0/24'] }, 'Google never sees a private address'],
    ['of no network at all', { networks: ['tokyo'] }, '`networks` is not an IPv4 network'],
    ['named twice', { networks: ['203.0.113.16/28', '203.0.113.16/28'] }, '`networks` names a network twice'],
    ['with a hyphen in its name', { name: 'room-tokyo' }, '`name` is not a valid access level name'],
    ['of a named policy', { accessPolicy: 'accessPolicies/1' }, '`accessPolicy` is not the number'],
  ])('rejects a room %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
