import { SekishoError } from '../errors.ts';
import type { Finding } from './report.ts';

/** What an earlier report had found, by fingerprint: a violation, or only that something was unknown. */
export type Baseline = ReadonlyMap<string, 'fail' | 'unknown'>;

const schema = 'sekisho.report/v1';

/**
 * Reads a JSON report as a baseline. What was waived or could not be evaluated in it is not part of it: a lapsed waiver must be heard.
 * Throws BASELINE_INVALID when the text is not such a report.
 */
export function readBaseline(text: string, file?: string): Baseline {
  const report = parse(text, file);
  if (!isRecord(report) || report['schema'] !== schema) {
    const got = isRecord(report) ? `schema ${String(report['schema'])}` : 'no JSON object';
    throw invalid('the baseline is not a report', got, file);
  }
  const baseline = new Map<string, 'fail' | 'unknown'>();
  for (const list of ['findings', 'deferred'] as const) {
    for (const [index, entry] of entriesOf(report, list, file).entries()) {
      const [id, status] = readEntry(entry, `${list}[${index}]`, file);
      if (status === 'fail' || (status === 'unknown' && !baseline.has(id))) baseline.set(id, status);
    }
  }
  return baseline;
}

/**
 * Marks what the baseline already had, which then does not block; a critical finding and an error block all the same.
 * An unknown that has become a violation is new.
 */
export function applyBaseline(finding: Finding, baseline: Baseline): Finding {
  const before = baseline.get(finding.fingerprint);
  const existing =
    before === 'fail'
      ? finding.status !== 'error'
      : before === 'unknown' && (finding.status === 'unknown' || finding.status === 'waived');
  const mayBlock = !existing || finding.severity === 'critical';
  return { ...finding, existing, blocking: finding.blocking && mayBlock };
}

function parse(text: string, file: string | undefined): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw invalid('the baseline is not JSON', got, file, cause);
  }
}

function entriesOf(
  report: Readonly<Record<string, unknown>>,
  list: 'findings' | 'deferred',
  file: string | undefined,
): readonly unknown[] {
  const entries = report[list];
  if (list === 'deferred' && entries === undefined) return [];
  if (Array.isArray(entries)) return entries;
  throw invalid(`\`${list}\` of the baseline is not a list`, typeof entries, file);
}

function readEntry(entry: unknown, place: string, file: string | undefined): readonly [string, string] {
  if (isRecord(entry)) {
    const { fingerprint, status } = entry;
    if (typeof fingerprint === 'string' && /^[0-9a-f]{64}$/u.test(fingerprint) && typeof status === 'string') {
      return [fingerprint, status];
    }
  }
  const got = JSON.stringify(entry).slice(0, 120);
  throw invalid(`\`${place}\` of the baseline has no fingerprint of 64 hex digits and status`, got, file);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(what: string, got: string, file: string | undefined, cause?: unknown): SekishoError {
  return new SekishoError({
    code: 'BASELINE_INVALID',
    what,
    got,
    expected: `a report that \`sekisho check --format json\` wrote (schema "${schema}")`,
    fix: 'write one on the base branch with `sekisho check --format json --output baseline.json`',
    ...(file === undefined ? {} : { file }),
    ...(cause === undefined ? {} : { cause }),
  });
}
