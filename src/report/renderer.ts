import type { Catalog } from '../policy/catalog.ts';
import type { Report } from '../verdict/report.ts';

export const formats = ['text', 'json'] as const;
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
