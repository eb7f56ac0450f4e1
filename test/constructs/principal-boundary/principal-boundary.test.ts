import { describe, expect, it } from 'vitest';
import { PrincipalBoundary, type PrincipalBoundaryProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<PrincipalBoundaryProps> = {}) {
  return synthesize((stack) => {
    new PrincipalBoundary(stack, 'Handlers', {
      organization: '123456789012',
      customerId: 'C01abcdef',
      name: 'rs-handlers-test',
      folder: '410000000013',
      persons: ['user:handler.one@example.jp', 'user:handler.two@example.jp'],
      ...changes,
    });
  });
}

describe('a boundary of persons', () => {
  it('allows one folder, with the version of its enforcement written down', () => {
    const { details, lifecycle } = declare().only('google_iam_principal_access_boundary_policy');
    expect({ details, lifecycle }).toEqual({
      details: {
        enforcement_version: '4',
        rules: [
          {
            description: 'The folder of the zone, and nothing else',
            effect: 'ALLOW',
            resources: ['//cloudresourcemanager.googleapis.com/folders/410000000013'],
          },
        ],
      },
      lifecycle: { prevent_destroy: true },
    });
  });

  it('binds the named persons of our directory to the policy by reference', () => {
    const { policy, policy_kind, target, condition } = declare().only('google_iam_organizations_policy_binding');
    expect({ policy, policy_kind, target, expression: (condition as Record<string, unknown>)['expression'] }).toEqual({
      policy: expect.stringMatching(
        /^organizations\/123456789012\/locations\/global\/principalAccessBoundaryPolicies\/\$\{google_iam_principal_access_boundary_policy\.Handlers_\w+\.principal_access_boundary_policy_id\}$/,
      ) as string,
      policy_kind: 'PRINCIPAL_ACCESS_BOUNDARY',
      target: { principal_set: '//iam.googleapis.com/locations/global/workspace/C01abcdef' },
      expression: "principal.subject == 'handler.one@example.jp' || principal.subject == 'handler.two@example.jp'",
    });
  });

  it('takes as many bindings as the names need, since Google limits the length of a condition', () => {
    const persons = Array.from({ length: 7 }, (_, at) => `user:handler.with.a.long.name.${at}@example.jp`);
    const bindings = Object.values(declare({ persons }).all('google_iam_organizations_policy_binding')).toSorted(
      (left, right) => String(left['policy_binding_id']).localeCompare(String(right['policy_binding_id'])),
    );
    const expressions = bindings.map(({ condition }) => (condition as { readonly expression: string }).expression);
    expect({
      ids: bindings.map(({ policy_binding_id }) => policy_binding_id),
      fit: expressions.every((expression) => expression.length <= 250),
      named: expressions.flatMap((expression) => expression.split(' || ')),
    }).toEqual({
      ids: ['rs-handlers-test', 'rs-handlers-test-2', 'rs-handlers-test-3'],
      fit: true,
      named: persons.map((person) => `principal.subject == '${person.slice(5)}'`),
    });
  });

  it.each([
    [
      'an address that fits into no condition',
      { persons: [`user:${'a'.repeat(120)}@example.jp`] },
      'named persons only',
    ],
    ['nobody', { persons: [] }, 'the boundary would hold nobody'],
    ['a group', { persons: ['group:handlers@example.jp'] }, 'holds named persons only'],
    ['a quote in an address', { persons: ["user:a'||true@example.jp"] }, 'holds named persons only'],
    ['a person twice', { persons: ['user:a@example.jp', 'user:a@example.jp'] }, 'names a person twice'],
    ['a directory by domain', { customerId: 'example.jp' }, '`customerId` is not the id of a directory'],
    ['an organisation by name', { organization: 'example' }, '`organization` is not the number'],
    ['a folder by name', { folder: 'records' }, '`folder` is not the number of a folder'],
    ['a name with signs', { name: 'RS_handlers' }, '`name` is not a valid id'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
