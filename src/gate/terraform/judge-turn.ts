import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtInConfiguration } from '../../configuration/built-in-configuration.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { SekishoError } from '../../errors.ts';
import type { JudgedBreakGlass } from '../../evidence/break-glass/judge-break-glass.ts';
import { readBreakGlass } from '../../evidence/break-glass/read-break-glass.ts';
import { lawDigest } from '../../evidence/law-digest.ts';
import { type Judging, judgeSources } from '../../judge-sources.ts';
import { type LoadedPolicy, loadPolicy } from '../../policy/load-policy.ts';
import { type FoundModule, findModules } from '../../sources/find-modules.ts';
import { loadSources } from '../../sources/load-sources.ts';
import { parseJson } from '../../sources/parse-json.ts';
import { isJsonObject, type JsonObject } from '../../sources/recognise.ts';
import { toolVersion } from '../../tool-version.ts';
import { breakGlassFindings } from '../../verdict/break-glass-findings.ts';
import { gateControls } from '../../verdict/gate-controls.ts';
import type { Report } from '../../verdict/report.ts';
import { withFindings } from '../../verdict/with-findings.ts';
import { findProjectRoot } from '../project-root.ts';
import { decisionLogPath } from './decision-log.ts';
import { refuseOtherLaw } from './pinned-law.ts';
import { retentionFindings } from './retention-findings.ts';
import type { RootModule } from './root-module.ts';

/** By what an estate is judged at the gate. */
export interface Law {
  readonly configuration: Configuration;
  readonly policy: LoadedPolicy;
  readonly projectRoot: string;
  readonly now: Date;
  /** Why what this law says can't serve as evidence. */
  readonly partial: readonly string[];
  /** Digest of the whole law. */
  readonly digest: string;
  /** True when that digest was named from outside of the repository. */
  readonly isPinned: boolean;
  /** Every use of break-glass that is known here. */
  readonly breakGlass: readonly JudgedBreakGlass[];
}

/** Path of another configuration than the project's `sekisho.yaml`. */
export const configurationVariable = 'SEKISHO_CONFIG';

/** Reads policy and configuration. Throws a SekishoError for what can't be read, is not what it says, or is not the law that is pinned. */
export function readLaw(directory: string, environment: Readonly<NodeJS.ProcessEnv>, now: Date): Law {
  const projectRoot = findProjectRoot(directory);
  const named = environment[configurationVariable];
  const usual = join(projectRoot, 'sekisho.yaml');
  const path = named !== undefined && named !== '' ? resolve(projectRoot, named) : existsSync(usual) ? usual : null;
  const configuration = path === null ? builtInConfiguration : readConfiguration(path);
  const policy = loadPolicy();
  const digest = lawDigest({ policy: policy.sha256, configuration: configuration.sha256, tool: toolVersion() });
  const isPinned = refuseOtherLaw(environment, { digest, projectRoot });
  const log = decisionLogPath(environment, projectRoot);
  const breakGlass = readBreakGlass({ projectRoot, log, rules: configuration.evidence.breakGlass, now });
  return { configuration, policy, projectRoot, now, partial: [], digest, isPinned, breakGlass };
}

/** A plan as `terraform show -json` gives it, still in memory. */
export interface PlanJson {
  readonly bytes: Buffer;
  readonly document: JsonObject;
  readonly sha256: string;
}

/** Throws a SekishoError when it is no JSON object. */
export function readPlanJson(bytes: Buffer, stack: string): PlanJson {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const document = parseJson({ path: `plan of ${stack}`, bytes, sha256 });
  if (isJsonObject(document)) return { bytes, document, sha256 };
  throw new SekishoError({
    code: 'PLAN_INVALID',
    what: 'the plan is not an object',
    got: typeof document,
    expected: 'a JSON object, as `terraform show -json` writes it',
    fix: 'update terraform, or report this with its version',
  });
}

/** A stack of the estate at its turn. */
export interface Turn {
  readonly module: FoundModule;
  readonly plan: PlanJson | null;
  /** A plan that destroys everything is judged alone: what the configuration declares will not be there. */
  readonly destroys: boolean;
}

