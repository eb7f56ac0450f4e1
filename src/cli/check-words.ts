import type { Language } from '../report/renderer.ts';

/** What `check` says of its parts. */
interface CheckWords {
  readonly options: { readonly shard: string; readonly merge: string };
  readonly examples: string;
  /** The line for people when a part was read. */
  readonly shardRead: (part: string, stacks: number, all: number) => string;
}

export const checkWords: Readonly<Record<Language, CheckWords>> = {
  en: {
    options: {
      shard: 'read part I of N of the stacks into a file for --merge (JSON, without secrets); gives no verdict',
      merge: 'judge what all --shard runs read, as one run would; a missing part is an error',
    },
    examples: `  sekisho check cdktf.out --shard 1/3 --output shard-1.json
  sekisho check --merge shard-1.json shard-2.json shard-3.json
`,
    shardRead: (part, stacks, all) =>
      `shard ${part}: read ${String(stacks)} of ${String(all)} stacks. This is no verdict: \`sekisho check --merge FILE...\` judges all shards together.`,
  },
  ja: {
    options: {
      shard: '全スタックを N 分割した I 番目だけを読み、--merge 用のファイルにする(JSON、秘密は含まない)。判定はしない',
      merge: '--shard で読んだ全部を、一度に実行した場合と同じに判定する。欠けていればエラー',
    },
    examples: `  sekisho check cdktf.out --shard 1/3 --output shard-1.json
  sekisho check --merge shard-1.json shard-2.json shard-3.json
`,
    shardRead: (part, stacks, all) =>
      `シャード ${part}: 全 ${String(all)} スタックのうち ${String(stacks)} を読んだ。これは判定ではない。\`sekisho check --merge FILE...\` が全シャードをまとめて判定する。`,
  },
};
