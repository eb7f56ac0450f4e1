import type { Resource, Stage } from '../estate/estate.ts';
import type { Control, LocalText } from '../policy/catalog.ts';
import type { RawControl, RawDischarge, RawFinding } from '../policy/raw-evaluation.ts';
import { type FindingContext, makeFinding, type Subject, subjectOf } from './finding.ts';
import { normaliseAttribute } from './fingerprint.ts';
import { wordMessage } from './message.ts';
import { holdsMissing, valueAt } from './missing-value.ts';
import type { Discharge, Finding } from './report.ts';

export interface JudgeContext extends FindingContext {
  readonly stage: Stage;
  readonly resourceById: (id: string) => Resource | undefined;
  readonly zoneOf: (id: string) => string | null;
}

/** A finding, and whether a later stage can decide it. */
export interface Candidate {
  readonly finding: Finding;
  readonly decidedLater: boolean;
}

export interface JudgedControl {
  readonly control: Control;
  readonly examined: number;
  readonly candidates: readonly Candidate[];
  readonly discharges: readonly Discharge[];
  readonly needsZone: boolean;
}

/** The control whose unknowns are never deferred: no later stage places a resource in a zone. */
export const placementControl = 'zone.placement';

const brokenControl: LocalText = {
  en: 'Mend the control (its METADATA and Rego must agree), rebuild the policy and run its tests; until then nothing it says can be relied on.',
  ja: 'コントロールを直し(METADATA と Rego を一致させ)、ポリシーを再ビルドしてテストを実行する。それまではこのコントロールの結果に依拠できない。',
};

const notInEstate: LocalText = { en: 'is not in the estate', ja: '対象に存在しない' };
const notExamined: LocalText = {
  en: 'is not among the resources that the control says it judged',
  ja: 'コントロール自身が判定したとするリソースに含まれない',
};

/** Turns what a control returned into findings with texts. Nothing it returned is lost: what can't be worded or placed is an error. */
export function judgeControl(control: Control, raw: RawControl, context: JudgeContext): JudgedControl {
  const examined = new Set(raw.resources);
  const word = (status: 'fail' | 'unknown') => (one: RawFinding) =>
    candidateOf({ control, status, one, examined }, context);
  const errors = raw.error === null ? [] : [evaluationError(control, raw.error, context)];
  const unproven = raw.discharges.filter((one) => context.resourceById(one.resource) === undefined);
  return {
    control,
    examined: examined.size,
    candidates: [
      ...errors.map(decidedNow),
      ...raw.violations.map(word('fail')),
      ...raw.unknowns.map(word('unknown')),
      ...unproven.map((one) => decidedNow(strayDischarge(control, one, context))),
    ],
    discharges: raw.discharges.flatMap((one) => dischargesOf(control, one, context)),
    needsZone: raw.needsZoneButUnplaced,
  };
}

/** What is said of a control that threw, returned nonsense, or never ran. */
export function evaluationError(control: Control, reason: string, context: FindingContext): Finding {
  const message = {
    en: `the control could not be evaluated: ${reason}`,
    ja: `コントロールを評価できなかった: ${reason}`,
  };
  const subject = { stack: '(policy)', address: control.id, zone: null, location: null, createdBy: null };
  return makeFinding({ control, status: 'error', subject, message, remediation: brokenControl }, context);
}

function decidedNow(finding: Finding): Candidate {
  return { finding, decidedLater: false };
}

interface Statement {
  readonly control: Control;
  readonly status: 'fail' | 'unknown';
  readonly one: RawFinding;
  readonly examined: ReadonlySet<string>;
}

function candidateOf(statement: Statement, context: JudgeContext): Candidate {
  const { control, status, one, examined } = statement;
  const resource = context.resourceById(one.resource);
  if (resource === undefined) return decidedNow(strayFinding(statement, notInEstate, context));
  if (!examined.has(one.resource)) {
    return decidedNow(strayFinding(statement, notExamined, context));
  }
  const worded = wordMessage(control, one.key, one.args);
  const shared = {
    control,
    subject: subjectOf(resource, context.zoneOf(one.resource)),
    attribute: one.attribute,
    element: one.element,
    exit: one.exit,
    path: one.path,
  };
  if ('problem' in worded) {
    return decidedNow(
      makeFinding(
        { ...shared, status: 'error', message: unworded(status, worded.problem), remediation: brokenControl },
        context,
      ),
    );
  }
  const finding = makeFinding({ ...shared, status, message: worded.message }, context);
  return { finding, decidedLater: status === 'unknown' && isDecidedLater(control, one, resource, context.stage) };
}

/** Ruling 1: at synth an unknown waits for the plan, unless no plan can tell (nobody declares what it names, or no zone holds it). */
function isDecidedLater(control: Control, one: RawFinding, resource: Resource, stage: Stage): boolean {
  if (stage !== 'synth' || control.id === placementControl || !control.stages.includes('plan')) return false;
  if (one.args['why'] === 'missing') return false;
  const attribute = normaliseAttribute(one.attribute);
  return attribute === null || !holdsMissing(valueAt(resource.values, attribute));
}

function unworded(status: 'fail' | 'unknown', problem: LocalText): LocalText {
  const what = status === 'fail' ? { en: 'a violation', ja: '違反' } : { en: 'an unknown', ja: '判定不能' };
  return {
    en: `${what.en} was found, but its text could not be made: ${problem.en}`,
    ja: `${what.ja}を検出したが、説明文を作れなかった: ${problem.ja}`,
  };
}

function strayFinding(statement: Statement, why: LocalText, context: FindingContext): Finding {
  const { control, status, one } = statement;
  const said = JSON.stringify({ key: one.key, attribute: one.attribute, element: one.element, args: one.args });
  const message = {
    en: `the control reported \`${status}\` on \`${one.resource}\`, which ${why.en}; it said ${said}`,
    ja: `コントロールが \`${one.resource}\` について \`${status}\` を報告したが、そのリソースは${why.ja}。内容: ${said}`,
  };
  const { attribute, element } = one;
  const subject = strayed(one.resource);
  return makeFinding(
    { control, status: 'error', subject, message, attribute, element, remediation: brokenControl },
    context,
  );
}

function strayed(id: string): Subject {
  return { stack: '(policy)', address: id, zone: null, location: null, createdBy: null };
}

function strayDischarge(control: Control, { resource, attribute }: RawDischarge, context: FindingContext): Finding {
  const message = {
    en: `the control claims a proof for \`${resource}\`, which is not in the estate`,
    ja: `コントロールが、対象に存在しないリソース \`${resource}\` の証明を主張している`,
  };
  const subject = strayed(resource);
  return makeFinding({ control, status: 'error', subject, message, attribute, remediation: brokenControl }, context);
}

function dischargesOf(control: Control, one: RawDischarge, context: JudgeContext): readonly Discharge[] {
  const resource = context.resourceById(one.resource);
  if (resource === undefined) return [];
  const { stack, address } = resource;
  return [{ control: control.id, stack, address, attribute: one.attribute, chain: one.chain }];
}
