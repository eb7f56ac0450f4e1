import type { DataClass } from '../configuration/configuration.ts';
import type { Stage } from '../estate/estate.ts';

/** A text in both languages that our users read. */
export interface LocalText {
  readonly en: string;
  readonly ja: string;
}

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** One control, as its Rego package's METADATA declares it. Generated; never written by hand. */
export interface Control {
  /** Path below `policies/controls` with a dot: `storage.public_access`. Never renamed. */
  readonly id: string;
  readonly title: LocalText;
  /** Why it matters. */
  readonly description: string;
  /** Where the rule comes from: https addresses. */
  readonly references: readonly string[];
  readonly severity: Severity;
  readonly requirements: readonly string[];
  readonly stages: readonly Stage[];
  /** Data classes of the zones that it judges; empty when it needs no zone. */
  readonly dataClasses: readonly DataClass[];
  readonly exits: readonly string[];
  /** Message templates by key; `{name}` is replaced by the finding's argument of that name. */
  readonly messages: Readonly<Record<string, LocalText>>;
  readonly remediation: LocalText;
  /** Terraform types that the control and its libraries name. */
  readonly types: readonly string[];
  /** Path of the Rego file from the project's root. */
  readonly source: string;
}

export const bases = ['LITERAL', 'MIXED', 'DERIVED', 'SECONDARY', 'UNREAD'] as const;
export type Basis = (typeof bases)[number];

/** What a law or guideline asks, from `policies/requirements`. */
export interface Requirement {
  readonly id: string;
  readonly act: string;
  readonly title: LocalText;
  /** In our words; only a LITERAL one, and the duty half of a MIXED one, may be shown as what the law says. */
  readonly text: LocalText;
  readonly articles: readonly string[];
  readonly basis: Basis;
  readonly confidence: 'VERIFIED' | 'SECONDARY' | 'MEMORY';
  readonly severity: Severity;
  readonly stages: readonly string[];
}

export interface Catalog {
  readonly controls: readonly Control[];
  readonly requirements: readonly Requirement[];
  /** Every text of up to 64 characters that a control or a library names, so that nothing else need be sent to Rego. */
  readonly strings: readonly string[];
}
