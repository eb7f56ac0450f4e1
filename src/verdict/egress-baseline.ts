import * as z from 'zod';
import { reasonOf, SekishoError } from '../errors.ts';
import type { LocalText } from '../policy/catalog.ts';
import { type EgressState, egressChanges } from './egress-changes.ts';
import { type EgressReport, type EgressZone, exitVerdicts } from './egress-report.ts';

/** An earlier proof, as `sekisho egress --format json` wrote it. */
export interface EgressBaseline {
  readonly file: string | null;
  /** When it was made, ISO 8601. */
  readonly now: string;
  readonly zones: readonly EgressState[];
}

const schema = 'sekisho.egress/v1';

const zoneDocument = z.object({
  schema: z.literal(schema),
  zone: z.string().min(1),
  now: z.iso.datetime(),
  exits: z.array(z.object({ id: z.string(), verdict: z.enum(exitVerdicts) })).min(1),
  paths: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      family: z.enum(['ipv4', 'ipv6']).nullable(),
      exit: z.string(),
      certain: z.boolean(),
    }),
  ),
});
const document = z.union([
  zoneDocument.transform((zone) => [zone]),
  z.object({ schema: z.literal(schema), zones: z.array(zoneDocument).min(1) }).transform(({ zones }) => zones),
]);

/** Reads an earlier proof of one or more zones. Throws EGRESS_BASELINE_INVALID when the text is not one. */
export function readEgressBaseline(text: string, file: string | null): EgressBaseline {
  const parsed = document.safeParse(jsonOf(text, file));
  if (!parsed.success) throw invalid(notProof, gotOf(parsed.error), file);
  const [first] = parsed.data;
  return { file, now: first?.now ?? '', zones: parsed.data };
}

/**
 * The proof with what has changed since the baseline, zone by zone. Throws EGRESS_BASELINE_FOREIGN when the baseline knows nothing of a zone, and
 * EGRESS_BASELINE_STALE when it was made later than this proof or with another table of exits: then nothing that was compared would mean anything.
 */
export function sinceBaseline(report: EgressReport, baseline: EgressBaseline): EgressReport {
  if (Date.parse(baseline.now) > Date.parse(report.now)) throw fromTheFuture(report, baseline);
  return { ...report, zones: report.zones.map((zone) => compared(zone, baseline)) };
}

function compared(zone: EgressZone, baseline: EgressBaseline): EgressZone {
  const before = baseline.zones.find((one) => one.zone === zone.zone);
  if (before === undefined) throw foreign(zone.zone, baseline);
  const [known, now] = [tableOf(before), tableOf(zone)];
  if (known !== now) throw otherTable(zone.zone, { known, now }, baseline);
  return { ...zone, changes: { since: baseline.now, ...egressChanges(before, zone) } };
}

/** The exits that are always listed; those of AWS come and go with the zone's accounts. */
function tableOf({ exits }: Pick<EgressState, 'exits'>): string {
  return exits
    .map(({ id }) => id)
    .filter((id) => id.startsWith('E'))
    .join(', ');
}

function jsonOf(text: string, file: string | null): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(notJson, reasonOf(cause), file);
  }
}

function gotOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const inner = issue?.code === 'invalid_union' ? issue.errors[0]?.[0] : issue;
  return `${inner?.path.join('.') ?? ''}: ${inner?.message ?? 'no document'}`.replace(/^: /u, '');
}

const rewrite = 'write one on the base branch with `sekisho egress --format json --output baseline.json`';
const rewriteInJapanese = '元のブランチで `sekisho egress --format json --output baseline.json` により作り直す';
const notProof = { en: 'the baseline is not a proof', ja: 'ベースラインが証明でない' };
const notJson = { en: 'the baseline is not JSON', ja: 'ベースラインが JSON でない' };

function invalid(what: LocalText, got: string, file: string | null): SekishoError {
  return new SekishoError({
    code: 'EGRESS_BASELINE_INVALID',
    what: what.en,
    got,
    expected: `what \`sekisho egress --format json\` wrote (schema "${schema}")`,
    fix: rewrite,
    ja: {
      what: what.ja,
      expected: `\`sekisho egress --format json\` の出力（schema "${schema}"）`,
      fix: rewriteInJapanese,
    },
    ...(file === null ? {} : { file }),
  });
}

function foreign(zone: string, { zones, file }: EgressBaseline): SekishoError {
  return new SekishoError({
    code: 'EGRESS_BASELINE_FOREIGN',
    what: `the baseline says nothing of zone ${zone}`,
    got: `a proof of ${zones.map((one) => one.zone).join(', ')}`,
    expected: 'an earlier proof of every zone that is proven now',
    fix: `${rewrite}, for the same zones`,
    ja: {
      what: `ベースラインに区域 ${zone} の記載がない`,
      got: `${zones.map((one) => one.zone).join(', ')} の証明`,
      expected: '今証明する全区域の以前の証明',
      fix: `${rewriteInJapanese}（同じ区域について）`,
    },
    ...(file === null ? {} : { file }),
  });
}

function fromTheFuture({ now }: EgressReport, baseline: EgressBaseline): SekishoError {
  return new SekishoError({
    code: 'EGRESS_BASELINE_STALE',
    what: 'the baseline was made after this proof',
    got: baseline.now,
    expected: `a moment before ${now}`,
    fix: 'give the earlier proof as `--baseline`; correct `--now` if it was given',
    ja: {
      what: 'ベースラインがこの証明より後に作られている',
      expected: `${now} より前の時刻`,
      fix: '以前の証明を `--baseline` に与える。`--now` を与えたなら正す',
    },
    ...(baseline.file === null ? {} : { file: baseline.file }),
  });
}

function otherTable(
  zone: string,
  { known, now }: { readonly known: string; readonly now: string },
  { file }: EgressBaseline,
): SekishoError {
  const differing = (one: string, other: string): string =>
    one
      .split(', ')
      .filter((id) => !other.split(', ').includes(id))
      .join(', ');
  const [gone, added] = [differing(known, now), differing(now, known)];
  return new SekishoError({
    code: 'EGRESS_BASELINE_STALE',
    what: `the baseline of zone ${zone} was made with another table of exits`,
    got: `${gone === '' ? 'no other exit' : gone} there; ${added === '' ? 'none' : added} only here`,
    expected: 'the same exits in both proofs',
    fix: `${rewrite}, with this version of sekisho`,
    ja: {
      what: `区域 ${zone} のベースラインは別の出口表で作られている`,
      got: `向こうだけにある出口: ${gone === '' ? 'なし' : gone}、こちらだけ: ${added === '' ? 'なし' : added}`,
      expected: '両方の証明に同じ出口',
      fix: `${rewriteInJapanese}（この版の sekisho で）`,
    },
    ...(file === null ? {} : { file }),
  });
}
