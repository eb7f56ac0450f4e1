import type { Configuration, EvidenceKey, Zone } from '../configuration/configuration.ts';
import type { LocalText } from '../policy/catalog.ts';

/** One way in which a configuration is milder than another. */
export interface Loosened {
  /** Stable, for programs and for grouping. */
  readonly kind:
    | 'zone'
    | 'selection'
    | 'places'
    | 'types'
    | 'handlers'
    | 'networks'
    | 'severities'
    | 'threshold'
    | 'waiver'
    | 'attestation'
    | 'requirement'
    | 'key'
    | 'break-glass'
    | 'retention';
  /** What it is about: a zone, a waiver, a key. */
  readonly subject: string;
  readonly message: LocalText;
}

/** Every way in which `head` is milder than `base`, in a fixed order; empty when it is as strict or stricter. Pure. */
export function loosened(base: Configuration, head: Configuration): readonly Loosened[] {
  return [
    ...base.zones.flatMap((zone) =>
      zoneLoosened(
        zone,
        head.zones.find(({ name }) => name === zone.name),
      ),
    ),
    ...head.zones.flatMap((zone) => zoneAdded(zone, base.zones)),
    ...severitiesLoosened(base, head),
    ...thresholdsLoosened(base.thresholds, head.thresholds),
    ...waiversLoosened(base, head),
    ...attestationsLoosened(base, head),
    ...evidenceLoosened(base.evidence, head.evidence),
  ];
}

function zoneLoosened(base: Zone, head: Zone | undefined): readonly Loosened[] {
  const subject = base.name;
  if (head === undefined) {
    return [{ kind: 'zone', subject, message: { en: 'the zone is gone', ja: 'ゾーンがなくなった' } }];
  }
  const dataClass: readonly Loosened[] =
    base.dataClass === head.dataClass
      ? []
      : [{ kind: 'zone', subject, message: changed('data class', 'データ区分', base.dataClass, head.dataClass) }];
  const selections = (['projects', 'accounts', 'folders', 'stacks'] as const).flatMap((by) =>
    listed('selection', subject, gone(base.select[by], head.select[by]), {
      en: `no longer selects ${by}`,
      ja: `対象から外れた ${by}`,
    }),
  );
  return [
    ...dataClass,
    ...selections,
    ...listed('places', subject, gone(head.allowedPlaces, base.allowedPlaces), {
      en: 'allows the places',
      ja: '許可する場所の追加',
    }),
    ...typesLoosened(base, head),
    ...listed('handlers', subject, gone(head.handlers, base.handlers), { en: 'has the handlers', ja: '取扱者の追加' }),
    ...listed('networks', subject, gone(head.roomNetworks, base.roomNetworks), {
      en: 'has the networks of its room',
      ja: '管理区域のネットワークの追加',
    }),
  ];
}

/** A new zone may claim what another one, with a stricter law, has held. */
function zoneAdded({ name, dataClass }: Zone, base: readonly Zone[]): readonly Loosened[] {
  if (base.some((zone) => zone.name === name)) return [];
  const message = { en: `a new zone of ${dataClass} data`, ja: `新しいゾーン(${dataClass})` };
  return [{ kind: 'zone', subject: name, message }];
}

/** No list at all allows everything. */
function typesLoosened(base: Zone, head: Zone): readonly Loosened[] {
  const subject = base.name;
  if (base.allowedResourceTypes === null) return [];
  if (head.allowedResourceTypes === null) {
    return [{ kind: 'types', subject, message: { en: 'any resource type may exist', ja: 'すべてのリソース型を許可' } }];
  }
  return listed('types', subject, gone(head.allowedResourceTypes, base.allowedResourceTypes), {
    en: 'allows the types',
    ja: '許可する型の追加',
  });
}

function severitiesLoosened(base: Configuration, head: Configuration): readonly Loosened[] {
  const dropped = gone(base.blockingSeverities, head.blockingSeverities);
  return listed('severities', 'blocking_severities', dropped, {
    en: 'no longer stop a change',
    ja: '適用を止めなくなった重大度',
  });
}

function thresholdsLoosened(base: Configuration['thresholds'], head: Configuration['thresholds']): readonly Loosened[] {
  const grown = (['high', 'medium', 'low'] as const).flatMap((severity) =>
    grew('threshold', `waiver_days.${severity}`, base.waiverDays[severity], head.waiverDays[severity]),
  );
  return [...grew('threshold', 'book_retention_days', -base.bookRetentionDays, -head.bookRetentionDays), ...grown];
}

