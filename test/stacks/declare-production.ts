import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformElement, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { CheckedApp } from '../../src/gate/checked-app.ts';
import { CheckpointRefusal } from '../../src/gate/refusal.ts';
import { CommandKeysStack } from '../../stacks/command-keys-stack.ts';
import { type Environment, environments } from '../../stacks/environments.ts';
import { FoundationStack } from '../../stacks/foundation-stack.ts';
import { GuardrailsStack } from '../../stacks/guardrails-stack.ts';
import { IsolatedStack } from '../../stacks/isolated-stack.ts';
import { repositoryRoot } from '../support/repository.ts';

/** The stacks of production that hold regulated records and what guards them, and the keys of commands, as they are declared. */
export interface Production {
  readonly guardrails: TerraformStack;
  readonly foundation: TerraformStack;
  readonly isolated: TerraformStack;
  readonly commandKeys: TerraformStack;
}

export interface Attempt {
  /** Null: let through. */
  readonly refusal: CheckpointRefusal | null;
  /** What stands in the output folder afterwards. */
  readonly written: readonly string[];
}

/** Declares production, has somebody change it, and synthesizes it through the checkpoint as `cdktf synth` would. */
export function attemptProduction(
  change: (production: Production) => void,
  environment: Environment = environments.prd,
): Attempt {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-production-'));
  try {
    const app = new CheckedApp({
      outdir: join(folder, 'cdktf.out'),
      onRefusal: 'throw',
      configuration: join(repositoryRoot, 'sekisho.yaml'),
    });
    change({
      guardrails: new GuardrailsStack(app, 'guardrails-prd', environment),
      foundation: new FoundationStack(app, 'foundation-prd', environment),
      isolated: new IsolatedStack(app, 'isolated-prd', environment),
      commandKeys: new CommandKeysStack(app, 'command-keys-prd', environment),
    });
    const refusal = refusalOf(() => {
      app.synth();
    });
    return { refusal, written: readdirSync(folder).sort() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one element of a class below a stack that `which` picks. Throws when there is none, or more than one. */
export function elementOf<Element extends TerraformElement>(
  stack: TerraformStack,
  type: new (...parameters: never[]) => Element,
  which: (element: Element) => boolean = () => true,
): Element {
  const all = stack.node.findAll().filter((node: IConstruct): node is Element & IConstruct => node instanceof type);
  const [found, ...more] = all.filter(which);
  if (found === undefined || more.length > 0) {
    throw new Error(`expected one ${type.name}, got ${all.map(({ node }) => node.path).join(', ')}`);
  }
  return found;
}

function refusalOf(act: () => void): CheckpointRefusal | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof CheckpointRefusal) return error;
    throw error;
  }
}
