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
  const { facts, proof } = proven;
  const { deleted } = facts;
  if (deleted.length === 0) return [];
  const kept = proveOver(keeping(proven, deleted), proven);
  const opened = openedBy(kept, proof);
  const mayMatter = suspects(proven, kept);
  const alone = deleted.map((one) => {
    if (opened.length === 0 || deleted.length === 1) return opened;
    if (!mayMatter(one)) return [];
    const others = deleted.filter((other) => other !== one);
    const ids = new Set(openedBy(kept, proveOver(keeping(proven, others), proven)).map(({ id }) => id));
    return opened.filter(({ id }) => ids.has(id));
  });
  const told = new Set(alone.flat().map(({ id }) => id));
  const untold = opened.filter(({ id }) => !told.has(id));
  return deleted.map((one, at): EgressDeletion => {
    const { address, location } = one;
    const together =
      untold.length === 0 || !mayMatter(one) ? [] : openedBy(proveOver(keeping(proven, [one]), proven), proof);
    const ids = new Set(together.map(({ id }) => id));
    return { address, location, exits: [...(alone[at] ?? []), ...untold.filter(({ id }) => ids.has(id))] };
  });
}

/** So many deletions are each tried, whatever they are. */
const triedAll = 20;

/** Of many deletions only those are tried that would stand as a guard, or that the proof already blames: each trial is a proof of the whole zone. */
function suspects({ facts }: Proven, kept: EgressZone): (resource: Resource) => boolean {
  if (facts.deleted.length <= triedAll) return () => true;
  const standing = new Set(kept.exits.flatMap(({ by }) => by.map(({ address }) => address)));
  const blamed = new Set(
    facts.rows.flatMap(({ readings }) => readings.flatMap(({ reading }) => reading.missing.map((gap) => gap.resource))),
  );
  return (resource) => standing.has(resource.address) || blamed.has(resource);
}

/** The estate with what is deleted as it was before. */
function keeping({ estate }: Proven, kept: readonly Resource[]): readonly Resource[] {
  const resources = estate.resources.map((resource): Resource => {
    if (!kept.includes(resource) || resource.before === null) return resource;
    return { ...resource, values: resource.before, before: null, actions: ['no-op'] };
  });
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
