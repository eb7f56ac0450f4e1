import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import type { Subject } from '../sample.ts';

/** Verdicts; 3 would mean that nothing was judged. */
const verdicts = [0, 1, 2] as const;

/** `sekisho check PLAN` as users run it: the bundled command line, in a folder without `sekisho.yaml`, the report into a file. */
export function checkSubject(context: BenchContext, resources: number): Subject {
  const commandFile = join(context.packageFolder, 'dist/cli/main.js');
  const asked = ['--assume-zone', 'remote-sensing', '--format', 'json', '--output', reportFile(context, resources)];
  return {
    name: `check ${String(resources)}`,
    parameters: [commandFile, 'check', context.workspace.plan(resources), ...asked, '--quiet'],
    directory: context.workspace.folder('run'),
    exitCodes: verdicts,
  };
}

export function reportFile(context: BenchContext, resources: number): string {
  return join(context.workspace.folder('run'), `report-${String(resources)}.json`);
}

/** A Node process that only reads and parses the plan. */
export function floorSubject(context: BenchContext, resources: number): Subject {
  return {
    name: `floor ${String(resources)}`,
    parameters: [join(import.meta.dirname, '../programs/floor.mjs'), context.workspace.plan(resources)],
    directory: context.workspace.folder('run'),
    exitCodes: [0],
  };
}
