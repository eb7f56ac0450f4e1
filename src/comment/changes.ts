import { type LocalText, severities } from '../policy/catalog.ts';
import type { FindingDocument, ReportDocument } from '../report/document.ts';
import { daysLeft, soonDays } from '../report/lapse.ts';
import type { Loosened } from '../verdict/loosened.ts';

/** What a pull request changes, told by two reports; without one of the base branch, only what the report itself tells. */
export interface Changes {
  /** Open findings that the base has not, or has in a milder form. */
  readonly fresh: readonly FindingDocument[];
  readonly existing: readonly FindingDocument[];
  /** Open findings of the base that are neither open nor waived any more. */
  readonly gone: readonly FindingDocument[];
  readonly waivers: {
    readonly added: readonly FindingDocument[];
    readonly changed: readonly FindingDocument[];
    readonly removed: readonly FindingDocument[];
    /** Not touched, and ending within thirty days. */
    readonly expiring: readonly FindingDocument[];
  };
  readonly exits: { readonly opened: readonly string[]; readonly closed: readonly string[] };
  readonly loosened: readonly Loosening[];
  /** False when a reader of the pull request would learn nothing. */
  readonly any: boolean;
}

/** One way in which the pull request makes its own law milder. */
export type Loosening =
  | { readonly kind: 'policy'; readonly from: string; readonly to: string }
  | { readonly kind: 'control-gone'; readonly control: string }
  | { readonly kind: 'control-idle'; readonly control: string; readonly examined: number }
  | { readonly kind: 'severity'; readonly control: string; readonly from: string; readonly to: string }
  | { readonly kind: 'waivers'; readonly count: number }
  | { readonly kind: 'configuration'; readonly subject: string; readonly message: LocalText };

/** Compares by fingerprint, which neither a line nor a text changes; `configuration` is in what the request's own one is milder. */
export function changesBetween(
  head: ReportDocument,
  base: ReportDocument | null,
  configuration: readonly Loosened[] = [],
): Changes {
  const open = head.findings.filter(isOpen);
  const isOld = base === null ? isMarkedOld : oldBy(base);
  const parts = {
    fresh: open.filter((finding) => !isOld(finding)),
    existing: open.filter(isOld),
    gone: base === null ? [] : goneFrom(head, base),
    waivers: waiversOf(head, base),
    exits: exitsOf(head, base),
    loosened: [
      ...(base === null ? [] : looseningsOf(head, base)),
      ...configuration.map(({ subject, message }) => ({ kind: 'configuration' as const, subject, message })),
    ],
  };
  return { ...parts, any: isNews(head, base, parts) };
}

/** Without a base, everything that is listed is news; with one, only what differs from it. An evaluation that failed always is. */
function isNews(head: ReportDocument, base: ReportDocument | null, changes: Omit<Changes, 'any'>): boolean {
  const { fresh, gone, waivers, exits, loosened } = changes;
  if (head.verdict === 'error') return true;
  const lists = [fresh, gone, waivers.added, waivers.changed, waivers.removed, exits.opened, exits.closed, loosened];
  if (lists.some((list) => list.length > 0)) return true;
  if (base === null) return head.verdict !== 'pass' || head.partial.length > 0 || waivers.expiring.length > 0;
  return head.verdict !== base.verdict || head.partial.join('\0') !== base.partial.join('\0');
}

function isOpen({ status }: FindingDocument): boolean {
  return status !== 'waived';
}

function isMarkedOld({ existing }: FindingDocument): boolean {
  return existing === true;
}

/** How bad a finding is: one that got worse is new. */
function weight({ status, blocking }: FindingDocument): number {
  return (status === 'unknown' ? 0 : 1) + (blocking ? 2 : 0);
}

function oldBy(base: ReportDocument): (finding: FindingDocument) => boolean {
  const weights = new Map<string, number>();
  for (const finding of base.findings.filter(isOpen)) {
    weights.set(finding.fingerprint, Math.max(weights.get(finding.fingerprint) ?? 0, weight(finding)));
  }
  return (finding) => (weights.get(finding.fingerprint) ?? -1) >= weight(finding);
}

function goneFrom(head: ReportDocument, base: ReportDocument): readonly FindingDocument[] {
  const here = new Set([...head.findings, ...head.deferred].map(({ fingerprint }) => fingerprint));
  return base.findings.filter((finding) => isOpen(finding) && !here.has(finding.fingerprint));
}

function waiversOf(head: ReportDocument, base: ReportDocument | null): Changes['waivers'] {
  const [now, before] = [waivedOf(head), base === null ? null : waivedOf(base)];
  const old = new Map(before?.map((finding) => [finding.fingerprint, finding]));
  const kept = before === null ? now : now.filter(({ fingerprint }) => old.has(fingerprint));
  const isChanged = (finding: FindingDocument): boolean =>
    before !== null && waiverText(finding) !== waiverText(old.get(finding.fingerprint));
  const here = new Set(now.map(({ fingerprint }) => fingerprint));
  return {
    added: before === null ? [] : now.filter(({ fingerprint }) => !old.has(fingerprint)),
    changed: kept.filter(isChanged),
    removed: (before ?? []).filter(({ fingerprint }) => !here.has(fingerprint)),
    expiring: kept.filter((finding) => !isChanged(finding) && endsSoon(finding, head.now)),
  };
}

function waivedOf(report: ReportDocument): readonly FindingDocument[] {
  return report.findings.filter(({ status }) => status === 'waived');
}

function waiverText(finding: FindingDocument | undefined): string {
  const { reason, approver, expires } = finding?.waiver ?? { reason: '', approver: '', expires: '' };
  return JSON.stringify([reason, approver, expires]);
}

function endsSoon({ waiver }: FindingDocument, now: string): boolean {
  const days = waiver === undefined ? null : daysLeft(waiver.expires, now);
  return days === null || days <= soonDays;
}

function exitsOf(head: ReportDocument, base: ReportDocument | null): Changes['exits'] {
  const [now, before] = [openExits(head), base === null ? new Set<string>() : openExits(base)];
  return {
    opened: [...now].filter((exit) => !before.has(exit)).sort(),
    closed: [...before].filter((exit) => !now.has(exit)).sort(),
  };
}

function openExits(report: ReportDocument): ReadonlySet<string> {
  return new Set(report.findings.filter(isOpen).flatMap(({ exit }) => (exit === undefined ? [] : [exit])));
}

function looseningsOf(head: ReportDocument, base: ReportDocument): readonly Loosening[] {
  const now = new Map(head.controls.map((control) => [control.id, control]));
  const fromControls = base.controls.flatMap((before): readonly Loosening[] => {
    const control = now.get(before.id);
    if (control === undefined) return [{ kind: 'control-gone', control: before.id }];
    const isMilder = severities.indexOf(control.severity) > severities.indexOf(before.severity);
    const isIdle = before.examined > 0 && control.examined === 0;
    return [
      ...(isMilder
        ? [{ kind: 'severity', control: before.id, from: before.severity, to: control.severity } as const]
        : []),
      ...(isIdle ? [{ kind: 'control-idle', control: before.id, examined: before.examined } as const] : []),
    ];
  });
  const added = waiversOf(head, base).added.length;
  const { sha256: from } = base.policy;
  const { sha256: to } = head.policy;
  return [
    ...(from === to ? [] : [{ kind: 'policy', from, to } as const]),
    ...fromControls,
    ...(added === 0 ? [] : [{ kind: 'waivers', count: added } as const]),
  ];
}
