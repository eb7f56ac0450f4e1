import type { ControlDocument, FindingDocument, ReportDocument } from '../../report/document.ts';
import { uuid5 } from './uuid5.ts';

/** The oldest version whose model the document keeps to; later 1.x readers take it too. */
const oscalVersion = '1.0.6';
const namespace = 'urn:sekisho:oscal';

export interface ExportOptions {
  /** Address of the assessment plan, which is not ours. */
  readonly assessmentPlan: string;
  readonly words: {
    readonly title: string;
    readonly observation: (control: string) => string;
    readonly passed: (examined: number) => string;
  };
}

type Part = Readonly<Record<string, unknown>>;

/**
 * A report as OSCAL assessment results: an observation for each control that judged something, a finding for each requirement, a risk for each open
 * finding. UUIDs are made from names (version 5), so the same report gives the same bytes. Model:
 * https://pages.nist.gov/OSCAL-Reference/models/v1.0.6/assessment-results/. Pure.
 */
export function assessmentResults(report: ReportDocument, options: ExportOptions): Part {
  const { now, policy, inputs, tool } = report;
  const identity = [policy.sha256, now, ...inputs.map(({ sha256 }) => sha256)];
  const { title } = options.words;
  return {
    'assessment-results': {
      uuid: uuid5('assessment-results', ...identity),
      metadata: { title, 'last-modified': now, version: tool.version, 'oscal-version': oscalVersion },
      'import-ap': { href: options.assessmentPlan },
      results: [resultOf(report, identity, options)],
    },
  };
}

function resultOf(report: ReportDocument, identity: readonly string[], options: ExportOptions): Part {
  const judged = report.controls.filter(({ status }) => status !== 'not-applicable');
  const open = report.findings.filter(({ status }) => status !== 'waived');
  const observations = judged.map((control) => observationOf(control, report, identity, options));
  return {
    uuid: uuid5('result', ...identity),
    title: options.words.title,
    description: `${report.verdict} (${String(report.exitCode)}), ${report.stage}`,
    start: report.now,
    end: report.now,
    props: [
      property('verdict', report.verdict),
      property('policy-sha256', report.policy.sha256),
      ...report.inputs.map(({ sha256, kind }) => property('input-sha256', sha256, kind)),
      ...report.partial.map((why) => property('partial', why)),
    ],
    'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
    ...filled('observations', observations),
    ...filled(
      'risks',
      open.map((finding) => riskOf(finding, identity)),
    ),
    ...filled('findings', findingsOf(judged, identity)),
  };
}

/** OSCAL has no empty lists. */
function filled(name: string, list: readonly Part[]): Part {
  return list.length === 0 ? {} : { [name]: list };
}

function property(name: string, value: string, group?: string): Part {
  return { name, ns: namespace, value: plain(value), ...(group === undefined ? {} : { class: token(group) }) };
}

/** OSCAL's strings are one line, without spaces at their ends, and not empty. */
function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim() || '-';
}

function token(text: string): string {
  const rest = text.replaceAll(/[^\p{L}\p{N}.\-_]/gu, '_');
  return /^[\p{L}_]/u.test(rest) ? rest : `_${rest}`;
}

function observationOf(
  control: ControlDocument,
  report: ReportDocument,
  identity: readonly string[],
  { words }: ExportOptions,
): Part {
  const own = report.findings.filter((finding) => finding.control === control.id);
  const said = own.map(({ message, address }) => `${address}: ${message}`).join('\n');
  return {
    uuid: observationId(control.id, identity),
    title: plain(control.title),
    description: said === '' ? words.passed(control.examined) : said,
    props: [
      property('control', control.id),
      property('status', control.status),
      property('examined', String(control.examined)),
    ],
    methods: ['TEST'],
    ...filled('subjects', own.map(subjectOf)),
    collected: report.now,
    remarks: words.observation(control.id),
  };
}

function subjectOf({ stack, address, fingerprint }: FindingDocument): Part {
  return {
    'subject-uuid': uuid5('resource', stack, address),
    type: 'inventory-item',
    title: address,
    props: [property('stack', stack), property('fingerprint', fingerprint)],
  };
}

function riskOf(finding: FindingDocument, identity: readonly string[]): Part {
  const { message, remediation, articles, fingerprint, control, severity } = finding;
  return {
    uuid: uuid5('risk', fingerprint, ...identity),
    title: `${control}: ${finding.address}`,
    description: message,
    statement: [...articles, remediation].join('\n'),
    props: [
      property('severity', severity),
      property('blocking', String(finding.blocking)),
      property('fingerprint', fingerprint),
    ],
    status: 'open',
    'related-observations': [{ 'observation-uuid': observationId(control, identity) }],
  };
}

/** A requirement is satisfied when every control that serves it was proven; one that is unknown is not. */
function findingsOf(judged: readonly ControlDocument[], identity: readonly string[]): readonly Part[] {
  const requirements = [...new Set(judged.flatMap((control) => control.requirements))].sort();
  return requirements.map((id) => {
    const serving = judged.filter((control) => control.requirements.includes(id));
    const isSatisfied = serving.every(({ status }) => status === 'pass');
    return {
      uuid: uuid5('finding', id, ...identity),
      title: id,
      description: serving.map((control) => `${control.id}: ${control.status}`).join('\n'),
      target: {
        type: 'objective-id',
        'target-id': token(id),
        status: { state: isSatisfied ? 'satisfied' : 'not-satisfied' },
      },
      'related-observations': serving.map((control) => ({ 'observation-uuid': observationId(control.id, identity) })),
    };
  });
}

function observationId(control: string, identity: readonly string[]): string {
  return uuid5('observation', control, ...identity);
}
