import type { App } from 'cdktf';

import { AnalysisStack } from './analysis-stack.ts';
import { CommandKeysStack } from './command-keys-stack.ts';
import { ControlStack } from './control-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { environmentNames, environments } from './environments.ts';
import { FoundationStack } from './foundation-stack.ts';
import { IsolatedStack } from './isolated-stack.ts';
import { PlanningStack } from './planning-stack.ts';
import { projects } from './projects.ts';
import { ProjectsStack } from './projects-stack.ts';
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
    const { control, commandKeys, planning, analysis } = projects[name];
    const controlProjects = new ProjectsStack(app, `control-projects-${name}`, environment, { control, commandKeys });
    new CommandKeysStack(app, `command-keys-${name}`, environment).addDependency(controlProjects);
    new ControlStack(app, `control-${name}`, environment).addDependency(controlProjects);
    const groundProjects = new ProjectsStack(app, `ground-projects-${name}`, environment, { planning, analysis });
    new PlanningStack(app, `planning-${name}`, environment).addDependency(groundProjects);
    new AnalysisStack(app, `analysis-${name}`, environment).addDependency(groundProjects);
    new EdgeStack(app, `edge-${name}`, environment);
  }
}
