import { buildEstate } from '../../estate/build-estate.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { applyOrder } from '../../gate/terraform/apply-order.ts';
import { renderApplyOrder, renderApplyOrderJson } from '../../report/apply-order-text.ts';
import { findModules } from '../../sources/find-modules.ts';
import { loadSources } from '../../sources/load-sources.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { runCommand } from '../run-command.ts';
import { askedStacks, findOutput } from './plan.ts';

/** `sekisho plan --order`: prints the order in which the stacks of `cdktf.out` are applied, and why. Needs neither terraform nor credentials. */
export async function orderCommand(stacks: readonly string[], options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const output = findOutput(findProjectRoot());
    const { estate } = buildEstate(await loadSources(findModules([output.directory])));
    const order = applyOrder(output.stacks, estate.resources, askedStacks(stacks, output));
    const look = lookOf(options, options.output === null ? process.stdout : null);
    return {
      text: options.format === 'json' ? renderApplyOrderJson(order) : renderApplyOrder(order, look),
      exitCode: 0,
    };
  });
}
