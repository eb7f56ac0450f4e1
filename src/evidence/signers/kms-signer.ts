import { verify } from 'node:crypto';
import { SekishoError } from '../../errors.ts';
import { digestName, parsePublicKey } from '../keys.ts';
import type { Signer } from './signer.ts';

/** What a KMS does for us. */
export interface KmsKey {
  /** How the key was named, for messages. */
  readonly reference: string;
  readonly publicKey: () => Promise<string>;
  readonly sign: (bytes: Uint8Array) => Promise<Buffer>;
}

/**
 * A KMS key as a signer. What comes back is verified with the key's own public half before anybody sees it: a signature that was damaged on
 * its way, or made by another version of the key, would be refused at apply, when it is too late to sign again.
 */
export async function kmsSigner(key: KmsKey): Promise<Signer> {
  const publicKey = await key.publicKey();
  const parsed = parsePublicKey(publicKey, key.reference);
  return {
    id: parsed.id,
    publicKey,
    sign: async (bytes) => {
      const signature = await key.sign(bytes);
      if (verify(digestName(parsed), bytes, parsed.key, signature)) return signature;
      throw kmsError(
        key.reference,
        'a signature that its public key does not verify',
        'sign again; if it stays so, report it',
      );
    },
  };
}

/** Why a KMS did not sign. A token or a secret is never part of it. */
export function kmsError(file: string, got: string, fix: string, cause?: unknown): SekishoError {
  return new SekishoError({
    code: 'KMS_FAILED',
    what: 'the KMS has not signed',
    file,
    got,
    expected: 'an enabled key for signing, Ed25519 or ECDSA P-256, and the permission to use it',
    fix,
    ...(cause === undefined ? {} : { cause }),
  });
}
