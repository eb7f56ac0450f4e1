import * as z from 'zod';
import { reasonOf, SekishoError } from '../errors.ts';
import { severities } from '../policy/catalog.ts';
import type { ReportDocument } from './document.ts';

/** What stands in place of a report when nothing could be judged: `sekisho.error/v1`. */
export interface ErrorDocument {
  readonly schema: 'sekisho.error/v1';
  readonly error: { readonly code: string; readonly what: string; readonly fix: string | null };
}

const count = z.int().min(0);
const location = z.object({ file: z.string(), line: z.number() }).nullable();
const step = z.object({ address: z.string(), why: z.string() });

const finding = z.object({
  fingerprint: z.string(),
  control: z.string(),
  status: z.enum(['fail', 'unknown', 'error', 'waived']),
  severity: z.enum(severities),
  blocking: z.boolean(),
  address: z.string(),
  stack: z.string(),
  zone: z.string().nullable(),
  attribute: z.string().nullable(),
  element: z.string().nullable(),
  location,
  createdBy: location,
  message: z.string(),
  remediation: z.string(),
  requirements: z.array(z.string()),
  articles: z.array(z.string()),
  exit: z.string().optional(),
  path: z.array(step).optional(),
  waiver: z.object({ reason: z.string(), approver: z.string(), expires: z.string() }).optional(),
  existing: z.boolean().optional(),
});

const control = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  status: z.enum(['pass', 'fail', 'unknown', 'error', 'waived', 'not-applicable']),
  examined: count,
  requirements: z.array(z.string()),
});

const report = z.object({
  schema: z.literal('sekisho.report/v1'),
  verdict: z.enum(['pass', 'fail', 'unproven', 'error']),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  stage: z.enum(['synth', 'plan', 'apply']),
  partial: z.array(z.string()),
  summary: z.object({
    resources: count,
    controls: count,
    pass: count,
    fail: count,
    unknown: count,
    error: count,
    waived: count,
    notApplicable: count,
    deferred: count,
  }),
  findings: z.array(finding),
  deferred: z.array(finding),
  discharges: z.array(
    z.object({
      control: z.string(),
      stack: z.string(),
      address: z.string(),
      attribute: z.string(),
      chain: z.array(step),
    }),
  ),
  controls: z.array(control),
  // Reports of earlier versions have none.
  attestations: z
    .array(
      z.object({
        requirement: z.string(),
        statement: z.string(),
        by: z.string(),
        evidence: z.string(),
        attestedOn: z.string(),
        validUntil: z.string(),
        state: z.enum(['valid', 'expired', 'not_yet_valid']),
      }),
    )
    .default([]),
  inputs: z.array(z.object({ path: z.string(), kind: z.string(), sha256: z.string(), resources: count })),
  blindSpots: z.array(z.string()),
  policy: z.object({ sha256: z.string(), opa: z.string() }),
  tool: z.object({ version: z.string() }),
  now: z.string(),
});

const failure = z.object({
  schema: z.literal('sekisho.error/v1'),
  error: z.object({ code: z.string(), what: z.string(), fix: z.string().nullable() }),
});

/**
 * A whole JSON report, or the error that stands in its place. What is not one is refused, and so is a report whose verdict is better than its
 * own findings: somebody, or a cut download, changed it. Throws REPORT_INVALID.
 */
export function readReportDocument(text: string, file: string): ReportDocument | ErrorDocument {
  const value = parse(text, file);
  const asError = failure.safeParse(value);
  if (asError.success) return asError.data;
  const parsed = report.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
    throw invalid(`this is not a report of sekisho: ${issue?.message ?? 'it has another shape'}${place}`, file);
  }
  const document = exact(parsed.data);
  const least = leastExitCode(document);
  if (document.exitCode !== least || verdictOfExit[least] !== document.verdict) {
    throw invalid(
      `its verdict is ${document.verdict} (exit code ${document.exitCode}), but its findings come to ${verdictOfExit[least]}`,
      file,
    );
  }
  return document;
}

export function isErrorDocument(document: ReportDocument | ErrorDocument): document is ErrorDocument {
  return document.schema === 'sekisho.error/v1';
}

const verdictOfExit = { 0: 'pass', 1: 'fail', 2: 'unproven', 3: 'error' } as const;

function leastExitCode({ findings }: ReportDocument): ReportDocument['exitCode'] {
  const blocking = new Set(findings.filter((one) => one.blocking).map(({ status }) => status));
  if (blocking.has('error')) return 3;
  if (blocking.has('fail')) return 1;
  return blocking.has('unknown') ? 2 : 0;
}

type Parsed = z.infer<typeof report>;
type ParsedFinding = z.infer<typeof finding>;

/** What is absent stays absent, instead of being there and undefined. */
function exact(parsed: Parsed): ReportDocument {
  return { ...parsed, findings: parsed.findings.map(exactFinding), deferred: parsed.deferred.map(exactFinding) };
}

function exactFinding({ exit, path, waiver, existing, ...rest }: ParsedFinding): ReportDocument['findings'][number] {
  return {
    ...rest,
    ...(exit === undefined ? {} : { exit }),
    ...(path === undefined ? {} : { path }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(existing === undefined ? {} : { existing }),
  };
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`this report is not JSON: ${reasonOf(error)}`, file);
  }
}

function invalid(what: string, file: string): SekishoError {
  return new SekishoError({
    code: 'REPORT_INVALID',
    what,
    expected: 'a report that `sekisho check --format json` wrote',
    fix: 'write it again with `sekisho check --format json --output FILE`',
    file,
  });
}
