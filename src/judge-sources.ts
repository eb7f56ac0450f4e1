import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Configuration, Zone } from './configuration/configuration.ts';
import { dayOf } from './configuration/days.ts';
import { type BuiltEstate, buildEstate } from './estate/build-estate.ts';
import type { Resource } from './estate/estate.ts';
import { Placement } from './estate/placement.ts';
import { packageRoot } from './package-root.ts';
import type { Catalog } from './policy/catalog.ts';
import { evaluateControls } from './policy/evaluate-controls.ts';
import type { LoadedPolicy } from './policy/load-policy.ts';
import { type PreparedEstate, prepareEstate } from './policy/prepare-estate.ts';
import { proveZone } from './proofs/egress/prove-zone.ts';
import type { EgressInput } from './proofs/egress/zone-world.ts';
import type { ZoneExit } from './proofs/exit.ts';
import { findExits } from './proofs/find-exits.ts';
import { World } from './proofs/world.ts';
import { deletionsOf } from './prove-again.ts';
import { isJsonObject } from './sources/recognise.ts';
import type { Sources } from './sources/source.ts';
import { compareText } from './verdict/compare.ts';
import { decideEgress } from './verdict/decide-egress.ts';
import type { EgressZone } from './verdict/egress-report.ts';
import { exitFacts } from './verdict/exit-facts.ts';
import type { RawEvaluation } from './verdict/raw-evaluation.ts';
import type { Report, ReportInput } from './verdict/report.ts';
import { decide, type VerdictOptions } from './verdict/verdict.ts';

/** How an estate is judged: the same for every source. */
export interface Judging {
  readonly configuration: Configuration;
  readonly policy: LoadedPolicy;
  /** Where everything is that no zone claims. */
  readonly assumedZone?: Zone | null;
  readonly verdict: Omit<VerdictOptions, 'stage'>;
  /** Paths in the report are relative to this folder. */
  readonly projectRoot: string;
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** An estate as controls see it, with what a verdict needs of it. */
export interface PreparedSources {
  readonly built: BuiltEstate;
  readonly prepared: PreparedEstate;
  readonly zoneOf: (resource: Resource) => Zone | null;
  /** The no-egress proof of each zone of regulated records. */
  readonly exits: readonly EgressZone[];
}

/** Sources to estate to zones to facts to the document that controls read. Pure. */
export function prepareSources(sources: Sources, judging: Judging): PreparedSources {
  const { configuration, policy, onProgress } = judging;
  onProgress?.('building the estate');
  const built = buildEstate(sources);
  const fallback = judging.assumedZone ?? null;
  const declared = configuration.zones.filter((zone) => zone.name !== fallback?.name);
  const placement = new Placement(configuration.zones, built.estate.resources, built.index, fallback);
  const zoneOf = (resource: Resource): Zone | null => placement.zoneOf(resource);
  onProgress?.('proving');
  const exits = findExits(new World(built.estate.resources, built.index, zoneOf));
  const zones = fallback === null ? declared : [...declared, fallback];
  const now = new Date(judging.verdict.now);
  const clock = Number.isNaN(now.getTime()) ? {} : { now: now.toISOString() };
  const proven = provenZones({ ...built, zoneOf, configuration, ...clock }, zones, { now, assumedZone: fallback });
  const prepared = prepareEstate({
    ...built,
    zoneOf,
    exits,
    ...(proven.length === 0 ? {} : { zoneExits: proven.flatMap(({ facts }) => facts) }),
    zones,
    configuration,
    catalog: policy.catalog,
    now,
  });
  return { built, prepared, zoneOf, exits: proven.map(({ zone }) => zone).filter(({ resources }) => resources > 0) };
}

interface ProvenZone {
  readonly zone: EgressZone;
  readonly facts: readonly ZoneExit[];
}

/** The no-egress proof of every zone of regulated records; nothing at all where no such zone is declared. */
function provenZones(
  input: EgressInput,
  zones: readonly Zone[],
  { now, assumedZone }: { readonly now: Date; readonly assumedZone: Zone | null },
): readonly ProvenZone[] {
  // A clock that is none is refused by the verdict.
  const today = Number.isNaN(now.getTime()) ? '' : dayOf(now);
  const { configuration, estate } = input;
  return zones
    .filter(({ dataClass }) => dataClass === 'remote-sensing')
    .map((declared) => {
      const facts = proveZone(input, declared);
      const proof = decideEgress(facts, configuration.attestations, today);
      const question = { configuration, assumedZone, now };
      const deleted = today === '' ? proof.deleted : deletionsOf({ zone: declared, facts, proof, estate, question });
      const zone = { ...proof, deleted };
      return { zone, facts: exitFacts(facts, zone, input) };
    });
}

/** The whole way from sources to a report. Pure; throws a SekishoError for what can't be judged. */
export function judgeSources(sources: Sources, judging: Judging): Report {
  const { configuration, policy, onProgress } = judging;
  const { built, prepared, zoneOf, exits } = prepareSources(sources, judging);
  onProgress?.('evaluating');
  const controls = evaluateControls({
    policy,
    controls: askedControls(policy.catalog, judging),
    prepared,
    estate: built.estate,
    index: built.index,
  });
  const raw: RawEvaluation = {
    controls,
    ...(exits.length === 0 ? {} : { exits }),
    resourceCount: built.estate.resources.length,
    inputs: inputsOf(sources, built, judging.projectRoot),
    blindSpots: built.estate.stacks.flatMap((stack) => stack.blindSpots),
    stacks: built.estate.stacks.map((stack) => stack.name),
    resources: built.estate.resources,
    resourceById: (id) => built.index.get(id),
    zoneOf: (id) => {
      const resource = built.index.get(id);
      return resource === undefined ? null : (zoneOf(resource)?.name ?? null);
    },
    policy: { sha256: policy.sha256, opa: policy.opa },
    toolVersion: toolVersion(),
  };
  return decide(raw, configuration, policy.catalog, { ...judging.verdict, stage: built.estate.stage });
}

function askedControls(catalog: Catalog, judging: Judging): Catalog['controls'] {
  const { only } = judging.verdict;
  return only === undefined ? catalog.controls : catalog.controls.filter((control) => only.includes(control.id));
}

function inputsOf(sources: Sources, built: BuiltEstate, root: string): ReportInput[] {
  return sources.sources
    .flatMap((source) =>
      source.files.map((file) => ({
        path: relative(root, file.path) === '' ? file.path : relative(root, file.path),
        kind: file.kind === 'plan' ? 'plan' : source.kind,
        sha256: file.sha256,
        resources: built.counts.get(source) ?? 0,
      })),
    )
    .sort((a, b) => compareText(a.path, b.path));
}

function toolVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const version = isJsonObject(manifest) ? manifest['version'] : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