function waiversLoosened(base: Configuration, head: Configuration): readonly Loosened[] {
  const keyOf = ({ control, stack, address, attribute, element }: Configuration['waivers'][number]): string =>
    [control, stack, address, attribute ?? '', element ?? ''].join(' ').trim();
  const before = new Map(base.waivers.map((waiver) => [keyOf(waiver), waiver.expires]));
  return head.waivers.flatMap((waiver): readonly Loosened[] => {
    const subject = keyOf(waiver);
    const expires = before.get(subject);
    if (expires === undefined) {
      return [
        {
          kind: 'waiver',
          subject,
          message: { en: `new waiver until ${waiver.expires}`, ja: `新しい例外承認(期限 ${waiver.expires})` },
        },
      ];
    }
    if (waiver.expires <= expires) return [];
    return [{ kind: 'waiver', subject, message: changed('waiver until', '例外承認の期限', expires, waiver.expires) }];
  });
}

function attestationsLoosened(base: Configuration, head: Configuration): readonly Loosened[] {
  const longest = new Map<string, string>();
  for (const { requirement, validUntil } of base.attestations) {
    if (validUntil > (longest.get(requirement) ?? '')) longest.set(requirement, validUntil);
  }
  return head.attestations
    .filter(({ requirement, validUntil }) => validUntil > (longest.get(requirement) ?? ''))
    .map(({ requirement, validUntil, by }) => ({
      kind: 'attestation',
      subject: requirement,
      message: { en: `attested by ${by} until ${validUntil}`, ja: `${by} による証明(${validUntil} まで)` },
    }));
}

function evidenceLoosened(base: Configuration['evidence'], head: Configuration['evidence']): readonly Loosened[] {
  const dropped = gone(base.requiredFor, head.requiredFor);
  const ended = head.retentionEnded.filter(
    (one) => !base.retentionEnded.some((other) => other.stack === one.stack && other.address === one.address),
  );
  return [
    ...listed('requirement', 'evidence.required_for', dropped, {
      en: 'no longer needs evidence',
      ja: '証拠が不要になった対象',
    }),
    ...grew('requirement', 'evidence.max_age_hours', base.maximumAgeHours, head.maximumAgeHours),
    ...keysLoosened('key', base.keys, head.keys),
    ...grew(
      'break-glass',
      'evidence.break_glass.max_hours',
      base.breakGlass.maximumHours,
      head.breakGlass.maximumHours,
    ),
    ...keysLoosened('break-glass', base.breakGlass.keys, head.breakGlass.keys),
    ...ended.map(
      ({ stack, address, by }): Loosened => ({
        kind: 'retention',
        subject: `${stack} ${address}`,
        message: {
          en: `may be destroyed: ${by} says that its retention ended`,
          ja: `破棄できる(${by} が保存期間の満了を確認)`,
        },
      }),
    ),
  ];
}

/** A key that is new, that is another under the same name, or that is trusted for longer. */
function keysLoosened(
  kind: 'key' | 'break-glass',
  base: readonly EvidenceKey[],
  head: readonly EvidenceKey[],
): readonly Loosened[] {
  const end = (key: EvidenceKey): string => key.validUntil ?? '9999-12-31';
  return head.flatMap((key): readonly Loosened[] => {
    const same = base.find(({ name, publicKey }) => name === key.name && publicKey.trim() === key.publicKey.trim());
    if (same === undefined)
      return [{ kind, subject: key.name, message: { en: 'a new key may sign', ja: '署名できる鍵の追加' } }];
    return end(key) > end(same)
      ? [{ kind, subject: key.name, message: changed('key until', '鍵の期限', end(same), end(key)) }]
      : [];
  });
}

function gone(list: readonly string[], other: readonly string[]): readonly string[] {
  return list.filter((one) => !other.includes(one));
}

function listed(
  kind: Loosened['kind'],
  subject: string,
  items: readonly string[],
  what: LocalText,
): readonly Loosened[] {
  if (items.length === 0) return [];
  const text = [...items].sort().join(', ');
  return [{ kind, subject, message: { en: `${what.en}: ${text}`, ja: `${what.ja}: ${text}` } }];
}

/** Numbers of which the larger is the milder; given negative where the smaller is. */
function grew(kind: Loosened['kind'], subject: string, from: number, to: number): readonly Loosened[] {
  if (to <= from) return [];
  return [{ kind, subject, message: changed('from', '変更', String(Math.abs(from)), String(Math.abs(to))) }];
}

function changed(en: string, ja: string, from: string, to: string): LocalText {
  return { en: `${en} ${from} → ${to}`, ja: `${ja} ${from} → ${to}` };
}