/** Every stack that is known where terraform runs, by its configuration. Throws a SekishoError when one can't be read. */
export function knownModules(root: RootModule): readonly FoundModule[] {
  if (root.kind === 'stack') {
    return findModules(root.output.stacks.map((stack) => join(stack.directory, 'cdk.tf.json')));
  }
  // A plan or a module that lies below is not what terraform reads here.
  const own = findModules([root.directory]).filter((module) => module.folder.directory === root.directory);
  if (own.length > 0) return own.map((module) => ({ ...module, kind: 'terraform', plan: null }));
  throw new SekishoError({
    code: 'NOTHING_TO_JUDGE',
    what: 'the folder holds no configuration',
    file: root.directory,
    expected: '*.tf or *.tf.json',
    fix: 'change to the folder of the configuration, or name it with -chdir=…',
  });
}

/**
 * Judges an estate of which some stacks are planned and others, that can't be planned yet, are known by their configuration. What is unknown in the
 * latter and will be decided by their own plan waits for their own turn; everything else blocks now.
 */
export async function judgeTurns(turns: readonly Turn[], law: Law): Promise<Report> {
  return withGateFindings(await judgeJoined(turns, law), turns, law);
}

/** What only the gate sees: what people did around an apply, and what a plan destroys. */
function withGateFindings(report: Report, turns: readonly Turn[], law: Law): Report {
  const { configuration, policy, now } = law;
  const requirements = new Map(policy.catalog.requirements.map((requirement) => [requirement.id, requirement]));
  const context = { blockingSeverities: configuration.blockingSeverities, requirements };
  const limits = { now, bookRetentionDays: configuration.thresholds.bookRetentionDays };
  const destroyed = turns.flatMap(({ module, plan }) =>
    plan === null
      ? []
      : retentionFindings({ stack: module.stack, document: plan.document }, limits, configuration.evidence, context),
  );
  return withFindings(report, [...breakGlassFindings(law.breakGlass, now, context), ...destroyed], gateControls);
}

async function judgeJoined(turns: readonly Turn[], law: Law): Promise<Report> {
  const joined = await judgeModules(turns.map(joinPlan), law);
  const waiting = new Set(turns.filter((turn) => turn.plan === null).map((turn) => turn.module.stack));
  if (joined.exitCode !== 2 || waiting.size === 0 || waiting.size === turns.length) return joined;
  const declared = await judgeModules(
    turns.map((turn) => turn.module),
    law,
  );
  return withTheirTurn(joined, declared, waiting);
}

function withTheirTurn(joined: Report, declared: Report, waiting: ReadonlySet<string>): Report {
  const later = new Set(declared.deferred.map((finding) => finding.fingerprint));
  const waits = joined.findings.filter(
    (finding) => finding.status === 'unknown' && waiting.has(finding.stack) && later.has(finding.fingerprint),
  );
  const findings = joined.findings.filter((finding) => !waits.includes(finding));
  const deferred = [...joined.deferred, ...waits.map((finding) => ({ ...finding, blocking: false }))];
  const summary = { ...joined.summary, deferred: deferred.length };
  const isLeft = findings.some((finding) => finding.blocking);
  return isLeft
    ? { ...joined, findings, deferred, summary }
    : { ...joined, findings, deferred, summary, verdict: 'pass', exitCode: 0 };
}

async function judgeModules(modules: readonly FoundModule[], law: Law): Promise<Report> {
  const judging: Judging = {
    configuration: law.configuration,
    policy: law.policy,
    projectRoot: law.projectRoot,
    verdict: { now: law.now.toISOString(), partial: law.partial },
  };
  return judgeSources(await loadSources(modules), judging);
}

function joinPlan({ module, plan, destroys }: Turn): FoundModule {
  if (plan === null) return module;
  const path = join(dirname(module.path), `plan of ${module.stack}`);
  const file = { path, kind: 'plan', sha256: plan.sha256 };
  const configuration = destroys ? { json: [], hcl: [], variableFiles: [] } : {};
  const files = destroys ? [file] : [...module.folder.files, file];
  const folder = { ...module.folder, ...configuration, plans: [{ path, document: plan.document }], files };
  return { ...module, kind: destroys ? 'plan' : 'synth+plan', folder, plan: { path, document: plan.document } };
}
