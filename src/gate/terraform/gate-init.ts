import { SekishoError } from '../../errors.ts';
import { type Call, refusedCode, rootOf, sayError, sayRefusal, wordsOf } from './call.ts';
import { judgeTurns, knownModules, readLaw } from './judge-turn.ts';
import type { RootModule } from './root-module.ts';
import { runTerraform } from './run-terraform.ts';

/**
 * `init`: judges all stacks by their configuration, and runs the real init only when they pass. A refusal here stops a whole `cdktf deploy` before
 * anything is applied. Throws a SekishoError for what can't be judged.
 */
export async function gateInit(call: Call): Promise<number> {
  const root = rootOf(call);
  const law = readLaw(root.directory, call.environment, call.now());
  const turns = knownModules(root).map((module) => ({ module, plan: null, destroys: false }));
  const report = await judgeTurns(turns, law);
  const stale = staleError(root);
  if (report.exitCode !== 0) {
    await sayRefusal(call, root, report, law);
    if (stale !== null) await call.say(`${wordsOf(call).alsoStale} ${stale.parts.got ?? ''}\n`);
    return refusedCode;
  }
  if (stale !== null) {
    await sayError(call, stale);
    return refusedCode;
  }
  return (await runTerraform(call.terraform, call.args, { stdio: 'inherit' })).exitCode;
}

/** Why the output is not what the app declares now, or null. */
export function staleError(root: RootModule): SekishoError | null {
  if (root.kind === 'folder' || root.output.stale === null) return null;
  const { reason, since, refusedStacks } = root.output.stale;
  return new SekishoError({
    code: 'OUTPUT_STALE',
    what: 'this output is older than the app: a later synth was refused',
    file: root.output.directory,
    got: `${reason} (since ${since}${refusedStacks === undefined ? '' : `; refused: ${refusedStacks.join(', ')}`})`,
    expected: 'the output of a synth that was let through',
    fix: 'mend what `sekisho check` names and run `cdktf synth` again',
  });
}
