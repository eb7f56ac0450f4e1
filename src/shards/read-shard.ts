import { SekishoError } from '../errors.ts';
import { parseJson } from '../sources/parse-json.ts';
import { readBytes } from '../sources/read-bytes.ts';
import type { ShardFile } from './merge-shards.ts';
import { type ShardPart, shardSchema } from './shard.ts';

/** Reads one part. Throws SHARD_INVALID when the file is anything else, and what reading a file may throw. */
export function readShard(file: string): ShardFile {
  const parsed = shardSchema.safeParse(parseJson(readBytes(file)));
  if (parsed.success && parsed.data.index <= parsed.data.count) return { file, shard: parsed.data };
  const issue = parsed.success ? undefined : parsed.error.issues[0];
  const place = issue === undefined ? 'index' : issue.path.map(String).join('.');
  throw new SekishoError({
    code: 'SHARD_INVALID',
    what: 'this is not a shard',
    file,
    got: `${issue?.message ?? 'an index above the count'}${place === '' ? '' : ` at ${place}`}`,
    expected: 'a file that `sekisho check --shard I/N --output FILE` wrote',
    fix: 'write it again',
  });
}

/** Most that CI systems start at once, and far more than anybody needs. */
const maximumParts = 1000;

/** Reads `2/3`. Throws SHARD_INVALID. */
export function readPart(given: string): ShardPart {
  const match = /^(\d{1,4})\/(\d{1,4})$/u.exec(given);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match !== null && index >= 1 && index <= count && count <= maximumParts) return { index, count };
  throw new SekishoError({
    code: 'SHARD_INVALID',
    what: '`--shard` does not say which part of how many',
    got: given,
    expected: `I/N with 1 ≤ I ≤ N ≤ ${String(maximumParts)}, e.g. 2/3`,
    fix: 'start one run for each I from 1 to N',
  });
}
