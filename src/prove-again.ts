import type { Zone } from './configuration/configuration.ts';
import { withLiteralReferences } from './estate/build-estate.ts';
import type { Estate, Resource } from './estate/estate.ts';
import { Placement } from './estate/placement.ts';
import { ResourceIndex } from './estate/resource-index.ts';
import { isGuardResource } from './proofs/egress/guard-resources.ts';
import { proveZone, type ZoneFacts } from './proofs/egress/prove-zone.ts';
import type { EgressQuestion } from './prove-egress.ts';
import { decideEgress } from './verdict/decide-egress.ts';
import { egressChanges } from './verdict/egress-changes.ts';
import type { EgressChange, EgressDeletion, EgressStep, EgressZone } from './verdict/egress-report.ts';
import { isSameProof } from './verdict/is-same-proof.ts';

/** A zone that was proven, with what is needed to prove it again over other resources. */
export interface Proven {
  readonly zone: Zone;
  readonly facts: ZoneFacts;
  readonly proof: EgressZone;
  readonly estate: Estate;
  readonly question: Pick<EgressQuestion, 'configuration' | 'assumedZone' | 'now' | 'onProgress'>;
}

/** The proof of the zone if the estate held these resources. */
function proveOver(resources: readonly Resource[], { zone, estate, question }: Proven): EgressZone {
  const { configuration, assumedZone } = question;
  const index = new ResourceIndex(resources);
  const placement = new Placement(configuration.zones, resources, index, assumedZone);
  const now = question.now.toISOString();
  const input = {
    estate: { ...estate, resources },
    index,
    configuration,
    zoneOf: placement.zoneOf.bind(placement),
    now,
  };
  return decideEgress(proveZone(input, zone), configuration.attestations, now.slice(0, 10));
}

/**
 * What a plan deletes, each with the exits that it opens or weakens: by going alone, or, where only several together do, by being one of those whose stay
 * would close the exit. The values before the change name others by text, so that what they belonged to is found as far as texts tell.
 */
export function deletionsOf(proven: Proven): readonly EgressDeletion[] {
  const { deleted } = proven.facts;
  const isShut = proven.proof.exits.every(({ verdict }) => verdict === 'closed' || verdict === 'attested');
  if (deleted.length === 0 || isShut) return deleted.map((one) => deletion(one, []));
  const kept = proveOver(keeping(proven, deleted), proven);
  const opened = openedBy(kept, proven.proof);
  if (opened.length === 0) return deleted.map((one) => deletion(one, []));
  if (deleted.length === 1) return deleted.map((one) => deletion(one, opened));
  const told = toldByProof(proven, kept, opened);
  const size = 2 * proven.estate.resources.length;
  if (deleted.length * size <= mostRead) return tried(proven, kept, { opened, suspects: deleted });
  const suspects = told.flatMap(({ resource, exits }) =>
    exits.length > 0 || isGuardResource(asBefore(resource)) ? [resource] : [],
  );
  if (suspects.length * size <= mostRead) return tried(proven, kept, { opened, suspects });
  return told.map(({ resource, exits }) => deletion(resource, exits));
}

function deletion({ address, location }: Resource, exits: readonly EgressChange[]): EgressDeletion {
  return { address, location, exits };
}

/** Resources that all trials together may read: each trial is a proof of the whole zone, and a large plan must not take minutes. */
const mostRead = 100_000;

interface Trial {
  readonly opened: readonly EgressChange[];
  /** The deletions that are each tried; the others opened nothing. */
  readonly suspects: readonly Resource[];
}

/** Each suspect undone by itself, and each left alone. */
function tried(proven: Proven, kept: EgressZone, { opened, suspects }: Trial): readonly EgressDeletion[] {
  const { facts, proof } = proven;
  const { deleted } = facts;
  const alone = new Map(
    suspects.map((one) => {
      const others = deleted.filter((other) => other !== one);
      const ids = new Set(openedBy(kept, proveOver(keeping(proven, others), proven)).map(({ id }) => id));
      return [one, opened.filter(({ id }) => ids.has(id))] as const;
    }),
  );
  const told = new Set([...alone.values()].flat().map(({ id }) => id));
  const untold = opened.filter(({ id }) => !told.has(id));
  return deleted.map((one) => {
    const own = alone.get(one);
    if (own === undefined) return deletion(one, []);
    const together = untold.length === 0 ? [] : openedBy(proveOver(keeping(proven, [one]), proven), proof);
    const ids = new Set(together.map(({ id }) => id));
    return deletion(one, [...own, ...untold.filter(({ id }) => ids.has(id))]);
  });
}

interface Told {
  readonly resource: Resource;
  readonly exits: readonly EgressChange[];
}

/** The exits for which each deletion stood as a guard, and those that the proof blames on it: what can be said without a trial. */
function toldByProof({ facts }: Proven, kept: EgressZone, opened: readonly EgressChange[]): readonly Told[] {
  const standing = new Map(kept.exits.map(({ id, by }) => [id, new Set(by.map(({ address }) => address))]));
  const blamed = new Map(
    facts.rows.map(({ row, readings }) => [
      row.id,
      new Set(readings.flatMap(({ reading }) => reading.missing.map(({ resource }) => resource))),
    ]),
  );
  return facts.deleted.map((resource) => {
    const stood = (id: string): boolean => standing.get(id)?.has(resource.address) === true;
    const exits = opened.filter(({ id }) => stood(id) || blamed.get(id)?.has(resource) === true);
    return { resource, exits };
  });
}

function asBefore(resource: Resource): Resource {
  return resource.before === null
    ? resource
    : { ...resource, values: resource.before, before: null, actions: ['no-op'] };
}

/** The estate with what is deleted as it was before. */
function keeping({ estate }: Proven, kept: readonly Resource[]): readonly Resource[] {
  const again = new Set(kept);
  const resources = estate.resources.map((resource) => (again.has(resource) ? asBefore(resource) : resource));
  return withLiteralReferences(resources);
}

function openedBy(before: EgressZone, after: EgressZone): readonly EgressChange[] {
  return egressChanges(before, after).exits.filter(({ kind }) => kind === 'opened');
}

/**
 * The resources that stand as guards, and only as guards, and can go, each alone, without a change to any exit or way out: the zone is proven again without
 * each of them.
 */
export function redundantGuards(proven: Proven): readonly Omit<EgressStep, 'why'>[] {
  const { facts, proof, estate, question } = proven;
  const guards = [
    ...new Set(
      facts.rows.flatMap(({ readings }) =>
        readings.flatMap(({ reading }) =>
          reading.stands.flatMap(({ resource }) => (resource !== null && isGuardResource(resource) ? [resource] : [])),
        ),
      ),
    ),
  ];
  if (guards.length > 0) question.onProgress?.('proving again without each guard');
  return guards
    .filter((guard) =>
      isSameProof(
        proof,
        proveOver(
          estate.resources.filter((one) => one !== guard),
          proven,
        ),
      ),
    )
    .map(({ address, location }) => ({ address, location }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}
