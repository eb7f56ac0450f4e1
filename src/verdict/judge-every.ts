import type { Control } from '../policy/catalog.ts';
import type { RawControl } from '../policy/raw-evaluation.ts';
import { compareText } from './compare.ts';
import { evaluationError, type JudgeContext, type JudgedControl, judgeControl } from './judge-control.ts';

/**
 * Judges every control that was asked for, sorted by id. One that does not belong to this stage is not judged; one that should have
 * run and did not, and one that ran without being in the catalogue, are errors.
 */
export function judgeEvery(
  raw: readonly RawControl[],
  asked: readonly Control[],
  context: JudgeContext,
): readonly JudgedControl[] {
  const known = new Set(asked.map((control) => control.id));
  const expected = asked.map((control) => judgeOne(control, raw, context));
  const strangers = [...new Set(raw.map((one) => one.id))]
    .filter((id) => !known.has(id))
    .flatMap((id) => raw.filter((one) => one.id === id).map((one) => judgeStranger(one, context)));
  return [...expected, ...strangers].sort((one, other) => compareText(one.control.id, other.control.id));
}

function judgeOne(control: Control, raw: readonly RawControl[], context: JudgeContext): JudgedControl {
  const nothing = { control, examined: 0, candidates: [], discharges: [], needsZone: false };
  if (!control.stages.includes(context.stage)) return nothing;
  const results = raw.filter((one) => one.id === control.id);
  const [result] = results;
  if (result === undefined) return { ...nothing, candidates: [errorOf(control, 'it did not run', context)] };
  const judged = judgeControl(control, result, context);
  if (results.length === 1) return judged;
  const twice = errorOf(control, `it returned ${results.length} results instead of one`, context);
  const others = results.slice(1).flatMap((one) => judgeControl(control, one, context).candidates);
  return { ...judged, candidates: [twice, ...judged.candidates, ...others] };
}

/** A control without METADATA has no severity, so the worst is assumed. */
function judgeStranger(raw: RawControl, context: JudgeContext): JudgedControl {
  const control: Control = {
    id: raw.id,
    title: { en: raw.id, ja: raw.id },
    description: 'It ran, but the catalogue does not know it.',
    references: [],
    severity: 'critical',
    requirements: [],
    stages: ['synth', 'plan', 'apply'],
    dataClasses: [],
    exits: [],
    messages: {},
    remediation: {
      en: 'Rebuild the policy and its catalogue together.',
      ja: 'ポリシーとカタログを同時に再ビルドする。',
    },
    types: [],
    source: '',
  };
  const judged = judgeControl(control, raw, context);
  const error = errorOf(control, 'it is not in the catalogue', context);
  return { ...judged, candidates: [error, ...judged.candidates] };
}

function errorOf(control: Control, reason: string, context: JudgeContext): JudgedControl['candidates'][number] {
  return { finding: evaluationError(control, reason, context), decidedLater: false };
}
