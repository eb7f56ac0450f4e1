import type { Report, ReportAttestation } from '../../../src/verdict/report.ts';
import { anEgressZone } from './an-egress-zone.ts';
import { aFinding, anOutcome, aReport } from './report-builder.ts';

const digest = (start: string): string => start.padEnd(64, '0');

const noKey = aFinding({
  fingerprint: digest('4d1f00aa99bb'),
  control: 'storage.customer_key',
  severity: 'high',
  address: 'module.store["raw"].google_storage_bucket.records',
  attribute: 'encryption.0.default_kms_key_name',
  element: null,
  createdBy: null,
  message: { en: 'no customer key is set', ja: '顧客管理の鍵が設定されていない' },
  remediation: { en: 'Set `encryption.default_kms_key_name`.', ja: '`encryption.default_kms_key_name` を設定する。' },
  requirements: ['RSL-TECH-04'],
  articles: ['Reg 41/2017 Art.7(1) table 1-ni(4) [LITERAL]'],
});

const nat = aFinding({
  fingerprint: digest('77aa88bb99cc'),
  control: 'network.nat',
  address: 'google_compute_router_nat.out',
  attribute: null,
  element: null,
  exit: 'E2',
  path: [
    {
      address: 'google_compute_subnetwork.closed',
      why: { en: 'every address of the subnet is translated', ja: 'サブネットの全アドレスを変換' },
    },
    {
      address: 'google_compute_router_nat.out',
      why: { en: 'leaves through an external address', ja: '外部アドレスから出る' },
    },
  ],
  message: { en: 'a NAT gives the closed zone a way out', ja: 'NAT により閉域ゾーンから外へ出られる' },
});

const weakLabel = aFinding({
  fingerprint: digest('0123456789ab'),
  control: 'storage.labels',
  severity: 'low',
  blocking: false,
  attribute: 'labels',
  element: null,
  location: null,
  createdBy: null,
  zone: null,
  message: { en: 'carries no record class', ja: '記録の区分が付いていない' },
  articles: ['Act 77/2016 Art.2(vi) [MIXED]'],
});

const undecided = aFinding({
  fingerprint: digest('beefbeefbeef'),
  control: 'key.location',
  status: 'unknown',
  severity: 'high',
  address: 'google_kms_key_ring.ring',
  attribute: 'location',
  element: null,
  message: {
    en: 'the location is an expression that is not decided here',
    ja: '所在地が式であり、ここでは判定できない',
  },
});

const thrown = aFinding({
  fingerprint: digest('eeeeddddcccc'),
  control: 'audit.data_access',
  status: 'error',
  address: 'audit.data_access',
  stack: '(policy)',
  zone: null,
  attribute: null,
  element: null,
  location: null,
  createdBy: null,
  message: { en: 'the control threw: division by zero', ja: 'コントロールが例外を投げた: division by zero' },
  articles: [],
});

const waived = aFinding({
  fingerprint: digest('aaaa1111bbbb'),
  control: 'network.external_address',
  status: 'waived',
  severity: 'high',
  blocking: false,
  address: 'google_compute_address.probe',
  attribute: null,
  element: null,
  waiver: {
    reason: 'probe of the ground station until the line is cut over',
    approver: 'sato@example.jp',
    expires: '2026-12-01',
  },
});

function attestation(requirement: string, validUntil: string, state: ReportAttestation['state']): ReportAttestation {
  return {
    requirement,
    statement: 'The security room was inspected.',
    by: 'sato@example.jp',
    evidence: 'minutes 2026-041',
    attestedOn: '2026-04-01',
    validUntil,
    state,
  };
}

const failing = [
  anOutcome({ id: 'network.nat', status: 'fail' }),
  anOutcome({ status: 'fail' }),
  anOutcome({ id: 'storage.customer_key', severity: 'high', status: 'fail' }),
  anOutcome({ id: 'storage.labels', severity: 'low', status: 'fail' }),
  anOutcome({ id: 'ttc.operators', status: 'not-applicable', examined: 0 }),
];

/** One report of each kind that a person can meet. */
export const sampleReports: Readonly<Record<string, Report>> = {
  pass: aReport({ controls: [anOutcome(), anOutcome({ id: 'ttc.operators', status: 'not-applicable', examined: 0 })] }),
  'pass-deferred': aReport({
    deferred: [undecided],
    controls: [anOutcome(), anOutcome({ id: 'key.location', status: 'unknown' })],
    discharges: [
      {
        control: 'storage.customer_key',
        stack: 'isolated-dev',
        address: 'google_storage_bucket.raw',
        attribute: 'encryption.0.default_kms_key_name',
        chain: [
          { address: 'google_storage_bucket.raw', why: 'default_kms_key_name is google_kms_crypto_key.k.id' },
          { address: 'google_kms_crypto_key.k', why: 'a key of this estate' },
        ],
      },
    ],
  }),
  fail: aReport({ findings: [aFinding(), nat, noKey, weakLabel], controls: failing, exits: [anEgressZone()] }),
  unproven: aReport({
    findings: [undecided],
    controls: [anOutcome({ id: 'key.location', status: 'unknown' })],
    stage: 'plan',
    blindSpots: ['plan.json: a plan without its cdk.tf.json shows neither lifecycle nor lines'],
  }),
  error: aReport({
    findings: [thrown, aFinding()],
    controls: [anOutcome({ id: 'audit.data_access', status: 'error' }), anOutcome({ status: 'fail' })],
  }),
  'nothing-examined': aReport({
    controls: [anOutcome({ status: 'not-applicable', examined: 0 })],
    partial: ['--only storage.public_access', '--now 2026-11-24T00:00:00Z'],
  }),
  waived: aReport({
    findings: [waived],
    attestations: [
      attestation('RSL-HUM-02', '2026-06-30', 'expired'),
      attestation('RSL-PHY-01', '2027-03-31', 'valid'),
      attestation('RSL-PHY-02', '2027-12-31', 'not_yet_valid'),
    ],
    controls: [anOutcome(), anOutcome({ id: 'network.external_address', status: 'waived' })],
  }),
};
