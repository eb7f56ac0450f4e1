import type { Attestation } from '../configuration/configuration.ts';
import type { Resource } from '../estate/estate.ts';
import type { LocalText } from '../policy/catalog.ts';
import type { EgressPath, RowFacts, ZoneFacts } from '../proofs/egress/prove-zone.ts';
import { findAttestation } from './attestations.ts';
import type { EgressExit, EgressPathEntry, EgressStep, EgressZone, ExitVerdict } from './egress-report.ts';
import type { ExitCode } from './report.ts';

/** Judges what the proof found in a zone: each exit by its guards, its paths and who vouches for it; then the zone. */
export function decideEgress(facts: ZoneFacts, attestations: readonly Attestation[], today: string): EgressZone {
  const exits = facts.rows.map((row) => decideExit(row, facts.paths, attestations, today));
  const verdict = zoneVerdict(exits, facts.paths);
  const exitCode: ExitCode = verdict === 'open' ? 1 : verdict === 'unproven' ? 2 : 0;
  return {
    zone: facts.zone.name,
    verdict,
    exitCode,
    resources: facts.resources,
    exits,
    paths: facts.paths.map(entryOf),
    deleted: facts.deleted.map((resource) => ({ address: resource.address, location: resource.location, exits: [] })),
  };
}

function decideExit(
  { row, readings }: RowFacts,
  paths: readonly EgressPath[],
  attestations: readonly Attestation[],
  today: string,
): EgressExit {
  const all = readings.map(({ reading }) => reading);
  const own = paths.filter(({ exit }) => exit === row.id);
  const vouched = row.attestedBy.map((requirement) => findAttestation(attestations, requirement, today));
  const unknown = [
    ...all.flatMap((reading) => reading.unknown),
    ...row.attestedBy.filter((_, at) => vouched[at] === null).map((requirement) => unattested(requirement)),
    ...unsearched(row, all),
  ].map(({ address, attribute, decides }) => ({ address, attribute, decides }));
  const missing = all
    .flatMap((reading) => reading.missing)
    .map(({ text, resource }) => ({ text, location: placeOf(resource) }));
  const by = all.flatMap((reading) => reading.stands).map(stepOf);
  const shown = own.find(({ isCertain }) => isCertain) ?? own[0];
  return {
    id: row.id,
    title: row.title,
    verdict: verdictOf({
      hasPaths: row.hasPaths,
      paths: own,
      counts: [missing.length, unknown.length, vouched.length, by.length],
    }),
    proof: row.proof,
    by,
    missing,
    unknown,
    after: row.after,
    attested: vouched
      .filter((one) => one !== null)
      .map(({ requirement, by: who, validUntil }) => ({ requirement, by: who, until: validUntil })),
    path: shown === undefined ? [] : shown.via.map(stepOf),
  };
}

/** Where a guard is missing and nothing looks for a way past it, it can't be said that others hold. */
function unsearched(
  row: RowFacts['row'],
  readings: readonly RowFacts['readings'][number]['reading'][],
): readonly { readonly address: string; readonly attribute: string; readonly decides: LocalText }[] {
  if (!row.hasPaths || row.searches === undefined || row.searches.length > 0) return [];
  if (!readings.some(({ missing }) => missing.length > 0)) return [];
  const decides = {
    en: 'whether anything else stops this way out: no search covers it',
    ja: 'この出口を他の防護が止めるか（これを対象とする探索はない）',
  };
  return [{ address: row.id, attribute: '', decides }];
}

interface Weighed {
  readonly hasPaths: boolean;
  readonly paths: readonly EgressPath[];
  /** How much is missing, unknown, left to people, and proven. */
  readonly counts: readonly [missing: number, unknown: number, vouched: number, by: number];
}

/** Nothing that is unknown closes anything, and what no path can show is open as soon as a guard is missing. */
function verdictOf({ hasPaths, paths, counts: [missing, unknown, vouched, by] }: Weighed): ExitVerdict {
  if (paths.some(({ isCertain }) => isCertain)) return 'open';
  if (missing > 0 && !hasPaths) return 'open';
  if (unknown > 0 || paths.length > 0) return 'unknown';
  if (missing > 0) return 'weak';
  if (vouched > 0) return 'attested';
  return by > 0 ? 'closed' : 'unknown';
}

function unattested(requirement: string): {
  readonly address: string;
  readonly attribute: string;
  readonly decides: LocalText;
} {
  return {
    address: `attestations.${requirement}`,
    attribute: '',
    decides: { en: `an attestation of ${requirement} that is valid today`, ja: `本日有効な ${requirement} の証明` },
  };
}

function zoneVerdict(exits: readonly EgressExit[], paths: readonly EgressPath[]): EgressZone['verdict'] {
  if (paths.some(({ isCertain }) => isCertain) || exits.some(({ verdict }) => verdict === 'open')) return 'open';
  return paths.length > 0 || exits.some(({ verdict }) => verdict === 'unknown') ? 'unproven' : 'closed';
}

function entryOf({ from, to, family, exit, isCertain, via }: EgressPath): EgressPathEntry {
  return { from, to, family, exit, certain: isCertain, via: via.map(stepOf) };
}

function stepOf({
  address,
  resource,
  why,
}: Pick<EgressPath['via'][number], 'address' | 'resource' | 'why'>): EgressStep {
  return { address, why, location: placeOf(resource) };
}

function placeOf(resource: Resource | null): EgressStep['location'] {
  return resource?.location ?? null;
}
