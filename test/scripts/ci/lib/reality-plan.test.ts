import { describe, expect, it } from 'vitest';
import { realityPlan } from '../../../../scripts/ci/lib/reality-plan.ts';
import { aChange, aPlan } from '../../../support/plan-fixtures.ts';

describe('the plan of what is really there', () => {
  it('holds what exists as it is: what was changed by hand, what nobody declares, not what is only declared', () => {
    const real = { member: 'allUsers' };
    const plan = aPlan({
      resource_drift: [aChange('t.a', {})],
      prior_state: { values: { root_module: { resources: [] } } },
      planned_values: { root_module: { resources: ['declared'] } },
      resource_changes: [
        aChange('t.a', {
          actions: ['update'],
          before: real,
          after: { member: 'user:a' },
          before_sensitive: { k: true },
        }),
        aChange('t.gone', { actions: ['delete'], before: real, after: null }, { action_reason: 'x' }),
        aChange('t.new', { actions: ['create'], before: null, after: real }),
      ],
    });
    const still = (sensitive: object): object => ({
      actions: ['no-op'],
      before: real,
      after: real,
      after_unknown: {},
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    });
    expect(realityPlan(plan)).toEqual(
      aPlan({
        prior_state: { values: { root_module: { resources: [] } } },
        planned_values: { root_module: { resources: [] } },
        resource_changes: [
          { ...(aChange('t.a', {}) as object), change: still({ k: true }) },
          { ...(aChange('t.gone', {}) as object), change: still({}) },
        ],
      }),
    );
  });
});
