import type { Stacks } from './closed-zone.ts';
import { below, place } from './edit-stacks.ts';

export const perimeter = 'google_access_context_manager_service_perimeter';
export const project = 'rs-isolated-prd';

/** The perimeter's status becomes its dry run. */
export function tryOnly(stacks: Stacks): void {
  const [owner, name] = place(stacks, perimeter, '');
  const { status, ...rest } = below(owner, name);
  owner[name] = { ...rest, spec: status, use_explicit_dry_run_spec: true };
}
