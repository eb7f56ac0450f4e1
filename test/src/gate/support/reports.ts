import type { Finding, Report } from '../../../../src/verdict/report.ts';

/** A finding on a public bucket member, with what differs. */
export function finding(differs: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '0'.repeat(64),
    control: 'storage.public_access',
    status: 'fail',
    severity: 'critical',
    blocking: true,
    address: 'google_storage_bucket_iam_member.Member',
    stack: 'isolated',
    zone: 'remote-sensing',
    attribute: 'member',
    element: 'allUsers',
    location: { file: 'stacks/isolated-stack.ts', line: 13 },
    createdBy: { file: 'constructs/store/store.ts', line: 12 },
    message: { en: 'grants roles/viewer to allUsers', ja: 'allUsers に roles/viewer を付与しています' },
    remediation: { en: 'Name the handlers one by one', ja: '取扱者を一人ずつ指定してください' },
    requirements: ['RSL-PROV-01'],
    articles: ['Act 77/2016 Art.18(3) [MIXED]'],
    ...differs,
  };
}

/** A report that passes, with what differs. */
export function report(differs: Partial<Report> = {}): Report {
  return {
    schema: 'sekisho.report/v1',
    verdict: 'pass',
    exitCode: 0,
    stage: 'synth',
    partial: [],
    summary: {
      resources: 1,
      controls: 1,
      pass: 1,
      fail: 0,
      unknown: 0,
      error: 0,
      waived: 0,
      notApplicable: 0,
      deferred: 0,
    },
    findings: [],
    deferred: [],
    discharges: [],
    attestations: [],
    controls: [
      {
        id: 'storage.public_access',
        title: { en: 'Stores of regulated data are not public', ja: '規制対象データの保管先を公開しない' },
        severity: 'critical',
        status: 'pass',
        examined: 1,
        requirements: ['RSL-PROV-01'],
      },
    ],
    inputs: [],
    blindSpots: [],
    policy: { sha256: '0'.repeat(64), opa: '1.22.1' },
    tool: { version: '0.1.0' },
    now: '2026-11-24T00:00:00.000Z',
    ...differs,
  };
}
