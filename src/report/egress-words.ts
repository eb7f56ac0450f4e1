import type { ExitVerdict } from '../verdict/egress-report.ts';
import type { Language } from './renderer.ts';

/** Every fixed text of the no-egress proof; a language that lacks one is a type error. */
export interface EgressWords {
  readonly verdict: Readonly<Record<'closed' | 'open' | 'unproven', string>>;
  readonly exit: Readonly<Record<ExitVerdict, string>>;
  readonly headline: (zone: string, paths: number, open: number, unknown: number) => string;
  readonly paths: (count: number) => string;
  readonly maybe: string;
  readonly noPath: string;
  readonly missing: string;
  readonly decides: string;
  readonly by: string;
  readonly more: (count: number) => string;
  readonly after: (count: number) => string;
  /** Sections of what a plan deletes, and of what has changed since an earlier proof. */
  readonly deleted: (count: number) => string;
  readonly redundant: (count: number) => string;
  readonly redundantHint: string;
  readonly changes: (since: string) => string;
  readonly noChanges: (since: string) => string;
  readonly change: Readonly<Record<'opened' | 'closed' | 'other', string>>;
  readonly way: Readonly<Record<'opened' | 'closed', string>>;
  readonly notListed: string;
  readonly picture: {
    readonly title: (zone: string) => string;
    readonly allClosed: (count: number) => string;
    readonly others: (count: number) => string;
    readonly outside: Readonly<Record<'internet' | 'unknown', string>>;
    readonly noWay: string;
  };
  readonly attested: (by: string, until: string) => string;
  readonly explain: {
    readonly story: string;
    readonly guards: string;
    readonly after: string;
    readonly residual: string;
    readonly proof: string;
  };
  readonly proofs: Readonly<Record<'A' | 'K' | 'R' | 'E' | 'L' | 'P' | 'X', string>>;
  readonly partial: string;
}

const english: EgressWords = {
  verdict: { closed: 'CLOSED', open: 'OPEN', unproven: 'UNPROVEN' },
  exit: { closed: 'Closed', weak: 'Weak', open: 'Open', unknown: 'Unknown', attested: 'Attested' },
  headline: (zone, paths, open, unknown) => {
    if (paths + open > 0)
      return `zone ${zone}: ${count(paths, 'path')} out, ${count(open, 'exit')} open, ${unknown} unknown`;
    return unknown > 0
      ? `zone ${zone}: no path out, ${count(unknown, 'exit')} unknown`
      : `zone ${zone}: nothing leaves`;
  },
  paths: (count_) => `Ways out (${count_})`,
  maybe: 'not certain',
  noPath: 'no path leaves through it',
  missing: 'missing',
  decides: 'would be decided by',
  by: 'by',
  more: (rest) => `and ${rest} more`,
  after: (count_) => `Due after this (${count_})`,
  deleted: (count_) => `Deleted by this plan (${count_})`,
  redundant: (count_) => `Redundant guards (${count_})`,
  redundantHint: 'each can go alone without a change to any exit or way out; not all of them together',
  changes: (since) => `Changed since ${since}`,
  noChanges: (since) => `Nothing has changed since ${since}`,
  change: { opened: 'opened', closed: 'closed', other: 'changed' },
  way: { opened: 'new way out', closed: 'no way out any more' },
  notListed: 'not listed',
  picture: {
    title: (zone) => `Ways out of zone ${zone}`,
    allClosed: (count_) => `${count(count_, 'exit')} closed`,
    others: (count_) => `and ${count(count_, 'more way')}`,
    outside: { internet: 'the internet', unknown: 'nobody has looked where' },
    noWay: 'no way out',
  },
  attested: (by, until) => `vouched for by ${by} until ${until}`,
  explain: {
    story: 'Why',
    guards: 'Closed when all of this holds',
    after: 'Due after apply',
    residual: 'What remains',
    proof: 'proof',
  },
  proofs: {
    A: 'absence over all stacks',
    K: 'known literal',
    R: 'reference that is followed',
    E: 'attribute that must be written',
    L: 'lifecycle and provisioners, in the configuration',
    P: 'read back after apply',
    X: 'vouched for by people',
  },
  partial: 'partial',
};

const japanese: EgressWords = {
  verdict: { closed: '閉鎖', open: '開放', unproven: '未証明' },
  exit: { closed: '閉鎖', weak: '弱い', open: '開放', unknown: '不明', attested: '証明済み' },
  headline: (zone, paths, open, unknown) => {
    if (paths + open > 0) return `区域 ${zone}: 外への経路 ${paths} 件、開いた出口 ${open} 件、不明 ${unknown} 件`;
    return unknown > 0 ? `区域 ${zone}: 外への経路はないが、不明の出口が ${unknown} 件` : `区域 ${zone}: 何も出ない`;
  },
  paths: (count_) => `外への経路（${count_} 件）`,
  maybe: '不確実',
  noPath: 'ここから出る経路はない',
  missing: '不足',
  decides: '判定に要るもの',
  by: '根拠',
  more: (rest) => `ほか ${rest} 件`,
  after: (count_) => `この後に要る確認（${count_} 件）`,
  deleted: (count_) => `この plan が削除するもの（${count_} 件）`,
  redundant: (count_) => `冗長な防護（${count_} 件）`,
  redundantHint: '一つだけ外しても出口も経路も変わらない。まとめて外してよいわけではない',
  changes: (since) => `${since} からの変化`,
  noChanges: (since) => `${since} から変化なし`,
  change: { opened: '開いた', closed: '閉じた', other: '変わった' },
  way: { opened: '新しい外への経路', closed: 'なくなった経路' },
  notListed: '対象外',
  picture: {
    title: (zone) => `区域 ${zone} から外への経路`,
    allClosed: (count_) => `出口 ${count_} 件は閉鎖`,
    others: (count_) => `ほか ${count_} 件`,
    outside: { internet: 'インターネット', unknown: '行き先は未確認' },
    noWay: '外への経路なし',
  },
  attested: (by, until) => `${by} が ${until} まで証明`,
  explain: {
    story: '理由',
    guards: '次のすべてが成り立てば閉じる',
    after: '適用後の確認',
    residual: '残るもの',
    proof: '証明',
  },
  proofs: {
    A: '全スタックでの不在',
    K: '既知の値',
    R: '参照の追跡',
    E: '明記すべき属性',
    L: '構成の lifecycle とプロビジョナー',
    P: '適用後の読み戻し',
    X: '人による証明',
  },
  partial: '部分的',
};

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

export const egressWords: Readonly<Record<Language, EgressWords>> = { en: english, ja: japanese };
