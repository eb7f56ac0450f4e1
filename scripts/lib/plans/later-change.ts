import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckedApp } from '../../../src/index.ts';
import { declareEstate } from '../../../stacks/declare-estate.ts';
import { environments } from '../../../stacks/environments.ts';
import { readStacks, type SynthesizedStack } from './record-estate.ts';

/** The stack that the later change changes. */
export const laterChangeStack = 'isolated-prd';

const { prd } = environments;
const { imageGeneration } = prd.isolated;

/** A change as there will be many: two more nodes for image generation in production. */
const changed = {
  ...environments,
  prd: {
    ...prd,
    isolated: {
      ...prd.isolated,
      imageGeneration: { ...imageGeneration, totalMaxNodeCount: imageGeneration.totalMaxNodeCount + 2 },
    },
  },
};

/** Synthesizes the estate with the later change; the checkpoint judges it like any other, and throws where it refuses. */
export function synthesizeLaterChange(): SynthesizedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'sekisho-later-change-'));
  try {
    const app = new CheckedApp({ outdir, onRefusal: 'throw' });
    declareEstate(app, changed);
    app.synth();
    const stack = readStacks(outdir).find(({ name }) => name === laterChangeStack);
    if (stack === undefined) throw new Error(`the estate has no stack ${laterChangeStack}`);
    return stack;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
