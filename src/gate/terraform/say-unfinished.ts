import { SekishoError } from '../../errors.ts';
import { type Call, globalsOf, wordsOf } from './call.ts';
import type { DecisionLog } from './decision-log.ts';
import { stateOf } from './state-of.ts';

/** Tells of an apply that was killed before anybody could say how it ended: when, by which evidence, and what the state holds now. */
export async function sayUnfinished(call: Call, log: DecisionLog, stack: string): Promise<void> {
  const open = log.unfinished(stack);
  if (open === null) return;
  const words = wordsOf(call);
  const { at, plan, evidence } = open;
  await call.say(`${words.unfinished(stack, at, (plan ?? '').slice(0, 12))}\n`);
  await call.say(`${evidence === null ? words.unfinishedWithout : words.unfinishedCovers(evidence.slice(0, 12))}\n`);
  try {
    const { state, resources } = await stateOf(call.terraform, globalsOf(call));
    await call.say(`${words.stateHolds(resources, state === null ? 0 : state.serial)}\n`);
  } catch (error) {
    if (!(error instanceof SekishoError)) throw error;
    await call.say(`${words.stateUnknown(error.parts.got ?? '')}\n`);
  }
}
