import type { Configuration, Waiver } from '../configuration/configuration.ts';
import { addDays, isDay } from '../configuration/days.ts';
import { nearestWord } from '../configuration/nearest-word.ts';
import type { InlineWaiver, Resource, SourceLocation } from '../estate/estate.ts';
import type { Control } from '../policy/catalog.ts';
import { isBuiltIn } from './built-in-controls.ts';
import { compareText } from './compare.ts';
import { normaliseAttribute } from './fingerprint.ts';
import type { MessageArguments } from './message.ts';
import type { Finding } from './report.ts';

/** A rule for waivers that one breaks; `key` names a message of the control `waiver.invalid`. */
export interface WaiverProblem {
  readonly key: string;
  readonly args: MessageArguments;
}

/** A waiver, and whether it counts today. */
export interface JudgedWaiver {
  readonly waiver: Waiver;
  readonly state: 'valid' | 'expired' | 'invalid';
  readonly problems: readonly WaiverProblem[];
  /** The resource on which it is written; null when it comes from `sekisho.yaml`. */
  readonly inlineOn: Resource | null;
  readonly location: SourceLocation | null;
}

export interface WaiverRules {
  readonly controls: ReadonlyMap<string, Control>;
  readonly waiverDays: Configuration['thresholds']['waiverDays'];
  /** The UTC day of the clock. */
  readonly today: string;
}

const requiredFields = ['control', 'article', 'reason', 'author', 'approver', 'evidence', 'expires'] as const;
const placeFields = ['stack', 'address'] as const;
const optionalFields = ['attribute', 'element'] as const;
const fields: readonly string[] = [...requiredFields, ...placeFields, ...optionalFields];

/** Judges every waiver of the configuration and of the resources, in a fixed order: configuration first, then by resource. */
export function judgeWaivers(
  configured: readonly Waiver[],
  resources: readonly Resource[],
  rules: WaiverRules,
): readonly JudgedWaiver[] {
  const fromFile = configured.map((waiver) =>
    judgeWritten({ waiver, inlineOn: null, location: locationOf(waiver.source), shape: [] }, rules),
  );
  const carriers = resources.filter((resource) => resource.inlineWaivers.length > 0);
  const inline = [...carriers]
    .sort((one, other) => compareText(one.id, other.id))
    .flatMap((resource) => resource.inlineWaivers.map((written) => judgeInline(written, resource, rules)));
  return [...fromFile, ...inline];
}

/**
 * The finding after waivers, and the waivers that are about it. Control, stack and address match exactly, without wildcards.
 * An error can't be waived; an expired waiver changes the message only.
 */
export function applyWaivers(
  finding: Finding,
  waivers: WaiverIndex,
): { readonly finding: Finding; readonly matched: readonly JudgedWaiver[] } {
  const matched = waivers.about(finding);
  if (finding.status === 'error' || finding.status === 'waived') return { finding, matched };
  const valid = latest(matched.filter((one) => one.state === 'valid'));
  if (valid !== undefined) {
    const { reason, approver, expires } = valid.waiver;
    return {
      finding: { ...finding, status: 'waived', blocking: false, waiver: { reason, approver, expires } },
      matched,
    };
  }
  const expired = latest(matched.filter((one) => one.state === 'expired'));
  return { finding: expired === undefined ? finding : sayingExpired(finding, expired.waiver), matched };
}

/** Waivers by what they are about. */
export class WaiverIndex {
  readonly #byPlace: ReadonlyMap<string, readonly JudgedWaiver[]>;

  constructor(waivers: readonly JudgedWaiver[]) {
    const byPlace = new Map<string, JudgedWaiver[]>();
    for (const one of waivers) {
      const key = placeKey(one.waiver);
      const here = byPlace.get(key);
      if (here === undefined) byPlace.set(key, [one]);
      else here.push(one);
    }
    this.#byPlace = byPlace;
  }

  /** Every waiver about the finding, whether it counts today or not. */
  about(finding: Finding): readonly JudgedWaiver[] {
    const here = this.#byPlace.get(placeKey(finding)) ?? [];
    return here.filter(({ waiver }) => {
      const attribute = normaliseAttribute(waiver.attribute);
      const element = waiver.element ?? null;
      return (
        (attribute === null || attribute === finding.attribute) && (element === null || element === finding.element)
      );
    });
  }
}

function placeKey(place: { readonly control: string; readonly stack: string; readonly address: string }): string {
  return [place.control, place.stack, place.address].join('\0');
}

function latest(waivers: readonly JudgedWaiver[]): JudgedWaiver | undefined {
  return waivers.reduce<JudgedWaiver | undefined>(
    (best, one) => (best === undefined || compareText(best.waiver.expires, one.waiver.expires) < 0 ? one : best),
    undefined,
  );
}

