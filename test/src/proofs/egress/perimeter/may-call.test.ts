import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayCall } from '../../../../../src/proofs/egress/perimeter/may-call.ts';
import type { BoundaryModel } from '../../../../../src/proofs/egress/perimeter/model.ts';
import { callPasses } from './oracle.ts';
import { everyCall, highestAddress, ingressRule, randomBoundary } from './random-boundary.ts';

const seed = Number(process.env['SEKISHO_SEED'] ?? 20261124);
const runs = Number(process.env['SEKISHO_WORLDS'] ?? 400);

function passing(model: BoundaryModel): readonly string[] {
  return everyCall.filter((call) => mayCall(model, call)).map((call) => Object.values(call).join(' '));
}

describe('a call to a project behind a perimeter', () => {
  it(`passes in ${runs} random worlds exactly where trying every place says so (seed ${seed})`, () => {
    let calls = 0;
    fc.assert(
      fc.property(randomBoundary, (model) => {
        const expected = everyCall.filter((call) => callPasses(model, call, highestAddress));
        calls += expected.length;
        expect(passing(model)).toEqual(expected.map((call) => Object.values(call).join(' ')));
      }),
      { seed, numRuns: runs },
    );
    const all = runs * everyCall.length;
    console.log(`differential: ${runs} perimeters, seed ${seed}, ${calls} of ${all} calls pass`);
    // Where all pass, or none, nothing is compared.
    expect(calls).toBeGreaterThan(all / 10);
    expect(calls).toBeLessThan((all * 9) / 10);
  });

  it('is never stopped by one more ingress rule, bridge or level, nor let in by one more restricted service', () => {
    fc.assert(
      fc.property(randomBoundary, ingressRule, (model, rule) => {
        const before = passing(model);
        const wider: BoundaryModel = {
          ...model,
          perimeters: model.perimeters.map((one) => ({
            ...one,
            ingress: [...one.ingress, rule],
            levels: [...one.levels, 'office'],
          })),
          bridges: [...model.bridges, { id: 'added', projects: ['records', 'projects/9'] }],
        };
        const after = passing(wider);
        for (const call of before) expect(after).toContain(call);
        const narrower: BoundaryModel = {
          ...model,
          perimeters: model.perimeters.map((one) => ({ ...one, restricted: '*' as const })),
        };
        for (const call of passing(narrower)) expect(before).toContain(call);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('passes alike when projects outside the zone are called otherwise', () => {
    const renamed = (name: string): string => (name.startsWith('projects/') ? `${name}0` : name);
    fc.assert(
      fc.property(randomBoundary, (model) => {
        const other: BoundaryModel = {
          ...model,
          perimeters: model.perimeters.map((one) => ({
            ...one,
            id: `${one.id}x`,
            projects: one.projects.map(renamed),
            ingress: one.ingress.map((rule) => ({
              ...rule,
              sources: rule.sources.map((source) =>
                source.kind === 'project' ? { ...source, project: renamed(source.project) } : source,
              ),
            })),
          })),
          bridges: model.bridges.map((one) => ({ ...one, projects: one.projects.map(renamed) })),
        };
        expect(passing(other)).toEqual(passing(model));
      }),
      { seed, numRuns: 150 },
    );
  });
});
