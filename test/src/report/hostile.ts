import type { Report } from '../../../src/verdict/report.ts';
import { anEgressZone } from './an-egress-zone.ts';
import { aFinding, anOutcome, aReport } from './report-builder.ts';

/** Texts with which a stranger might reach a reader, a log or a page through a report. */
export const hostileTexts = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '![pixel](https://evil.example/p.png) [click](https://evil.example) https://evil.example www.evil.example',
  '@octocat @org/team #1 GH-2 owner/name#3 user@evil.example mailto:a@b.c',
  '```\n# heading\n- item\n| a | b |\n> quote',
  '</details></summary><!-- sekisho:comment:v1 target= -->',
  '::error file=a,line=1::forged\n::add-mask::x\n##[error]forged',
  ']]></failure><testcase name="forged"/>"\'&',
  '\u202e\u0000\u001b[31m\ud800\ufffe `` ` ` $x$ ~~a~~ **b** __c__',
  '=== \n--- \n1. one {0} {{x}} [a](1)',
] as const;

/** A report in which every text that can come from outside is hostile. */
export function hostileReport(text: string): Report {
  const local = { en: text, ja: text };
  const finding = aFinding({
    control: text,
    address: text,
    stack: text,
    zone: text,
    attribute: text,
    element: text,
    location: { file: text, line: 3 },
    createdBy: { file: `src/${text}`, line: 4 },
    message: local,
    remediation: local,
    requirements: [text],
    articles: [text],
    exit: text,
    path: [{ address: text, why: { en: text, ja: text } }],
  });
  const waiver = { reason: text, approver: text, expires: text };
  return aReport({
    findings: [finding, { ...finding, status: 'waived', blocking: false, waiver }],
    deferred: [{ ...finding, status: 'unknown', blocking: false }],
    discharges: [{ control: text, stack: text, address: text, attribute: text, chain: [{ address: text, why: text }] }],
    exits: [anEgressZone(text)],
    attestations: [
      {
        requirement: text,
        statement: text,
        by: text,
        evidence: text,
        attestedOn: text,
        validUntil: text,
        state: 'valid',
      },
    ],
    controls: [anOutcome({ id: text, title: local, status: 'fail', requirements: [text] })],
    inputs: [{ path: text, kind: text, sha256: text, resources: 1 }],
    blindSpots: [text],
    partial: [text],
    policy: { sha256: text, opa: text },
    tool: { version: text },
  });
}