function sayingExpired(finding: Finding, waiver: Waiver): Finding {
  const { approver, expires } = waiver;
  return {
    ...finding,
    message: {
      en: `${finding.message.en} (the waiver approved by ${approver} expired on ${expires})`,
      ja: `${finding.message.ja}(${approver} による例外承認は ${expires} に期限切れ)`,
    },
  };
}

interface Written {
  readonly waiver: Waiver;
  readonly inlineOn: Resource | null;
  readonly location: SourceLocation | null;
  /** What is wrong with how it is written, found before its meaning is judged. */
  readonly shape: readonly WaiverProblem[];
}

function judgeWritten({ waiver, inlineOn, location, shape }: Written, rules: WaiverRules): JudgedWaiver {
  const problems = [...shape, ...problemsOf(waiver, rules)];
  const isExpired = compareText(waiver.expires, rules.today) < 0;
  const state = problems.length > 0 ? 'invalid' : isExpired ? 'expired' : 'valid';
  return { waiver, state, problems, inlineOn, location };
}

function problemsOf(waiver: Waiver, rules: WaiverRules): readonly WaiverProblem[] {
  const { control, author, approver } = waiver;
  const problems: WaiverProblem[] = requiredFields
    .filter((field) => waiver[field].trim() === '')
    .map((field) => ({ key: 'bad_field', args: { control, field } }));
  if (author.trim() !== '' && sameName(author, approver)) {
    problems.push({ key: 'approver_is_author', args: { control, author } });
  }
  return [...problems, ...controlProblems(waiver, rules)];
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function controlProblems(waiver: Waiver, rules: WaiverRules): readonly WaiverProblem[] {
  const { control, expires } = waiver;
  if (control.trim() === '') return [];
  if (isBuiltIn(control)) return [{ key: 'not_waivable', args: { control } }];
  const known = rules.controls.get(control);
  if (known === undefined) {
    const nearest = nearestWord(control, [...rules.controls.keys()]);
    return [{ key: 'unknown_control', args: { control, nearest } }];
  }
  if (known.severity === 'critical') return [{ key: 'critical', args: { control } }];
  if (expires.trim() === '') return [];
  if (!isDay(expires)) return [{ key: 'bad_date', args: { control, expires } }];
  const days = rules.waiverDays[known.severity];
  const last = addDays(rules.today, days);
  if (compareText(expires, last) <= 0) return [];
  return [{ key: 'too_long', args: { control, expires, severity: known.severity, latest: last, days } }];
}

/** `sekisho.yaml:12:5` as a location; null when the source is not written so. */
function locationOf(source: string): SourceLocation | null {
  const match = /^(.+?):(\d+)(?::\d+)?$/u.exec(source);
  const [, file, line] = match ?? [];
  return file === undefined || line === undefined ? null : { file, line: Number(line) };
}

function judgeInline(written: InlineWaiver, resource: Resource, rules: WaiverRules): JudgedWaiver {
  const text = (field: string): string => {
    const value = Object.hasOwn(written, field) ? written[field] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const { stack, address, location } = resource;
  const source = location === null ? resource.id : `${location.file}:${location.line}`;
  const waiver: Waiver = {
    control: text('control'),
    stack,
    address,
    attribute: text('attribute') || null,
    element: text('element') || null,
    article: text('article'),
    reason: text('reason'),
    author: text('author'),
    approver: text('approver'),
    evidence: text('evidence'),
    expires: text('expires'),
    source,
  };
  const shape = inlineProblems(written, waiver);
  return judgeWritten({ waiver, inlineOn: resource, location, shape }, rules);
}

function inlineProblems(written: InlineWaiver, waiver: Waiver): readonly WaiverProblem[] {
  const { control } = waiver;
  const unknown = Object.keys(written)
    .filter((field) => !fields.includes(field))
    .sort()
    .map((field) => ({ key: 'unknown_field', args: { control, field, nearest: nearestWord(field, fields) } }));
  // A narrowing that can't be read must not widen the waiver to the whole resource.
  const unread = optionalFields
    .filter((field) => Object.hasOwn(written, field) && written[field] !== null && waiver[field] === null)
    .map((field) => ({ key: 'bad_field', args: { control, field } }));
  const elsewhere = placeFields
    .filter((field) => Object.hasOwn(written, field) && written[field] !== waiver[field])
    .map((field) => {
      const got = written[field];
      const shown = typeof got === 'string' ? got : JSON.stringify(got);
      return { key: 'wrong_place', args: { control, field, got: shown, expected: waiver[field] } };
    });
  return [...unknown, ...unread, ...elsewhere];
}
