import { SekishoError } from '../../errors.ts';
import { type PlanJson, readPlanJson } from './judge-turn.ts';
import { captureTerraform, type Terraform } from './run-terraform.ts';

/** As large as JavaScript's strings allow, with room to parse. */
const maximumPlanBytes = 400 * 1024 * 1024;

export interface ShownPlan {
  /** Global options of terraform. */
  readonly globals: readonly string[];
  /** How terraform finds the plan file. */
  readonly path: string;
  /** Open files that terraform is given, from number 3 on. */
  readonly files: readonly number[];
  /** How the stack is named to people. */
  readonly stack: string;
}

/** A plan file as JSON, in memory. Throws a SekishoError when terraform can't show it. */
export async function showPlan(terraform: Terraform, { globals, path, files, stack }: ShownPlan): Promise<PlanJson> {
  const shown = await captureTerraform(terraform, [...globals, 'show', '-json', path], {
    limit: maximumPlanBytes,
    files,
  });
  if (shown.exitCode === 0) return readPlanJson(shown.stdout, stack);
  throw new SekishoError({
    code: 'PLAN_UNREADABLE',
    what: 'terraform cannot show the plan that it made',
    got: shown.stderr.trim(),
    expected: 'JSON from `terraform show -json`',
    fix: 'run `terraform plan` and `terraform show -json` by hand to see why',
  });
}
