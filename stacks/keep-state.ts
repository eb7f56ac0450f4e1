import { GcsBackend, LocalBackend, type TerraformStack } from 'cdktf';

import type { StateLocation } from './environments.ts';

/** Declares where a stack's state is. The local path is relative: cdktf's default holds the folder of whoever synthesized. */
export function keepState(stack: TerraformStack, state: StateLocation): void {
  if (state.kind === 'local') new LocalBackend(stack, { path: 'terraform.tfstate' });
  else new GcsBackend(stack, { bucket: state.bucket, prefix: stack.node.id });
}
