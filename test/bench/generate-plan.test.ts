import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generatePlan, usualPlan } from '../../bench/generator/generate-plan.ts';
import { readPlanDocument } from '../../src/estate/plan/plan-document.ts';

function planText(resources: number, options = usualPlan): string {
  return [...generatePlan(resources, options)].join('');
}

describe('the generated plan', () => {
  it('is the same, byte for byte, for the same seed on every machine', () => {
    const digest = createHash('sha256').update(planText(300)).digest('hex');
    expect(digest).toBe('c8c8c0e39f3bbf04228367e3bbecbe71587dd619d92405ded35793cecf12f2ce');
  });

  it('is another for another seed', () => {
    expect(planText(30, { ...usualPlan, seed: 2 })).not.toBe(planText(30));
  });

  it('is a whole plan with exactly the asked number of resources, sorted by address, of every action', () => {
    const plan = readPlanDocument(JSON.parse(planText(3_000)) as unknown, 'plan.json');
    const addresses = plan.resourceChanges.map((change) => change.address);
    expect(addresses).toHaveLength(3_000);
    expect(addresses).toEqual([...addresses].sort());
    expect(new Set(addresses).size).toBe(3_000);
    const actions = new Set(plan.resourceChanges.map((change) => change.actions.join(' ')));
    expect([...actions].sort()).toEqual(['create', 'delete', 'delete create', 'no-op', 'update']);
  });
});
