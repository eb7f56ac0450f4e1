import type { Control, Requirement } from '../../../src/policy/catalog.ts';
import type { RenderOptions } from '../../../src/report/renderer.ts';
import { verdictOf } from '../../../src/verdict/outcomes.ts';
import type { ControlOutcome, Finding, Report } from '../../../src/verdict/report.ts';

/** A finding in which only what a test is about need be named. */
export function aFinding(parts: Partial<Finding> = {}): Finding {
  return {
    fingerprint: 'ab12cd34ef56'.padEnd(64, '0'),
    control: 'storage.public_access',
    status: 'fail',
    severity: 'critical',
    blocking: true,
    address: 'google_storage_bucket_iam_member.public',
    stack: 'isolated-dev',
    zone: 'remote-sensing',
    attribute: 'member',
    element: 'allUsers',
    location: { file: 'stacks/isolated-stack.ts', line: 41 },
    createdBy: { file: 'constructs/record-bucket/record-bucket.ts', line: 12 },
    message: {
      en: 'grants roles/storage.objectViewer to allUsers: anyone on the internet gets it',
      ja: 'allUsers に roles/storage.objectViewer を付与しており、インターネット上の誰でも利用できる',
    },
    remediation: {
      en: 'Grant the role to named accounts or groups of the handlers, or move what may be public to a zone of class business.',
      ja: '取扱者の個別アカウント又はグループに付与する。公開してよいデータは business 区分のゾーンに移す。',
    },
    requirements: ['RSL-PROV-01', 'RSL-TECH-01'],
    articles: [
      'Act 77/2016 Art.18(3) [MIXED]',
      'Reg 41/2017 Art.7(3) [MIXED]',
      'Derived from Act 77 Art.8(5)/Reg 41 Art.10(2) and EXP-04 [DERIVED]',
    ],
    ...parts,
  };
}

/** A control's outcome in which only what a test is about need be named. */
export function anOutcome(parts: Partial<ControlOutcome> = {}): ControlOutcome {
  return {
    id: 'storage.public_access',
    title: { en: 'Stores of data are not public', ja: 'データの保管先を公開しない' },
    severity: 'critical',
    status: 'pass',
    examined: 3,
    requirements: ['RSL-PROV-01'],
    ...parts,
  };
}

/** A whole report around findings and outcomes; verdict, exit code and counts follow from them as in the product. */
export function aReport(parts: Partial<Report> = {}): Report {
  const { findings = [], deferred = [], controls = [anOutcome()] } = parts;
  const count = (status: ControlOutcome['status']): number => controls.filter((one) => one.status === status).length;
  return {
    schema: 'sekisho.report/v1',
    ...verdictOf(findings),
    stage: 'synth',
    partial: [],
    summary: {
      resources: 34,
      controls: controls.length,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      error: count('error'),
      waived: count('waived'),
      notApplicable: count('not-applicable'),
      deferred: deferred.length,
    },
    findings,
    deferred,
    discharges: [],
    attestations: [],
    controls,
    inputs: [
      {
        path: 'cdktf.out/stacks/isolated-dev/cdk.tf.json',
        kind: 'synth',
        sha256: 'c0ffee'.padEnd(64, '1'),
        resources: 34,
      },
    ],
    blindSpots: [],
    policy: { sha256: 'decade'.padEnd(64, '2'), opa: '1.22.1' },
    tool: { version: '0.1.0' },
    now: '2026-11-24T00:00:00.000Z',
    ...parts,
  };
}

/** A control of the catalogue. */
export function aControl(parts: Partial<Control> = {}): Control {
  return {
    id: 'storage.public_access',
    title: { en: 'Stores of data are not public', ja: 'データの保管先を公開しない' },
    description:
      'One public member hands every record in the store to anyone.\nOnly zones of class business may publish.\n',
    references: ['https://cloud.google.com/storage/docs/public-access-prevention'],
    severity: 'critical',
    requirements: ['RSL-PROV-01'],
    stages: ['synth', 'plan', 'apply'],
    dataClasses: [],
    exits: [],
    messages: {
      public_member: {
        en: 'grants {role} to {member}: anyone on the internet gets it',
        ja: '{member} に {role} を付与しており、インターネット上の誰でも利用できる',
      },
      undecided: { en: 'who gets access is not known here', ja: '誰にアクセスが与えられるか、ここでは判定できない' },
    },
    remediation: {
      en: 'Grant the role to named accounts or groups of the handlers.',
      ja: '取扱者の個別アカウント又はグループに付与する。',
    },
    types: ['google_storage_bucket_iam_member'],
    source: 'policies/controls/storage/public_access/public_access.rego',
    ...parts,
  };
}

/** A requirement of the catalogue. */
export function aRequirement(parts: Partial<Requirement> = {}): Requirement {
  return {
    id: 'RSL-PROV-01',
    act: 'rsl',
    title: { en: 'Records are provided by permitted routes only', ja: '記録は許された方法でのみ提供する' },
    text: {
      en: 'Records may go only to certified handlers and to public bodies, by the methods that the text lists.',
      ja: '記録の提供は認定を受けた取扱者及び公的機関に対し、定められた方法によってのみ行う。',
    },
    articles: ['Act 77/2016 Art.18(3)', 'Reg 41/2017 Art.7(3)'],
    basis: 'MIXED',
    confidence: 'VERIFIED',
    severity: 'critical',
    stages: ['synth', 'plan'],
    ...parts,
  };
}

/** How a report looks unless a test says otherwise: English, no colour, 80 columns. */
export function theLook(parts: Partial<RenderOptions> = {}): RenderOptions {
  return {
    language: 'en',
    color: false,
    width: 80,
    verbose: false,
    quiet: false,
    catalog: null,
    rerun: '',
    ...parts,
  };
}
