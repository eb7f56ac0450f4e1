import type { Configuration } from '../configuration/configuration.ts';
import { dayOf } from '../configuration/days.ts';
import { nearestWord } from '../configuration/nearest-word.ts';
import { SekishoError } from '../errors.ts';
import type { Stage } from '../estate/estate.ts';
import type { Catalog, Control } from '../policy/catalog.ts';
import type { RawControl } from '../policy/raw-evaluation.ts';
import { attestationFindings, reportAttestations } from './attestations.ts';
import { applyBaseline, type Baseline } from './baseline.ts';
import { compareFindings, compareText } from './compare.ts';
import type { JudgeContext, JudgedControl } from './judge-control.ts';
import { judgeEvery } from './judge-every.ts';
import { outcomesOf, verdictOf } from './outcomes.ts';
import type { RawEvaluation } from './raw-evaluation.ts';
import type { Finding, Report } from './report.ts';
import { invalidWaiverFindings, unusedWaiverFindings } from './waiver-findings.ts';
import { applyWaivers, type JudgedWaiver, judgeWaivers, WaiverIndex } from './waivers.ts';
import { unjudgedFinding } from './zone-findings.ts';

export interface VerdictOptions {
  readonly stage: Stage;
  /** The clock, ISO 8601. */
  readonly now: string;
  /** Why this run can't serve as evidence; `--only` and `--baseline` are added when they are given here. */
  readonly partial: readonly string[];
  /** Ids of the controls that alone were asked for. */
  readonly only?: readonly string[];
  readonly baseline?: Baseline;
}

/**
 * Turns what the controls said into a report: texts, waivers, deferral, baseline, outcomes and the exit code. Pure, and
 * independent of the order of its input. `summary` counts controls by outcome, so that pass, fail, unknown, error, waived and
 * notApplicable add up to `controls`; `deferred` counts findings, whose controls are among the unknown.
 * Throws CLOCK_INVALID, POLICY_EMPTY, CONTROL_UNKNOWN.
 */
export function decide(
  input: RawEvaluation,
  configuration: Configuration,
  catalog: Catalog,
  options: VerdictOptions,
): Report {
  const now = readClock(options.now);
  const asked = askedControls(catalog, options.only);
  const run: Run = { input, configuration, catalog, options, today: dayOf(now) };
  const context = contextOf(run);
  const judged = judgeEvery(resultsFor(asked, run), asked, context);
  const waivers = waiversOf(run);
  const { findings, deferred, used } = sift(judged, waivers);
  const own = ownFindings(run, { judged, waivers, used, findings }, context);
  const all = marked([...findings, ...own], options.baseline);
  const later = marked(deferred, options.baseline);
  const outcomes = outcomesOf({ judged, findings: all, deferred: later, examined: examinedOf(run, judged, waivers) });
  return {
    schema: 'sekisho.report/v1',
    ...verdictOf(all),
    stage: options.stage,
    partial: partialReasons(options),
    summary: { resources: input.resourceCount, ...outcomes.counts, deferred: later.length },
    findings: all,
    deferred: later,
    discharges: sorted(judged.flatMap((one) => one.discharges)),
    attestations: reportAttestations(configuration.attestations, run.today),
    controls: outcomes.controls,
    ...(input.exits === undefined ? {} : { exits: input.exits }),
    inputs: sorted(input.inputs),
    blindSpots: [...new Set(input.blindSpots)].sort(compareText),
    policy: { sha256: input.policy.sha256, opa: input.policy.opa },
    tool: { version: input.toolVersion },
    now: now.toISOString(),
  };
}

interface Run {
  readonly input: RawEvaluation;
  readonly configuration: Configuration;
  readonly catalog: Catalog;
  readonly options: VerdictOptions;
  readonly today: string;
}

function readClock(text: string): Date {
  const moment = new Date(text);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new SekishoError({
    code: 'CLOCK_INVALID',
    what: 'the clock is not a moment',
    got: JSON.stringify(text),
    expected: 'ISO 8601, e.g. 2026-11-24T00:00:00Z',
    fix: 'correct `--now`',
  });
}

function askedControls(catalog: Catalog, only: readonly string[] | undefined): readonly Control[] {
  const ids = catalog.controls.map((control) => control.id);
  if (ids.length === 0) {
    throw new SekishoError({
      code: 'POLICY_EMPTY',
      what: 'the policy has no controls, so nothing would be judged',
      expected: 'at least one control in policies/controls',
      fix: 'rebuild the policy: npm run policies:build',
    });
  }
  if (only === undefined) return catalog.controls;
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown === undefined && only.length > 0) return catalog.controls.filter((control) => only.includes(control.id));
  const nearest = unknown === undefined ? null : nearestWord(unknown, ids);
  throw new SekishoError({
    code: 'CONTROL_UNKNOWN',
    what: unknown === undefined ? 'no control was asked for' : `there is no control \`${unknown}\``,
    expected: 'ids of controls, as `sekisho controls` lists them',
    fix: nearest === null ? 'run `sekisho controls`' : `did you mean \`${nearest}\`?`,
  });
}

