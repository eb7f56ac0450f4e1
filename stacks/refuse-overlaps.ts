import type { Construct } from 'constructs';

import { requireDisjoint } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { type EnvironmentName, environmentNames } from './projects.ts';

/** Networks of a closed network with a cluster in it. */
interface ClusterRanges {
  readonly nodeRange: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly controlPlaneRange: string;
}

/** Every network that an environment occupies, by the property that names it. */
export function networksOf({
  name,
  isolated,
  control,
  planning,
  analysis,
  edge,
}: Environment): Readonly<Record<string, string>> {
  const ranges = {
    isolated: clusterRanges(isolated),
    control: {
      ...clusterRanges(control),
      databaseRange: control.databaseRange,
      ...Object.fromEntries(control.stations.flatMap(({ ranges: texts }) => texts.map((text) => [text, text]))),
    },
    planning: {
      ...clusterRanges(planning),
      databaseRange: planning.databaseRange,
      proxyRange: planning.proxyRange,
    },
    analysis: clusterRanges(analysis),
    edge: { cidrBlock: edge.cidrBlock, ...Object.fromEntries(edge.onPremisesPrefixes.map((text) => [text, text])) },
  };
  return Object.fromEntries(
    Object.entries(ranges).flatMap(([system, properties]) =>
      Object.entries(properties).map(([property, text]) => [`${name}.${system}.${property}`, text]),
    ),
  );
}

function clusterRanges({ nodeRange, podRange, serviceRange, controlPlaneRange }: ClusterRanges): ClusterRanges {
  return { nodeRange, podRange, serviceRange, controlPlaneRange };
}

/** Throws `DeclarationError` when two networks of the estate share an address, in whichever stacks and environments they are. */
export function refuseOverlaps(scope: Construct, environments: Readonly<Record<EnvironmentName, Environment>>): void {
  requireDisjoint(
    scope,
    Object.fromEntries(environmentNames.flatMap((name) => Object.entries(networksOf(environments[name])))),
  );
}
