import type { App } from 'cdktf';

import { EdgeStack } from './edge-stack.ts';
import { environmentNames, environments } from './environments.ts';
import { FoundationStack } from './foundation-stack.ts';
import { IsolatedStack } from './isolated-stack.ts';
import { refuseOverlaps } from './refuse-overlaps.ts';

/** Declares every stack of every environment. Throws `DeclarationError` for what can't work or would open something. */
export function declareEstate(app: App): void {
  refuseOverlaps(app, environments);
  for (const name of environmentNames) {
    const environment = environments[name];
    const foundation = new FoundationStack(app, `foundation-${name}`, environment);
    const isolated = new IsolatedStack(app, `isolated-${name}`, environment);
    // The perimeter stands before anything is stored inside.
    isolated.addDependency(foundation);
    new EdgeStack(app, `edge-${name}`, environment);
  }
}
