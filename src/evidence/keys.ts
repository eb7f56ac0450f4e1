import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reasonOf, SekishoError } from '../errors.ts';

/** A key with the name by which envelopes refer to it: the digest of its public half. */
export interface Key {
  readonly id: string;
  readonly key: KeyObject;
}

const expected = 'a PEM file with an Ed25519 or ECDSA P-256 key';

/** Reads a private key. Throws a SekishoError for any other file or kind of key; a key's text is never part of it. */
export function readSigningKey(path: string): Key {
  const key = parse(path, 'private');
  return { id: idOf(createPublicKey(key)), key };
}

/** Reads a public key; of a private one, its public half. Throws as {@link readSigningKey} does. */
export function readPublicKey(path: string): Key {
  const key = parse(path, 'public');
  return { id: idOf(key), key };
}

/** A public key from its text; `source` is for messages. Throws as {@link readSigningKey} does. */
export function parsePublicKey(pem: string, source: string): Key {
  const key = parseText(pem, source, 'public');
  return { id: idOf(key), key };
}

/** The digest that goes with the key; null for Ed25519, which has its own. */
export function digestName({ key }: Key): string | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

function parse(path: string, kind: 'private' | 'public'): KeyObject {
  return parseText(readText(path, kind), path, kind);
}

function parseText(text: string, path: string, kind: 'private' | 'public'): KeyObject {
  let key: KeyObject;
  try {
    key = kind === 'private' ? createPrivateKey(text) : createPublicKey(text);
  } catch (error) {
    throw unusable(path, kind, 'a file of another kind', error);
  }
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const isFit = key.asymmetricKeyType === 'ed25519' || (key.asymmetricKeyType === 'ec' && curve === 'prime256v1');
  if (!isFit)
    throw unusable(path, kind, `${key.asymmetricKeyType ?? 'no'} key${curve === undefined ? '' : ` (${curve})`}`);
  return key;
}

function readText(path: string, kind: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unusable(path, kind, reasonOf(error), error);
  }
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function unusable(file: string, kind: string, got: string, cause?: unknown): SekishoError {
  return new SekishoError({
    code: 'KEY_UNUSABLE',
    what: `the ${kind} key can not be used`,
    file,
    got,
    expected,
    fix: 'make one: `openssl genpkey -algorithm ed25519 -out sign.pem && openssl pkey -in sign.pem -pubout -out verify.pem`',
    ...(cause === undefined ? {} : { cause }),
  });
}
