import type { Catalog } from '../policy/catalog.ts';
import type { Report } from '../verdict/report.ts';

/** What every command can print. */
export const commonFormats = ['text', 'json'] as const;
export type CommonFormat = (typeof commonFormats)[number];

/** What a report can be printed as: for a person, for programs, for code scanning, for CI's test pages, for a job's summary, for its log, for an auditor. */
export const formats = [...commonFormats, 'sarif', 'junit', 'markdown', 'github', 'html'] as const;
export type Format = (typeof formats)[number];

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** How anything that this folder renders shall look. */
export interface LookOptions {
  readonly language: Language;
  readonly color: boolean;
  /** Columns at which text is wrapped; a word that is longer stays whole, so that it can be copied. */
  readonly width: number;
  readonly verbose: boolean;
}

export interface RenderOptions extends LookOptions {
  /** The verdict, and one line for each finding that blocks. */
  readonly quiet: boolean;
  /** Names requirements by their titles where there is one. */
  readonly catalog: Catalog | null;
  /** The arguments that repeat this run (`plan.json --config other.yaml`), for the commands that the text proposes; empty when there are none. */
  readonly rerun: string;
}

/** A pure function: the same report and options give the same text, byte for byte. */
export type Renderer = (report: Report, options: RenderOptions) => string;
