import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { declareEstate } from '../../stacks/declare-estate.ts';
import type { Attributes } from '../constructs/synthesize.ts';

/** A stack as Terraform reads it. */
export interface StackJson {
  readonly provider: Readonly<Record<string, readonly Attributes[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly terraform: { readonly backend: Attributes };
}

export interface SynthesizedStack {
  /** The text of its `cdk.tf.json`. */
  readonly text: string;
  readonly json: StackJson;
  /** Stacks that are applied before it. */
  readonly dependencies: readonly string[];
}

/** Synthesizes the whole estate as `cdktf synth` does, without the checkpoint; by stack name. */
export function synthesizeEstate(): Readonly<Record<string, SynthesizedStack>> {
  const outdir = mkdtempSync(join(tmpdir(), 'sekisho-estate-'));
  try {
    const app = new App({ outdir });
    declareEstate(app);
    app.synth();
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      readonly stacks: Readonly<
        Record<string, { readonly synthesizedStackPath: string; readonly dependencies: string[] }>
      >;
    };
    return Object.fromEntries(
      Object.entries(stacks).map(([name, { synthesizedStackPath, dependencies }]) => {
        const text = readFileSync(join(outdir, synthesizedStackPath), 'utf8');
        return [name, { text, json: JSON.parse(text) as StackJson, dependencies }];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A stack by its name; throws when there is none. */
export function findStack(stacks: Readonly<Record<string, SynthesizedStack>>, name: string): SynthesizedStack {
  const stack = stacks[name];
  if (stack === undefined) throw new Error(`expected a stack ${name}, got ${Object.keys(stacks).join(', ')}`);
  return stack;
}

/** All resources of a stack of one type. */
export function resourcesOf(stack: SynthesizedStack, type: string): readonly Attributes[] {
  return Object.values(stack.json.resource[type] ?? {});
}
