import { delimiter, resolve } from 'node:path';
import type { EvidenceKey } from '../configuration/configuration.ts';
import { dayOf } from '../configuration/days.ts';
import { type Key, parsePublicKey, readPublicKey } from './keys.ts';

/** Public keys by which evidence must be signed: paths, set where the author of a change can't. */
export const keyVariable = 'SEKISHO_EVIDENCE_KEY';

export interface KeySources {
  /** Paths of PEM files, as in a PATH; empty: none. */
  readonly files: string;
  readonly base: string;
  /** Those of the configuration. */
  readonly written: readonly EvidenceKey[];
  /** True when the configuration itself is vouched for from outside: else a change could bring its own key. */
  readonly isPinned: boolean;
  readonly now: Date;
}

/** The keys that are trusted here; empty when there is none. Throws a SekishoError for one that can't be read. */
export function trustedKeys({ files, base, written, isPinned, now }: KeySources): readonly Key[] {
  if (files !== '') {
    return files
      .split(delimiter)
      .filter((file) => file !== '')
      .map((file) => readPublicKey(resolve(base, file)));
  }
  return isPinned ? validKeys(written, now).map(({ key }) => key) : [];
}

/** The written keys that are valid on the day, each with its name. */
function validKeys(
  written: readonly EvidenceKey[],
  now: Date,
): readonly { readonly name: string; readonly key: Key }[] {
  const today = dayOf(now);
  return written
    .filter(({ validUntil }) => validUntil === null || validUntil >= today)
    .map(({ name, publicKey }) => ({ name, key: parsePublicKey(publicKey, name) }));
}
