import type { Basis, Requirement } from '../policy/catalog.ts';
import type { ControlStatus, Verdict } from '../verdict/report.ts';
import type { Language } from './renderer.ts';
import { english } from './words-en.ts';
import { japanese } from './words-ja.ts';

/** Every fixed text that the renderers write; a language that lacks one is a type error. */
export interface Words {
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly headline: {
    readonly pass: (proven: number, resources: number) => string;
    /** When something is listed that does not block, or left to the plan. */
    readonly passSome: (proven: number, listed: number, deferred: number) => string;
    readonly passNothing: (controls: number, resources: number) => string;
    readonly fail: (count: number, severities: string) => string;
    readonly unproven: (count: number, severities: string) => string;
    readonly error: (count: number) => string;
    readonly errorOnly: string;
    readonly also: (violations: number, unproven: number) => string;
  };
  /** `2 critical`: so many of a severity or status. */
  readonly countOf: (what: string, count: number) => string;
  /** What stands between the members of a list. */
  readonly comma: string;
  readonly status: Readonly<Record<ControlStatus, string>>;
  readonly labels: {
    readonly at: string;
    readonly created: string;
    readonly law: string;
    readonly path: string;
    readonly fix: string;
    readonly more: string;
    readonly requirement: string;
    readonly exit: string;
  };
  readonly where: (stack: string, zone: string | null) => string;
  readonly doesNotBlock: string;
  readonly existing: string;
  readonly sections: {
    readonly broken: (count: number) => string;
    readonly violations: (count: number) => string;
    readonly unknowns: (count: number) => string;
    readonly deferred: (count: number) => string;
    readonly waived: (count: number) => string;
    readonly discharged: (count: number) => string;
    readonly blindSpots: (count: number) => string;
    readonly idle: (count: number) => string;
    readonly partial: string;
    readonly inputs: string;
    readonly counts: string;
    readonly next: string;
  };
  readonly andMore: (count: number, byControl: string) => string;
  readonly showAll: string;
  readonly waivedUntil: (day: string, approver: string, reason: string) => string;
  readonly lapsesIn: (days: number) => string;
  readonly lapsed: string;
  readonly counted: (summary: CountedSummary) => string;
  readonly madeWith: (tool: string, policy: string, opa: string, now: string) => string;
  readonly input: (kind: string, resources: number, digest: string) => string;
  readonly next: {
    readonly error: string;
    readonly fail: (command: string) => string;
    readonly unproven: (command: string) => string;
    readonly deferred: string;
    readonly pass: string;
    readonly listed: string;
    readonly nothing: string;
    readonly partial: string;
  };
  readonly basis: Readonly<Record<Basis, { readonly short: string; readonly long: string }>>;
  readonly confidence: Readonly<Record<Requirement['confidence'], string>>;
  readonly explain: ExplainWords;
  readonly controls: {
    readonly title: (count: number) => string;
    readonly columns: readonly [string, string, string];
    readonly hint: string;
  };
}

export interface CountedSummary {
  readonly stage: string;
  readonly resources: number;
  readonly controls: number;
  readonly byStatus: string;
}

export interface ExplainWords {
  readonly kind: Readonly<Record<'control' | 'requirement' | 'article' | 'exit' | 'finding', string>>;
  readonly why: string;
  readonly law: string;
  readonly basis: string;
  readonly confidence: string;
  readonly fix: string;
  readonly messages: string;
  readonly judges: string;
  readonly stages: string;
  readonly everyZone: string;
  readonly zones: (classes: string) => string;
  readonly types: string;
  readonly exits: string;
  readonly references: string;
  readonly source: string;
  readonly text: string;
  readonly ourWords: string;
  readonly articles: string;
  readonly requirements: (count: number) => string;
  readonly controls: (count: number) => string;
  readonly noControls: string;
  readonly peopleOnly: string;
  readonly noRequirements: string;
  readonly fingerprint: string;
}

export const words: Readonly<Record<Language, Words>> = { en: english, ja: japanese };
