import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../../../src/estate/estate.ts';
import { expandConfiguration } from '../../../../src/estate/module/expand-configuration.ts';
import { isValueObject, Unknown, type Value } from '../../../../src/estate/value.ts';

const folder = 'test/fixtures/plans';
/** Those of our own estate hold blocks that the provider orders itself: recorded-plans.test.ts judges them. */
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('recorded'))
  .map((entry) => entry.name);

/** What these tests read of `terraform show -json`. */
interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: { readonly actions: readonly string[]; readonly after: unknown };
  }[];
  readonly configuration: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly provider_config_key: string;
        readonly expressions: unknown;
      }[];
    };
  };
}

function read(name: string): { readonly plan: Plan; readonly resources: readonly Resource[] } {
  const load = (file: string): unknown => JSON.parse(readFileSync(join(folder, name, file), 'utf8'));
  const source = { files: [{ path: join(folder, name, 'cdk.tf.json'), content: load('cdk.tf.json') }] };
  const context = { stack: name, directory: join(folder, name), loadModule: () => null, remoteOutput: () => undefined };
  return { plan: load('plan.json') as Plan, resources: expandConfiguration(source, context).resources };
}

/** The references of a plan's expressions, with the longest names only. */
function plannedReferences(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(plannedReferences);
  if (typeof expression !== 'object' || expression === null) return [];
  if ('references' in expression) {
    const all = expression.references as readonly string[];
    return all.filter((text) => !all.some((other) => other.startsWith(`${text}.`)));
  }
  return Object.values(expression).flatMap(plannedReferences);
}

/** Paths at which a known value of ours is not what Terraform planned. */
function differences(ours: Value, planned: unknown, path: string): string[] {
  if (ours instanceof Unknown) return [];
  if (isValueObject(ours)) {
    const object = Array.isArray(planned) ? (planned as readonly unknown[])[0] : planned;
    return Object.entries(ours).flatMap(([key, value]) =>
      differences(value, (object as Readonly<Record<string, unknown>> | undefined)?.[key], `${path}.${key}`),
    );
  }
  if (Array.isArray(ours)) {
    // One unknown empties the whole collection in a plan.
    if (ours.some((member) => member instanceof Unknown)) return [];
    return inOrder(ours as readonly Value[]).flatMap((member, index) =>
      differences(member, inOrder(planned as readonly Value[])[index], `${path}.${index}`),
    );
  }
  return ours === planned ? [] : [`${path}: ${JSON.stringify(ours)} instead of ${JSON.stringify(planned)}`];
}

/** Providers order their sets; what a list of texts is can't be told from outside. */
function inOrder(list: readonly Value[]): readonly Value[] {
  return list.every((member) => typeof member === 'string') ? list.toSorted() : list;
}

describe.each(cases)('the configuration of %s', (name) => {
  const { plan, resources } = read(name);
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const existing = plan.resource_changes.filter(({ change }) => change.after !== null);

  test('declares what Terraform plans', () => {
    expect([...byAddress.keys()].sort()).toEqual(existing.map(({ address }) => address).sort());
    expect(existing.length).toBeGreaterThan(0);
  });

  test('has the references and providers that Terraform finds', () => {
    const theirs = plan.configuration.root_module.resources.map((resource) => [
      resource.address,
      resource.provider_config_key,
      plannedReferences(resource.expressions).sort(),
    ]);
    const ours = resources.map(({ address, provider, references }) => [
      address,
      provider.key,
      [...references.values()]
        .flat()
        .map((reference) => `${reference.address}.${reference.attribute}`)
        .sort(),
    ]);
    expect(ours.sort()).toEqual(theirs.sort());
  });

  test('has no known value that Terraform plans otherwise', () => {
    const found = existing.flatMap(({ address, change }) => {
      const resource = byAddress.get(address);
      if (resource === undefined) return [`${address} is not declared`];
      return differences(resource.values, change.after, address);
    });
    expect(found).toEqual([]);
  });
});
