import type { Severity } from '../policy/catalog.ts';

/** What kind of data a zone holds; it decides which controls apply. */
export const dataClasses = ['remote-sensing', 'ttc', 'evidence', 'business'] as const;
export type DataClass = (typeof dataClasses)[number];

/** A set of projects, accounts, folders or stacks with one data class. */
export interface Zone {
  readonly name: string;
  readonly dataClass: DataClass;
  /** Globs; a resource is in the zone when any of them matches. */
  readonly select: {
    readonly projects: readonly string[];
    readonly accounts: readonly string[];
    readonly folders: readonly string[];
    readonly stacks: readonly string[];
  };
  /** Regions where data may be, lower case: `asia-northeast1`, `ap-northeast-1`. */
  readonly allowedPlaces: readonly string[];
  /** Globs of the Terraform types that may exist in the zone; null when any may. */
  readonly allowedResourceTypes: readonly string[] | null;
  /** IAM members that may handle the zone's data or, in `ttc`, operate satellites. */
  readonly handlers: readonly string[];
  /** Networks of the security room, CIDR. */
  readonly roomNetworks: readonly string[];
}

/** A waiver of one finding, from `sekisho.yaml`; inline ones have the same fields. */
export interface Waiver {
  readonly control: string;
  readonly stack: string;
  readonly address: string;
  readonly attribute: string | null;
  /** Narrows the waiver to one member of the attribute, e.g. one CIDR; absent or null for all of them. */
  readonly element?: string | null;
  readonly article: string;
  readonly reason: string;
  readonly author: string;
  readonly approver: string;
  readonly evidence: string;
  /** `YYYY-MM-DD`, inclusive, UTC. */
  readonly expires: string;
  /** Where it stands, for messages. */
  readonly source: string;
}

/** What people vouch for. */
export interface Attestation {
  readonly requirement: string;
  readonly statement: string;
  readonly by: string;
  readonly evidence: string;
  readonly attestedOn: string;
  readonly validUntil: string;
}

/** A public key that may sign, with the name of whose it is. */
export interface EvidenceKey {
  readonly name: string;
  /** SPKI in PEM; Ed25519 or ECDSA P-256. */
  readonly publicKey: string;
  /** Last day on which it is trusted, UTC; null: until it is taken out. */
  readonly validUntil: string | null;
}

/** That what a resource kept may be destroyed, because a person has seen that its retention is over. */
export interface RetentionEnded {
  readonly stack: string;
  readonly address: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly endedOn: string;
  readonly by: string;
  readonly evidence: string;
}

/** What an apply must rest on. */
export interface EvidenceRules {
  /** Names of environments and globs of stacks that are applied with evidence only; production always is. */
  readonly requiredFor: readonly string[];
  /** How old evidence may be at apply. */
  readonly maximumAgeHours: number;
  readonly keys: readonly EvidenceKey[];
  readonly breakGlass: {
    /** Longest life of one use. */
    readonly maximumHours: number;
    /** Who may open and who may approve; the name of the key is the person. */
    readonly keys: readonly EvidenceKey[];
  };
  readonly retentionEnded: readonly RetentionEnded[];
}

/** `sekisho.yaml`, validated. */
export interface Configuration {
  /** Null when there is no file: only controls that need no zone can pass. */
  readonly path: string | null;
  readonly sha256: string | null;
  readonly zones: readonly Zone[];
  readonly blockingSeverities: readonly Severity[];
  /** Policy choices, not law: our reading, changeable. */
  readonly thresholds: {
    /** Act 77/2016 Art.12(2): five years; days. */
    readonly bookRetentionDays: number;
    /** Longest life of a waiver in days, by severity; critical can't be waived. */
    readonly waiverDays: Readonly<Record<'high' | 'medium' | 'low', number>>;
  };
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  readonly evidence: EvidenceRules;
}
