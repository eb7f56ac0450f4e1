import { describe, expect, it } from 'vitest';
import {
  type CustomConstraint,
  closedZoneConstraints,
  OrganizationCustomConstraints,
} from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(constraints: readonly CustomConstraint[], organization = '123456789012') {
  return synthesize((stack) => {
    new OrganizationCustomConstraints(stack, 'Custom', { organization, constraints });
  });
}

const [metadata, image] = closedZoneConstraints;

describe('custom constraints of the organisation', () => {
  it('deny by an expression on the resource', () => {
    const { name, parent, action_type, method_types, resource_types, condition } = declare([metadata]).only(
      'google_org_policy_custom_constraint',
    );
    expect({ name, parent, action_type, method_types, resource_types, condition }).toEqual({
      name: 'custom.requireMetadataServer',
      parent: 'organizations/123456789012',
      action_type: 'DENY',
      method_types: ['CREATE', 'UPDATE'],
      resource_types: ['container.googleapis.com/NodePool'],
      condition: 'resource.config.workloadMetadataConfig.mode != "GKE_METADATA"',
    });
  });

  it('are created one after the other', () => {
    const all = Object.entries(declare(closedZoneConstraints).all('google_org_policy_custom_constraint'));
    const inOrder = closedZoneConstraints.map(({ name }) => all.find(([, one]) => one['name'] === `custom.${name}`));
    expect(inOrder.map((found) => found?.[1]['depends_on'])).toEqual([
      undefined,
      ...inOrder.slice(0, -1).map((found) => [`google_org_policy_custom_constraint.${found?.[0] ?? ''}`]),
    ]);
  });

  it.each([
    ['none', [], 'no constraint is declared'],
    ['a name twice', [metadata, metadata], '`constraints` has a name twice'],
    ['a name with signs', [{ ...image, name: 'custom.image' }], 'the name of a constraint is not usable'],
    ['no type of resource', [{ ...image, resourceType: 'NodePool' }], 'judges nothing'],
    ['a condition on nothing', [{ ...image, denies: 'true' }], 'does not look at the resource'],
  ])('refuse %s', (_, constraints, message) => {
    expect(() => declare(constraints)).toThrow(message);
  });

  it('refuse an organisation that is not named by number', () => {
    expect(() => declare([metadata], 'example.jp')).toThrow('`organization` is not the number of an organisation');
  });
});
