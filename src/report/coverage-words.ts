import type { CoveredRequirement, Vouching } from './coverage.ts';
import type { Language } from './renderer.ts';

/** Every fixed text of the coverage; a language that lacks one is a type error. */
export interface CoverageWords {
  readonly title: string;
  readonly counts: (all: number, served: number, unserved: number, people: number) => string;
  /** What a pass does not say. */
  readonly hint: string;
  readonly verdict: Readonly<Record<Extract<CoveredRequirement['verdict'], 'unserved' | 'people'>, string>>;
  readonly examined: (count: number) => string;
  readonly more: (count: number) => string;
  readonly above: string;
  readonly unserved: (count: number) => string;
  readonly people: (count: number) => string;
  readonly vouching: Readonly<Record<Vouching['state'], (by: string, until: string) => string>>;
  readonly columns: readonly [requirement: string, verdict: string, controls: string, people: string];
  readonly partial: string;
}

const english: CoverageWords = {
  title: 'Coverage',
  counts: (all, served, unserved, people) =>
    `${all} requirements: ${served} served by controls, ${unserved} by none, ${people} for people only`,
  hint: 'A pass says that the controls passed, not that all of the requirement is met.',
  verdict: { unserved: 'no control', people: 'people' },
  examined: (count) => `${count} ${count === 1 ? 'resource' : 'resources'}`,
  more: (count) => `and ${count} more`,
  above: 'see above',
  unserved: (count) => `No control serves (${count})`,
  people: (count) => `What people must vouch for (${count})`,
  vouching: {
    valid: (by, until) => `vouched for by ${by} until ${until}`,
    expired: (by, until) => `EXPIRED on ${until} (${by})`,
    not_yet_valid: (by, until) => `not yet valid (${by}, until ${until})`,
    missing: () => 'nobody vouches for it',
  },
  columns: ['Requirement', 'Verdict', 'Controls', 'People'],
  partial: 'partial',
};

const japanese: CoverageWords = {
  title: '網羅状況',
  counts: (all, served, unserved, people) =>
    `要件 ${all} 件: コントロールあり ${served} 件、なし ${unserved} 件、人だけが確かめるもの ${people} 件`,
  hint: '合格はコントロールの合格であり、要件のすべてを満たしたことではない。',
  verdict: { unserved: 'コントロールなし', people: '人' },
  examined: (count) => `リソース ${count} 件`,
  more: (count) => `ほか ${count} 件`,
  above: '上記参照',
  unserved: (count) => `対応するコントロールのない要件（${count} 件）`,
  people: (count) => `人が証明すべきもの（${count} 件）`,
  vouching: {
    valid: (by, until) => `${by} が ${until} まで証明`,
    expired: (by, until) => `期限切れ（${until}、${by}）`,
    not_yet_valid: (by, until) => `まだ有効でない（${by}、${until} まで）`,
    missing: () => '証明する人がいない',
  },
  columns: ['要件', '判定', 'コントロール', '人'],
  partial: '部分的',
};

export const coverageWords: Readonly<Record<Language, CoverageWords>> = { en: english, ja: japanese };
