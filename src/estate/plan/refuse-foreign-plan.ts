import { SekishoError } from '../../errors.ts';
import type { Resource } from '../estate.ts';

export interface JoinedPlan {
  /** Path of the plan. */
  readonly path: string;
  /** Resources of the configuration beside it. */
  readonly declared: readonly Resource[];
  /** Resources as the plan has them. */
  readonly planned: readonly Resource[];
  /** False when modules could not be read, so that the plan may hold resources which the configuration does not show. */
  readonly wholeConfiguration: boolean;
}

/**
 * Throws a SekishoError when a plan is not the plan of the configuration beside it: Terraform lists every managed resource in a plan, those without a
 * change too. One that is missing was declared after the plan was made, or left out by `-target` or `-exclude`, which leave no dependable mark.
 */
export function refuseForeignPlan({ path, declared, planned, wholeConfiguration }: JoinedPlan): void {
  const inPlan = new Set(planned.map((resource) => resource.address));
  const missing = declared.find((resource) => isOne(resource) && !inPlan.has(resource.address));
  if (missing !== undefined) throw foreign(path, `no ${missing.address}, which the configuration declares`);
  if (!wholeConfiguration) return;
  const inConfiguration = new Set(declared.map((resource) => withoutKnownKeys(resource.address)));
  const stranger = planned.find(
    (resource) => staysInRoot(resource) && !inConfiguration.has(withoutKnownKeys(resource.address)),
  );
  if (stranger !== undefined) throw foreign(path, `${stranger.address}, which the configuration does not declare`);
}

/** A managed resource whose instances are known. */
function isOne(resource: Resource): boolean {
  return resource.mode === 'managed' && !resource.address.includes('[*]');
}

function staysInRoot(resource: Resource): boolean {
  const stays = resource.actions.some((action) => action !== 'delete' && action !== 'forget');
  return stays && resource.mode === 'managed' && !resource.address.startsWith('module.');
}

function withoutKnownKeys(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\]/g, '');
}

function foreign(path: string, got: string): SekishoError {
  return new SekishoError({
    code: 'PLAN_FOREIGN',
    what: 'the plan is not a whole plan of the configuration beside it',
    file: path,
    got,
    expected: 'a plan made from this configuration as it is now, without -target and -exclude',
    fix: 'run `terraform plan -out=plan` and `terraform show -json plan` again in this folder',
  });
}
