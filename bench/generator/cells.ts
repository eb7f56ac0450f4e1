import { declareListeners, declareRecords, declareTargets, declareVpc } from './aws-entry.ts';
import { declareBucket, declareSecurityGroup } from './aws-storage.ts';
import { type Cell, type Declared, makeCell } from './cell.ts';
import { declareCluster, declareNodePools, declarePerimeter } from './google-cluster.ts';
import { declareFirewall, declareNetwork } from './google-network.ts';
import { declareMembers, declareStorage } from './google-storage.ts';
import type { Random } from './random.ts';

const parts: readonly ((cell: Cell) => Generator<Declared>)[] = [
  declareNetwork,
  declareFirewall,
  declareStorage,
  declareMembers,
  declareCluster,
  declareNodePools,
  declarePerimeter,
  declareVpc,
  declareTargets,
  declareListeners,
  declareRecords,
  declareBucket,
  declareSecurityGroup,
];

/** Resources without end, cell by cell. */
export function* declareCells(random: Random): Generator<Declared> {
  for (let number = 0; ; number++) {
    const cell = makeCell(number, random);
    for (const part of parts) yield* part(cell);
  }
}
