import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RootModule } from './root-module.ts';
import { captureTerraform, type Terraform } from './run-terraform.ts';

/**
 * The other stacks of the output of which nothing exists, by their own state: what a destroy leaves behind is judged against what is there, not against
 * what was destroyed before it. A stack whose state can't be read here counts as existing.
 */
export async function stacksWithoutState(terraform: Terraform, root: RootModule): Promise<ReadonlySet<string>> {
  if (root.kind === 'folder') return new Set();
  const others = root.output.stacks.filter((stack) => stack.name !== root.stack.name);
  const empty = await Promise.all(others.map((stack) => hasEmptyState(terraform, stack.directory)));
  return new Set(others.filter((_, at) => empty[at] === true).map((stack) => stack.name));
}

async function hasEmptyState(terraform: Terraform, directory: string): Promise<boolean> {
  if (!existsSync(join(directory, '.terraform'))) return false;
  const limit = 64 * 1024 * 1024;
  const listed = await captureTerraform({ ...terraform, directory }, ['state', 'list'], { limit });
  if (listed.exitCode === 0) return listed.stdout.toString('utf8').trim() === '';
  return listed.exitCode === 1 && listed.stderr.includes('No state file was found!');
}
