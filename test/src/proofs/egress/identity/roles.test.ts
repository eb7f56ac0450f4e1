import { describe, expect, it } from 'vitest';
import {
  actAs,
  deploying,
  keyPermissions,
  tokenPermissions,
} from '../../../../../src/proofs/egress/identity/permissions.ts';
import { everyPermission, permissionsOfRole } from '../../../../../src/proofs/egress/identity/roles.ts';
import { storeTypes } from '../../../../../src/proofs/egress/identity/stores.ts';

describe('the table of roles', () => {
  it('knows every permission that the search asks for, so that a role that is not known may have it', () => {
    const stores = Object.values(storeTypes).flatMap(({ reads, shares }) => [...reads, ...shares]);
    const asked = [
      ...stores,
      ...tokenPermissions,
      ...keyPermissions,
      actAs,
      ...deploying.map(([permission]) => permission),
    ];
    expect(asked.filter((permission) => !everyPermission.has(permission))).toEqual([]);
  });

  it('takes a role that it does not hold for unknown, never for harmless', () => {
    expect([permissionsOfRole('roles/example.unheardOf'), permissionsOfRole('roles/storage.objectCreator')]).toEqual([
      null,
      [],
    ]);
  });
});
