import { SekishoError } from '../../errors.ts';
import type { Output } from './root-module.ts';

/** Why the output is not what the app declares now, or null. */
export function staleError(output: Output): SekishoError | null {
  if (output.stale === null) return null;
  const { reason, since, refusedStacks } = output.stale;
  return new SekishoError({
    code: 'OUTPUT_STALE',
    what: 'this output is older than the app: a later synth was refused',
    file: output.directory,
    got: `${reason} (since ${since}${refusedStacks === undefined ? '' : `; refused: ${refusedStacks.join(', ')}`})`,
    expected: 'the output of a synth that was let through',
    fix: 'mend what `sekisho check` names and run `cdktf synth` again',
  });
}
