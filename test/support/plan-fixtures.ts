import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../../src/estate/estate.ts';
import { readPlanDocument } from '../../src/estate/plan/plan-document.ts';
import { planResources } from '../../src/estate/plan/plan-resources.ts';

export const fixtures = join(import.meta.dirname, '..', 'fixtures', 'plans');

export function readFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(fixtures, name, 'plan.json'), 'utf8')) as Record<string, unknown>;
}

/** Resources of a plan by address, without the configuration beside it. */
export function resourcesOfPlan(document: unknown): Map<string, Resource> {
  const plan = readPlanDocument(document, 'plan.json');
  const resources = planResources(plan, { stack: 's', path: 'plan.json', declared: new Map() });
  return new Map(resources.map((resource) => [resource.address, resource]));
}

/** The smallest plan that is one: every part can be replaced. */
export function aPlan(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return { format_version: '1.2', resource_changes: [], configuration: {}, errored: false, complete: true, ...parts };
}

/** One entry of `resource_changes`. */
export function aChange(
  address: string,
  change: Record<string, unknown>,
  parts: Record<string, unknown> = {},
): unknown {
  const [type = '', name = ''] = address.split('.').slice(-2);
  return {
    address,
    mode: 'managed',
    type,
    name,
    change: { actions: ['create'], before: null, after: {}, after_unknown: {}, ...change },
    ...parts,
  };
}
