import { type Call, refusedCode, rootOf, sayError, sayRefusal, wordsOf } from './call.ts';
import { judgeTurns, knownModules, readLaw } from './judge-turn.ts';
import { runTerraform } from './run-terraform.ts';
import { staleError } from './stale-error.ts';

/**
 * `init`: judges all stacks by their configuration, and runs the real init only when they pass. A refusal here stops a whole `cdktf deploy` before
 * anything is applied. Throws a SekishoError for what can't be judged.
 */
export async function gateInit(call: Call): Promise<number> {
  const root = rootOf(call);
  const law = readLaw(root.directory, call.environment, call.now());
  const turns = knownModules(root).map((module) => ({ module, plan: null, destroys: false }));
  const report = await judgeTurns(turns, law);
  const stale = root.kind === 'stack' ? staleError(root.output) : null;
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
