import type { SourceLocation } from '../estate/estate.ts';
import type { ProofStep } from '../estate/value.ts';
import type { ControlOutcome, Discharge, Finding, Report, ReportAttestation } from '../verdict/report.ts';
import type { Language } from './renderer.ts';

type Localised<T, Keys extends keyof T> = Omit<T, Keys> & Readonly<Record<Keys, string>>;

/** A finding as the JSON report has it: texts in one language. */
export type FindingDocument = Localised<Omit<Finding, 'path'>, 'message' | 'remediation'> & {
  readonly path?: readonly ProofStep[];
};
export type ControlDocument = Localised<ControlOutcome, 'title'>;

/** The JSON report, schema `sekisho.report/v1`. Keys may be added, never changed: scripts of other teams read it. */
export type ReportDocument = Omit<Report, 'findings' | 'deferred' | 'controls' | 'exits'> & {
  readonly findings: readonly FindingDocument[];
  readonly deferred: readonly FindingDocument[];
  readonly controls: readonly ControlDocument[];
};

/** The report in one language. Every key is written out, so that their order is the contract's and not that of who built the report. */
export function reportDocument(report: Report, language: Language): ReportDocument {
  const { schema, verdict, exitCode, stage, partial, summary, blindSpots, policy, tool, now } = report;
  return {
    schema,
    verdict,
    exitCode,
    stage,
    partial,
    summary: {
      resources: summary.resources,
      controls: summary.controls,
      pass: summary.pass,
      fail: summary.fail,
      unknown: summary.unknown,
      error: summary.error,
      waived: summary.waived,
      notApplicable: summary.notApplicable,
      deferred: summary.deferred,
    },
    findings: report.findings.map((finding) => findingDocument(finding, language)),
    deferred: report.deferred.map((finding) => findingDocument(finding, language)),
    discharges: report.discharges.map(dischargeDocument),
    attestations: report.attestations.map(attestationDocument),
    controls: report.controls.map((control) => controlDocument(control, language)),
    inputs: report.inputs.map(({ path, kind, sha256, resources }) => ({ path, kind, sha256, resources })),
    blindSpots,
    policy: { sha256: policy.sha256, opa: policy.opa },
    tool: { version: tool.version },
    now,
  };
}

/** A path in one language. */
export function localPath(path: NonNullable<Finding['path']>, language: Language): readonly ProofStep[] {
  return path.map(({ address, why }) => ({ address, why: why[language] }));
}

/** One finding in one language. */
export function findingDocument(finding: Finding, language: Language): FindingDocument {
  const { fingerprint, control, status, severity, blocking, address, stack, zone, attribute, element } = finding;
  const { waiver, existing, exit, path } = finding;
  return {
    fingerprint,
    control,
    status,
    severity,
    blocking,
    address,
    stack,
    zone,
    attribute,
    element,
    location: locationDocument(finding.location),
    createdBy: locationDocument(finding.createdBy),
    message: finding.message[language],
    remediation: finding.remediation[language],
    requirements: finding.requirements,
    articles: finding.articles,
    ...(exit === undefined ? {} : { exit }),
    ...(path === undefined ? {} : { path: localPath(path, language) }),
    ...(waiver === undefined
      ? {}
      : { waiver: { reason: waiver.reason, approver: waiver.approver, expires: waiver.expires } }),
    ...(existing === undefined ? {} : { existing }),
  };
}

function controlDocument(control: ControlOutcome, language: Language): ControlDocument {
  const { id, title, severity, status, examined, requirements } = control;
  return { id, title: title[language], severity, status, examined, requirements };
}

function dischargeDocument({ control, stack, address, attribute, chain }: Discharge): Discharge {
  return { control, stack, address, attribute, chain: chain.map(stepDocument) };
}

function attestationDocument(one: ReportAttestation): ReportAttestation {
  const { requirement, statement, by, evidence, attestedOn, validUntil, state } = one;
  return { requirement, statement, by, evidence, attestedOn, validUntil, state };
}

function locationDocument(location: SourceLocation | null): SourceLocation | null {
  return location === null ? null : { file: location.file, line: location.line };
}

function stepDocument({ address, why }: ProofStep): ProofStep {
  return { address, why };
}