/** What was not asked for is left out; what nobody knows is not. */
function resultsFor(asked: readonly Control[], { input, catalog }: Run): readonly RawControl[] {
  const wanted = new Set(asked.map((control) => control.id));
  const known = new Set(catalog.controls.map((control) => control.id));
  return input.controls.filter((result) => wanted.has(result.id) || !known.has(result.id));
}

function contextOf({ input, configuration, catalog, options }: Run): JudgeContext {
  return {
    blockingSeverities: configuration.blockingSeverities,
    requirements: new Map(catalog.requirements.map((requirement) => [requirement.id, requirement])),
    stage: options.stage,
    resourceById: input.resourceById,
    zoneOf: input.zoneOf,
  };
}

function waiversOf({ input, configuration, catalog, today }: Run): readonly JudgedWaiver[] {
  const controls = new Map(catalog.controls.map((control) => [control.id, control]));
  const rules = { controls, waiverDays: configuration.thresholds.waiverDays, today };
  return judgeWaivers(configuration.waivers, input.resources, rules);
}

interface Sifted {
  readonly findings: readonly Finding[];
  readonly deferred: readonly Finding[];
  readonly used: ReadonlySet<JudgedWaiver>;
}

/** Waivers come before deferral: what is waived at synth is shown as waived, and its waiver is in use. */
function sift(judged: readonly JudgedControl[], waivers: readonly JudgedWaiver[]): Sifted {
  const index = new WaiverIndex(waivers);
  const applied = judged
    .flatMap((one) => one.candidates)
    .map((candidate) => ({ ...applyWaivers(candidate.finding, index), decidedLater: candidate.decidedLater }));
  const waits = (one: (typeof applied)[number]): boolean => one.decidedLater && one.finding.status === 'unknown';
  return {
    findings: applied.filter((one) => !waits(one)).map((one) => one.finding),
    deferred: applied.filter(waits).map((one) => ({ ...one.finding, blocking: false })),
    used: new Set(applied.flatMap((one) => one.matched)),
  };
}

interface Known {
  readonly judged: readonly JudgedControl[];
  readonly waivers: readonly JudgedWaiver[];
  readonly used: ReadonlySet<JudgedWaiver>;
  readonly findings: readonly Finding[];
}

/** The findings of the built-in controls. A partial run can't tell that a waiver is unused. */
function ownFindings(run: Run, known: Known, context: JudgeContext): readonly Finding[] {
  const { input, configuration, options, today } = run;
  const { judged, waivers, used, findings } = known;
  const { stacks, zoneOf } = input;
  return [
    ...invalidWaiverFindings(waivers, zoneOf, context),
    ...(isPartial(options)
      ? []
      : unusedWaiverFindings({ waivers, used, judged, stacks, zoneOf, stage: options.stage }, context)),
    ...(options.only === undefined ? attestationFindings(configuration.attestations, today, context) : []),
    ...unjudgedFinding(judged, findings, context),
  ];
}

function examinedOf(
  { configuration, options }: Run,
  judged: readonly JudgedControl[],
  waivers: readonly JudgedWaiver[],
): ReadonlyMap<string, number> {
  return new Map([
    ['attestation.expired', options.only === undefined ? configuration.attestations.length : 0],
    ['waiver.invalid', waivers.length],
    ['waiver.unused', isPartial(options) ? 0 : waivers.length],
    ['zone.unjudged', judged.filter((one) => one.needsZone || one.control.dataClasses.length > 0).length],
  ]);
}

function isPartial(options: VerdictOptions): boolean {
  return partialReasons(options).length > 0;
}

/** Ruling 7: what narrows or softens a run is written on its report, even when a caller forgets to say so. */
function partialReasons(options: VerdictOptions): readonly string[] {
  const added = [
    ...(options.only === undefined ? [] : ['--only']),
    ...(options.baseline === undefined ? [] : ['--baseline']),
  ].filter((flag) => !options.partial.some((reason) => reason.startsWith(flag)));
  return [...new Set([...options.partial, ...added])].sort(compareText);
}

function marked(findings: readonly Finding[], baseline: Baseline | undefined): readonly Finding[] {
  const after = baseline === undefined ? [...findings] : findings.map((finding) => applyBaseline(finding, baseline));
  return after.sort(compareFindings);
}

/** A total order for plain data: equal texts are equal things. */
function sorted<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((one, other) => compareText(one.text, other.text))
    .map(({ item }) => item);
}
