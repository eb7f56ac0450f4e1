import type { App } from 'cdktf';

import { AnalysisStack } from './analysis-stack.ts';
import { CommandKeysStack } from './command-keys-stack.ts';
import { ControlStack } from './control-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { type Environment, type EnvironmentName, environmentNames, environments } from './environments.ts';
import { EvidenceStack } from './evidence-stack.ts';
import { FoundationStack } from './foundation-stack.ts';
import { GroundGuardrailsStack } from './ground-guardrails-stack.ts';
import { GuardrailsStack } from './guardrails-stack.ts';
import { IsolatedStack } from './isolated-stack.ts';
import { OrganisationStack } from './organisation-stack.ts';
import { PlanningApiStack } from './planning-api-stack.ts';
import { PlanningStack } from './planning-stack.ts';
import { projects } from './projects.ts';
import { ProjectsStack } from './projects-stack.ts';
import { refuseOverlaps } from './refuse-overlaps.ts';
import { refuseStrangers } from './refuse-strangers.ts';

/**
 * Declares every stack of every environment; `declared` is for what asks how a change would turn out. Throws `DeclarationError` for what can't work or would
 * open something.
 */
export function declareEstate(app: App, declared: Readonly<Record<EnvironmentName, Environment>> = environments): void {
  refuseOverlaps(app, declared);
  const organisation = new OrganisationStack(app, 'organisation');
  for (const name of environmentNames) {
    const environment = declared[name];
    refuseStrangers(environment);
    const guardrails = new GuardrailsStack(app, `guardrails-${name}`, environment);
    guardrails.addDependency(organisation);
    const groundGuardrails = new GroundGuardrailsStack(app, `ground-guardrails-${name}`, environment);
    groundGuardrails.addDependency(organisation);
    const foundation = new FoundationStack(app, `foundation-${name}`, environment);
    const isolated = new IsolatedStack(app, `isolated-${name}`, environment);
    // The guards stand before the project, and the perimeter before anything is stored inside.
    foundation.addDependency(guardrails);
    isolated.addDependency(foundation);
    const { control, commandKeys, planning, analysis } = projects[name];
    const controlProjects = new ProjectsStack(app, `control-projects-${name}`, environment, { control, commandKeys });
    const commandKeysStack = new CommandKeysStack(app, `command-keys-${name}`, environment);
    commandKeysStack.addDependency(controlProjects);
    const controlStack = new ControlStack(app, `control-${name}`, environment);
    controlStack.addDependency(controlProjects);
    const groundProjects = new ProjectsStack(app, `ground-projects-${name}`, environment, { planning, analysis });
    const planningStack = new PlanningStack(app, `planning-${name}`, environment);
    planningStack.addDependency(groundProjects);
    new PlanningApiStack(app, `planning-api-${name}`, environment).addDependency(planningStack);
    const analysisStack = new AnalysisStack(app, `analysis-${name}`, environment);
    analysisStack.addDependency(groundProjects);
    // A grant to an account that is not there yet fails: these name accounts and the network of satellite control.
    for (const stack of [commandKeysStack, foundation, analysisStack]) stack.addDependency(controlStack);
    // The books stand before anything that they tell about.
    const evidence = new EvidenceStack(app, `evidence-${name}`, environment);
    evidence.addDependency(groundGuardrails);
    foundation.addDependency(evidence);
    controlProjects.addDependency(evidence);
    groundProjects.addDependency(evidence);
    new EdgeStack(app, `edge-${name}`, environment);
  }
}
