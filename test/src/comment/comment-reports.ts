import { type ReportDocument, reportDocument } from '../../../src/report/document.ts';
import type { Language } from '../../../src/report/renderer.ts';
import type { Finding, Report } from '../../../src/verdict/report.ts';
import { aFinding, anOutcome, aReport } from '../report/report-builder.ts';

const print = (start: string): string => start.padEnd(64, '0');

const openExit: Finding = aFinding({
  fingerprint: print('77aa'),
  control: 'network.nat',
  address: 'google_compute_router_nat.out',
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
});

const oldKey: Finding = aFinding({
  fingerprint: print('4d1f'),
  control: 'storage.customer_key',
  severity: 'high',
  address: 'module.store["raw"].google_storage_bucket.records',
});

export function waived(start: string, parts: Partial<NonNullable<Finding['waiver']>> = {}): Finding {
  const waiver = { reason: 'until the line is cut over', approver: 'sato@example.jp', expires: '2027-05-01', ...parts };
  const address = `google_compute_address.${start}`;
  return aFinding({ fingerprint: print(start), status: 'waived', blocking: false, address, waiver });
}

const controls = [anOutcome(), anOutcome({ id: 'ttc.operators', severity: 'high', examined: 4 })];

/** What a branch and a pull request on it come to: something new, old, gone, waived, ending, opened and loosened. */
export const baseReport: Report = aReport({
  findings: [
    oldKey,
    aFinding({ fingerprint: print('90e0'), address: 'google_storage_bucket.gone' }),
    waived('a1'),
    waived('a2'),
  ],
  controls,
});

export const headReport: Report = aReport({
  findings: [
    openExit,
    oldKey,
    aFinding({ fingerprint: print('beef'), status: 'unknown', control: 'key.location', severity: 'high' }),
    aFinding({ fingerprint: print('10e5'), severity: 'low', blocking: false, control: 'storage.labels' }),
    waived('a1', { expires: '2026-12-01' }),
    waived('a3', { reason: 'probe of the ground station' }),
  ],
  deferred: [aFinding({ fingerprint: print('de7e'), status: 'unknown', blocking: false })],
  controls: [
    anOutcome({ severity: 'high' }),
    anOutcome({ id: 'ttc.operators', status: 'not-applicable', examined: 0 }),
  ],
  policy: { sha256: 'facade'.padEnd(64, '3'), opa: '1.22.1' },
  blindSpots: ['plan.json: a plan without its cdk.tf.json shows no lines'],
});

export function documentOf(report: Report, language: Language = 'en'): ReportDocument {
  return reportDocument(report, language);
}
