import { createPublicKey, sign } from 'node:crypto';
import { digestName, readSigningKey } from '../keys.ts';
import type { Signer } from './signer.ts';

/** Signs with a private key in a PEM file. Throws a SekishoError for any other file or kind of key. */
export function fileSigner(path: string): Signer {
  const key = readSigningKey(path);
  return {
    id: key.id,
    publicKey: createPublicKey(key.key).export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => Promise.resolve(sign(digestName(key), bytes, key.key)),
  };
}
