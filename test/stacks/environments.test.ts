import { Testing } from 'cdktf';
import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { networksOf, refuseOverlaps } from '../../stacks/refuse-overlaps.ts';

const all = environmentNames.map((name) => environments[name]);

describe('environments', () => {
  it('share no project, number, folder, account or name', () => {
    const identities = all.flatMap(({ isolated, edge }) => [
      isolated.projectId,
      isolated.projectNumber,
      isolated.folderId,
      edge.accountId,
      edge.recordName,
      edge.onPremisesAddress,
    ]);
    expect(identities).toHaveLength(new Set(identities).size);
  });

  it('share no network in either cloud, with each other or with a ground station', () => {
    expect(() => {
      refuseOverlaps(Testing.app(), environments);
    }).not.toThrow();
    expect(Object.keys(networksOf(environments.prd))).toContain('prd.control.databaseRange');
  });

  it('are refused when networks of two stacks overlap', () => {
    const { dev, prd } = environments;
    const overlapping = {
      ...environments,
      dev: { ...dev, control: { ...dev.control, nodeRange: prd.isolated.nodeRange } },
    };
    expect(() => {
      refuseOverlaps(Testing.app(), overlapping);
    }).toThrow('`dev.control.nodeRange` and `prd.isolated.nodeRange` overlap');
  });

  it('enable the same services everywhere, so that a perimeter is tried before it guards records', () => {
    expect(all.map(({ isolated }) => isolated.services)).toEqual(all.map(() => environments.prd.isolated.services));
  });

  it('use two Direct Connect connections in production', () => {
    const connections = environments.prd.edge.virtualInterfaces.map(({ connectionId }) => connectionId);
    expect(new Set(connections).size).toBeGreaterThanOrEqual(2);
  });
});
