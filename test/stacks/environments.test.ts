import { describe, expect, it } from 'vitest';
import { overlaps, parseIpv4Network } from '../../constructs/declaration/index.ts';
import { environmentNames, environments } from '../../stacks/environments.ts';

const all = environmentNames.map((name) => environments[name]);

/** Networks of which two share an address. */
function clashes(texts: readonly string[]): readonly string[] {
  const networks = texts.map((text) => ({ text, network: parseIpv4Network(text) }));
  return networks.flatMap((left, index) =>
    networks
      .slice(index + 1)
      .filter(
        (right) => left.network === undefined || right.network === undefined || overlaps(left.network, right.network),
      )
      .map((right) => `${left.text} and ${right.text}`),
  );
}

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

  it('share no network in either cloud', () => {
    const networks = all.flatMap(({ isolated, edge }) => [
      isolated.nodeRange,
      isolated.podRange,
      isolated.serviceRange,
      isolated.controlPlaneRange,
      edge.cidrBlock,
      ...edge.onPremisesPrefixes,
    ]);
    expect(clashes(networks)).toEqual([]);
  });

  it('enable the same services everywhere, so that a perimeter is tried before it guards records', () => {
    expect(all.map(({ isolated }) => isolated.services)).toEqual(all.map(() => environments.prd.isolated.services));
  });

  it('use two Direct Connect connections in production', () => {
    const connections = environments.prd.edge.virtualInterfaces.map(({ connectionId }) => connectionId);
    expect(new Set(connections).size).toBeGreaterThanOrEqual(2);
  });
});
