import type { Report } from '../verdict/report.ts';
import { cleanText, unfolded } from './clean-text.ts';
import { type FindingDocument, type ReportDocument, reportDocument } from './document.ts';
import { formatWords } from './format-words.ts';
import { headlineText } from './headline.ts';
import { jsonText } from './json.ts';
import { type Page, pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';
import { lineNumber, relativeUri, repositoryPath, repositoryPlace } from './repository-place.ts';
import { levelOf, type SarifLevel, type SarifRule, sarifRules } from './sarif-rules.ts';
import { addressOf } from './text-finding.ts';

/** GitHub refuses a whole file with more results than this. */
const resultLimit = 25_000;

/**
 * SARIF 2.1.0 (OASIS, 2020-03-27) as GitHub code scanning takes it: every result has a place, a relative path and a fingerprint that does not
 * change with lines or texts. Findings come worst first, so that those beyond the limit of GitHub are the least; a notification counts them.
 */
export function renderSarif(report: Report, options: RenderOptions): string {
  const document = reportDocument(report, options.language);
  const page = pageFor(options);
  const rules = sarifRules(page, document, options.catalog);
  const findings = [...document.findings, ...document.deferred];
  const shown = findings.slice(0, resultLimit);
  const context: SarifContext = {
    page,
    report: document,
    options,
    rules: new Map(rules.map(({ id }, at) => [id, at])),
  };
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driverOf(document, rules) },
        language: options.language,
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(context, findings.length - shown.length)],
        artifacts: document.inputs.flatMap(({ path, sha256 }) => {
          const file = repositoryPath(path);
          return file === null ? [] : [{ location: artifactLocation(file), hashes: { 'sha-256': sha256 } }];
        }),
        results: numbered(shown).map(({ finding, occurrence }) => resultOf(context, finding, occurrence)),
        properties: {
          verdict: document.verdict,
          partial: document.partial,
          policy: document.policy,
          clock: document.now,
        },
      },
    ],
  });
}

interface SarifContext {
  readonly page: Page;
  readonly report: ReportDocument;
  readonly options: RenderOptions;
  /** Index of each rule by its id. */
  readonly rules: ReadonlyMap<string, number>;
}

function driverOf(report: ReportDocument, rules: readonly SarifRule[]): object {
  const { version } = report.tool;
  const isSemantic = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/u.test(version);
  return { name: 'sekisho', version, ...(isSemantic ? { semanticVersion: version } : {}), rules };
}

function invocationOf({ page, report, options }: SarifContext, cut: number): object {
  const words = formatWords[options.language];
  const notes = [
    { level: report.verdict === 'pass' ? 'note' : 'error', text: headlineText(page.words, report) },
    ...report.partial.map((reason) => ({
      level: 'warning',
      text: `${page.words.sections.partial}: ${cleanText(reason)}`,
    })),
    ...report.blindSpots.map((text) => ({ level: 'warning', text: cleanText(text) })),
    ...(cut === 0 ? [] : [{ level: 'warning', text: words.cut(cut) }]),
  ];
  return {
    executionSuccessful: report.verdict !== 'error',
    exitCode: report.exitCode,
    endTimeUtc: report.now,
    toolExecutionNotifications: notes.map(({ level, text }) => ({ level, message: { text: sarifText(text) } })),
  };
}

interface Numbered {
  readonly finding: FindingDocument;
  /** 1 for the first finding with its fingerprint: one place can be wrong in two ways, and each is an alert of its own. */
  readonly occurrence: number;
}

function numbered(findings: readonly FindingDocument[]): readonly Numbered[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const occurrence = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, occurrence);
    return { finding, occurrence };
  });
}

function resultOf(context: SarifContext, finding: FindingDocument, occurrence: number): object {
  const { report, options, rules } = context;
  const print = `${finding.fingerprint}:${occurrence}`;
  return {
    ruleId: finding.control,
    ruleIndex: rules.get(finding.control) ?? -1,
    level: resultLevel(finding),
    message: { text: sarifText(messageOf(context, finding)) },
    locations: [locationOf(finding, report, options)],
    // GitHub follows an alert by the name that it knows; ours is for everybody else.
    partialFingerprints: { 'sekisho/v1': print, primaryLocationLineHash: print },
    ...(finding.existing === undefined ? {} : { baselineState: finding.existing ? 'unchanged' : 'new' }),
    ...relatedOf(finding, context.page),
    ...suppressionsOf(context, finding),
    properties: {
      status: finding.status,
      severity: finding.severity,
      blocking: finding.blocking,
      stack: finding.stack,
      zone: finding.zone,
      requirements: finding.requirements,
      articles: finding.articles,
    },
  };
}

/**
 * What blocks is an error or a warning whatever its severity. What is unknown is a warning: SARIF's own kinds for it (`open`, `review`) must
 * have the level `none`, and a reader that follows the level would hide what blocks.
 */
function resultLevel(finding: FindingDocument): SarifLevel {
  if (finding.status === 'error') return 'error';
  if (finding.status === 'unknown') return finding.blocking ? 'warning' : 'note';
  const level = levelOf[finding.severity];
  return finding.blocking && level === 'note' ? 'warning' : level;
}

function messageOf({ page, options }: SarifContext, finding: FindingDocument): string {
  const status = page.words.status[finding.status];
  const steps = (finding.path ?? []).map(({ address, why }) => `${address}: ${why}`);
  return [
    `${addressOf(finding)} [${status}]: ${finding.message}`,
    ...(finding.path === undefined ? [] : [`${page.words.labels.path}: ${steps.join(' -> ')}`]),
    `${page.words.labels.fix}: ${unfolded(finding.remediation)}`,
    `${page.words.labels.law}: ${finding.articles.length === 0 ? formatWords[options.language].noLaw : finding.articles.join(page.words.comma)}`,
  ]
    .map(cleanText)
    .join('\n');
}

function locationOf(finding: FindingDocument, report: ReportDocument, options: RenderOptions): object {
  const { file, line } = repositoryPlace(finding, report, options.catalog);
  return {
    physicalLocation: { artifactLocation: artifactLocation(file), region: { startLine: line } },
    logicalLocations: [{ fullyQualifiedName: `${finding.stack}/${finding.address}`, kind: 'resource' }],
  };
}

function relatedOf(finding: FindingDocument, page: Page): object {
  const { location, createdBy } = finding;
  const file = location === null || createdBy === null ? null : repositoryPath(createdBy.file);
  if (file === null || createdBy === null) return {};
  const physicalLocation = {
    artifactLocation: artifactLocation(file),
    region: { startLine: lineNumber(createdBy.line) },
  };
  return { relatedLocations: [{ id: 1, physicalLocation, message: { text: page.words.labels.created } }] };
}

function suppressionsOf({ page }: SarifContext, { waiver, status }: FindingDocument): object {
  if (status !== 'waived') return {};
  const justification =
    waiver === undefined
      ? page.words.status.waived
      : page.words.waivedUntil(waiver.expires, waiver.approver, waiver.reason);
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: cleanText(justification) }] };
}

function artifactLocation(file: string): object {
  return { uri: relativeUri(file), uriBaseId: '%SRCROOT%' };
}

/** Plain text of a SARIF message: braces are doubled (section 3.11.5), and nothing in it makes an embedded link (3.11.6). */
function sarifText(text: string): string {
  return text.replace(/[{}]/gu, '$&$&').replace(/\](?=\()/gu, ']\u2060');
}
