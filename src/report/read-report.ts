import { reasonOf, SekishoError } from '../errors.ts';
import { severities } from '../policy/catalog.ts';
import type { FindingStatus } from '../verdict/report.ts';
import type { FindingDocument } from './document.ts';

/** The findings of a JSON report, deferred ones included. Throws REPORT_INVALID when the text is not such a report. */
export function readReportFindings(text: string, file: string): readonly FindingDocument[] {
  const report = parse(text, file);
  if (!isRecord(report) || report['schema'] !== 'sekisho.report/v1') {
    throw invalid(
      'this is not a report of sekisho',
      isRecord(report) ? `schema ${shown(report['schema'])}` : shown(report),
      file,
    );
  }
  return [...listOf(report, 'findings', file), ...listOf(report, 'deferred', file)];
}

type JsonRecord = Readonly<Record<string, unknown>>;

function listOf(report: JsonRecord, name: string, file: string): readonly FindingDocument[] {
  const list = report[name];
  if (!Array.isArray(list)) throw invalid(`\`${name}\` is not a list`, shown(list), file);
  return list.map((entry: unknown, at) => {
    const finding = isRecord(entry) ? findingOf(entry) : null;
    if (finding === null) throw invalid(`\`${name}[${at}]\` is not a finding`, shown(entry), file);
    return finding;
  });
}

const statuses: readonly FindingStatus[] = ['fail', 'unknown', 'error', 'waived'];

/** Null when anything that an explanation shows is missing or of another type. */
function findingOf(entry: JsonRecord): FindingDocument | null {
  const { fingerprint, control, address, stack, message, remediation, zone, attribute, element, exit } = entry;
  const status = statuses.find((one) => one === entry['status']);
  const severity = severities.find((one) => one === entry['severity']);
  const texts = [fingerprint, control, address, stack, message, remediation];
  const optional = [zone, attribute, element];
  const place = [locationOf(entry['location']), locationOf(entry['createdBy'])] as const;
  if (status === undefined || severity === undefined || place[0] === undefined || place[1] === undefined) return null;
  if (!isTexts(texts) || !optional.every((text) => text === null || typeof text === 'string')) return null;
  if (!isTexts(entry['requirements']) || !isTexts(entry['articles']) || !isPath(entry['path'])) return null;
  const textOrNull = (text: unknown): string | null => (typeof text === 'string' ? text : null);
  return {
    fingerprint: String(fingerprint),
    control: String(control),
    status,
    severity,
    blocking: entry['blocking'] === true,
    address: String(address),
    stack: String(stack),
    zone: textOrNull(zone),
    attribute: textOrNull(attribute),
    element: textOrNull(element),
    location: place[0],
    createdBy: place[1],
    message: String(message),
    remediation: String(remediation),
    requirements: entry['requirements'],
    articles: entry['articles'],
    ...(typeof exit === 'string' ? { exit } : {}),
    ...waiverOf(entry['waiver']),
    ...(entry['path'] === undefined ? {} : { path: entry['path'] }),
  };
}

function waiverOf(value: unknown): Pick<FindingDocument, 'waiver'> {
  if (!isRecord(value)) return {};
  const { reason, approver, expires } = value;
  const isWhole = typeof reason === 'string' && typeof approver === 'string' && typeof expires === 'string';
  return isWhole ? { waiver: { reason, approver, expires } } : {};
}

function locationOf(value: unknown): FindingDocument['location'] | undefined {
  if (value === null) return null;
  if (!isRecord(value)) return undefined;
  const { file, line } = value;
  return typeof file === 'string' && typeof line === 'number' ? { file, line } : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isPath(value: unknown): value is FindingDocument['path'] {
  if (value === undefined) return true;
  if (!Array.isArray(value)) return false;
  return value.every(
    (step: unknown) => isRecord(step) && typeof step['address'] === 'string' && typeof step['why'] === 'string',
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid('this report is not JSON', reasonOf(error), file);
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120);
}

function invalid(what: string, got: string, file: string): SekishoError {
  return new SekishoError({
    code: 'REPORT_INVALID',
    what,
    got,
    expected: 'a report that `sekisho check --format json` wrote',
    fix: 'write it again with `sekisho check --format json --output FILE`',
    file,
  });
}
