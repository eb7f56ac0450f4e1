import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { type App, TerraformStack } from 'cdktf';
import { CheckedApp, type CheckedAppOptions } from '../../../../src/gate/checked-app.ts';
import { CheckpointRefusal } from '../../../../src/gate/refusal.ts';
import type { Report } from '../../../../src/verdict/report.ts';
import { finding, report } from './reports.ts';

/** A judge that refuses. */
export const failing = (): Report => report({ verdict: 'fail', exitCode: 1, findings: [finding()] });

/** An app with one bucket, judged by `judge`. */
export function appIn(
  outdir: string,
  options: CheckedAppOptions = {},
): { readonly app: CheckedApp; readonly stack: TerraformStack } {
  const app = new CheckedApp({ outdir, onRefusal: 'throw', judge: () => report(), ...options });
  return { app, stack: stackIn(app, 'isolated') };
}

export function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new GoogleProvider(stack, 'google', { project: 'p' });
  new StorageBucket(stack, 'Bucket', { name: 'raw', location: 'asia-northeast1' });
  return stack;
}

/** What `act` was refused with. Throws when it was not. */
export function refusalOf(act: () => void): CheckpointRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof CheckpointRefusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, got none');
}
