import { allowedResourceTypes } from './allowed-resource-types.ts';
import { builtInConfiguration } from './built-in-configuration.ts';
import type { Attestation, Configuration, EvidenceKey, EvidenceRules, Waiver, Zone } from './configuration.ts';
import type { WrittenConfiguration } from './configuration-schema.ts';
import type { Path } from './mistake.ts';

export interface Origin {
  readonly path: string;
  readonly sha256: string;
  /** `file:line:column` of a path in the document. */
  readonly sourceOf: (path: Path) => string;
}

/** The written keys in our words, with defaults for what is not written. */
export function toConfiguration(written: WrittenConfiguration, origin: Origin): Configuration {
  return {
    path: origin.path,
    sha256: origin.sha256,
    zones: written.zones.map(toZone),
    blockingSeverities: written.blocking_severities ?? builtInConfiguration.blockingSeverities,
    thresholds: toThresholds(written.thresholds ?? {}),
    waivers: (written.waivers ?? []).map((waiver, index) => toWaiver(waiver, origin.sourceOf(['waivers', index]))),
    attestations: (written.attestations ?? []).map(toAttestation),
    evidence: toEvidenceRules(written.evidence ?? {}),
  };
}

function toThresholds(written: NonNullable<WrittenConfiguration['thresholds']>): Configuration['thresholds'] {
  const { bookRetentionDays, waiverDays } = builtInConfiguration.thresholds;
  const days = written.waiver_days ?? {};
  return {
    bookRetentionDays: written.book_retention_days ?? bookRetentionDays,
    waiverDays: {
      high: days.high ?? waiverDays.high,
      medium: days.medium ?? waiverDays.medium,
      low: days.low ?? waiverDays.low,
    },
  };
}

function toZone(zone: WrittenConfiguration['zones'][number]): Zone {
  const { select } = zone;
  return {
    name: zone.name,
    dataClass: zone.data_class,
    select: {
      projects: (select.projects ?? []).map((glob) => glob.replace(/^projects\//u, '')),
      accounts: select.accounts ?? [],
      folders: (select.folders ?? []).map((glob) => glob.replace(/^folders\//u, '')),
      stacks: select.stacks ?? [],
    },
    allowedPlaces: zone.allowed_places,
    allowedResourceTypes: zone.allowed_resource_types ?? allowedResourceTypes[zone.data_class],
    handlers: zone.handlers ?? [],
    roomNetworks: zone.room_networks ?? [],
  };
}

function toWaiver(waiver: NonNullable<WrittenConfiguration['waivers']>[number], source: string): Waiver {
  return { ...waiver, attribute: waiver.attribute ?? null, element: waiver.element ?? null, source };
}

function toAttestation(written: NonNullable<WrittenConfiguration['attestations']>[number]): Attestation {
  const { requirement, statement, by, evidence } = written;
  return { requirement, statement, by, evidence, attestedOn: written.attested_on, validUntil: written.valid_until };
}

type WrittenEvidence = NonNullable<WrittenConfiguration['evidence']>;

function toEvidenceRules(written: WrittenEvidence): EvidenceRules {
  const usual = builtInConfiguration.evidence;
  const { break_glass: breakGlass = {} } = written;
  return {
    requiredFor: written.required_for ?? usual.requiredFor,
    maximumAgeHours: written.max_age_hours ?? usual.maximumAgeHours,
    keys: (written.keys ?? []).map(toEvidenceKey),
    breakGlass: {
      maximumHours: breakGlass.max_hours ?? usual.breakGlass.maximumHours,
      keys: (breakGlass.keys ?? []).map(toEvidenceKey),
    },
    retentionEnded: (written.retention_ended ?? []).map(({ ended_on: endedOn, ...rest }) => ({ ...rest, endedOn })),
  };
}

function toEvidenceKey(written: NonNullable<WrittenEvidence['keys']>[number]): EvidenceKey {
  return { name: written.name, publicKey: written.public_key, validUntil: written.valid_until ?? null };
}
