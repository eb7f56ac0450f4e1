import type { Configuration, Zone } from './configuration/configuration.ts';
import { nearestWord } from './configuration/nearest-word.ts';
import { SekishoError } from './errors.ts';
import { buildEstate } from './estate/build-estate.ts';
import { Placement } from './estate/placement.ts';
import { proveZone } from './proofs/egress/prove-zone.ts';
import { deletionsOf, redundantGuards } from './prove-again.ts';
import type { Sources } from './sources/source.ts';
import { decideEgress } from './verdict/decide-egress.ts';
import type { EgressReport, EgressZone } from './verdict/egress-report.ts';
import type { ExitCode } from './verdict/report.ts';

export interface EgressQuestion {
  readonly configuration: Configuration;
  /** Name of the zone to prove; null for every zone of regulated records. */
  readonly zone: string | null;
  readonly assumedZone: Zone | null;
  readonly now: Date;
  readonly partial: readonly string[];
  readonly toolVersion: string;
  readonly onProgress?: ((step: string) => void) | undefined;
  /** Whether to prove each zone again without each of its guards, to find those that change nothing. */
  readonly redundant?: boolean;
}

/**
 * The no-egress proof over all sources as one estate. Pure. Throws ZONE_UNKNOWN, EGRESS_NO_ZONE when no zone holds regulated records,
 * EGRESS_EMPTY_ZONE for a zone that holds nothing, and what building the estate throws.
 */
export function proveEgress(sources: Sources, question: EgressQuestion): EgressReport {
  const zones = askedZones(question);
  question.onProgress?.('building the estate');
  const { estate, index } = buildEstate(sources);
  const { configuration, assumedZone } = question;
  const placement = new Placement(configuration.zones, estate.resources, index, assumedZone);
  question.onProgress?.('proving');
  const now = question.now.toISOString();
  const input = { estate, index, configuration, zoneOf: placement.zoneOf.bind(placement), now };
  const judged = zones.map((zone) => {
    const facts = proveZone(input, zone);
    if (facts.resources === 0 && question.zone !== null) throw emptyZone(zone.name);
    const proof = decideEgress(facts, configuration.attestations, now.slice(0, 10));
    const proven = { zone, facts, proof, estate, question };
    return {
      ...proof,
      deleted: deletionsOf(proven),
      ...(question.redundant === true ? { redundant: redundantGuards(proven) } : {}),
    };
  });
  const held = judged.filter(({ resources }) => resources > 0);
  if (held.length === 0) throw emptyZone(zones.map(({ name }) => name).join(', '));
  return {
    stage: estate.stage,
    exitCode: worst(held),
    zones: held,
    now,
    partial: question.partial,
    toolVersion: question.toolVersion,
  };
}

/** The zones of which the proof is asked. */
function askedZones({ configuration, zone, assumedZone }: EgressQuestion): readonly Zone[] {
  const declared = configuration.zones.filter(({ name }) => name !== assumedZone?.name);
  const zones = assumedZone === null ? declared : [...declared, assumedZone];
  if (zone !== null) {
    const found = zones.find(({ name }) => name === zone);
    if (found === undefined) throw unknownZone(zone, zones);
    return [found];
  }
  if (assumedZone !== null) return [assumedZone];
  const regulated = zones.filter(({ dataClass }) => dataClass === 'remote-sensing');
  if (regulated.length === 0) throw noZone(configuration);
  return regulated;
}

/** 1 over 2 over 0: a way out weighs more than what is not proven. */
function worst(zones: readonly EgressZone[]): ExitCode {
  const codes = zones.map(({ exitCode }) => exitCode);
  return ([1, 2] as const).find((code) => codes.includes(code)) ?? 0;
}

function unknownZone(zone: string, zones: readonly Zone[]): SekishoError {
  const names = zones.map(({ name }) => name).sort();
  const nearest = nearestWord(zone, names);
  return new SekishoError({
    code: 'ZONE_UNKNOWN',
    what: `there is no zone and no file \`${zone}\``,
    got: zone,
    expected: names.length === 0 ? 'a zone of sekisho.yaml' : `one of ${names.join(', ')}, or a PATH that exists`,
    fix: nearest === null ? 'name a zone, or use `--assume-zone remote-sensing`' : `did you mean \`${nearest}\`?`,
    ja: {
      what: `\`${zone}\` という区域もファイルもない`,
      expected: names.length === 0 ? 'sekisho.yaml の区域' : `${names.join(', ')} のいずれか、又は実在する PATH`,
      fix:
        nearest === null
          ? '区域の名前を書くか、`--assume-zone remote-sensing` を使う'
          : `\`${nearest}\` の誤りではないか`,
    },
  });
}

function noZone(configuration: Configuration): SekishoError {
  return new SekishoError({
    code: 'EGRESS_NO_ZONE',
    what: 'no zone of regulated records is declared, so there is nothing to prove',
    got: configuration.path ?? 'no configuration',
    expected: 'a zone of data class remote-sensing in sekisho.yaml',
    fix: 'declare the zone, name another one, or take everything to be in one: `--assume-zone remote-sensing`',
    ja: {
      what: '規制対象記録の区域が宣言されておらず、証明するものがない',
      ...(configuration.path === null ? { got: '設定なし' } : {}),
      expected: 'sekisho.yaml にデータ区分 remote-sensing の区域',
      fix: '区域を宣言するか、別の区域を名指すか、全体を一つの区域とみなす: `--assume-zone remote-sensing`',
    },
  });
}

function emptyZone(zone: string): SekishoError {
  return new SekishoError({
    code: 'EGRESS_EMPTY_ZONE',
    what: `the sources hold nothing of zone ${zone}`,
    expected: 'at least one resource in the zone: an empty zone proves nothing',
    fix: 'give all stacks of the zone, or correct `zones[].select` in sekisho.yaml',
    ja: {
      what: `入力に区域 ${zone} のものが何もない`,
      expected: '区域に一つ以上のリソース（空の区域は何も証明しない）',
      fix: '区域の全スタックを与えるか、sekisho.yaml の `zones[].select` を正す',
    },
  });
}
