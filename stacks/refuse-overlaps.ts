import type { Construct } from 'constructs';

import { requireDisjoint } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { type EnvironmentName, environmentNames } from './projects.ts';

/** Every network that an environment occupies, by the property that names it. */
export function networksOf({ name, isolated, edge }: Environment): Readonly<Record<string, string>> {
  const { nodeRange, podRange, serviceRange, controlPlaneRange } = isolated;
  const ranges = {
    isolated: { nodeRange, podRange, serviceRange, controlPlaneRange },
    edge: { cidrBlock: edge.cidrBlock, ...Object.fromEntries(edge.onPremisesPrefixes.map((text) => [text, text])) },
  };
  return Object.fromEntries(
    Object.entries(ranges).flatMap(([system, properties]) =>
      Object.entries(properties).map(([property, text]) => [`${name}.${system}.${property}`, text]),
    ),
  );
}

/** Throws `DeclarationError` when two networks of the estate share an address, in whichever stacks and environments they are. */
export function refuseOverlaps(scope: Construct, environments: Readonly<Record<EnvironmentName, Environment>>): void {
  requireDisjoint(scope, Object.assign({}, ...environmentNames.map((name) => networksOf(environments[name]))));
}
