import { resolve } from 'node:path';
import { awsKmsKey } from './aws-kms.ts';
import { fileSigner } from './file-signer.ts';
import { googleKmsKey } from './google-kms.ts';
import { kmsSigner } from './kms-signer.ts';
import type { Signer } from './signer.ts';

/**
 * The signer that a text names, as cosign writes them: `gcpkms://projects/…/cryptoKeyVersions/1`, `awskms:///alias/evidence`, `awskms:///arn:…`, else the
 * path of a PEM file from `base`. Throws a SekishoError when it can't sign.
 */
export async function findSigner(
  named: string,
  base: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<Signer> {
  if (named.startsWith('gcpkms://')) return await kmsSigner(googleKmsKey(named.slice('gcpkms://'.length), environment));
  if (named.startsWith('awskms://')) {
    return await kmsSigner(awsKmsKey(named.slice('awskms://'.length).replace(/^\//u, ''), environment));
  }
  return fileSigner(resolve(base, named));
}
