import { createHash } from 'node:crypto';
import type { JsonObject } from '../../sources/recognise.ts';
import { callKms } from './call-kms.ts';
import { type KmsKey, kmsError } from './kms-signer.ts';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** Where the tokens of a job are: what `google-github-actions/auth` and `gcloud` export. */
const tokenVariables = ['GOOGLE_OAUTH_ACCESS_TOKEN', 'CLOUDSDK_AUTH_ACCESS_TOKEN'] as const;
const endpointVariable = 'SEKISHO_GOOGLE_KMS_ENDPOINT';
const fix =
  'give the identity roles/cloudkms.signerVerifier on the key, and its token in GOOGLE_OAUTH_ACCESS_TOKEN (`gcloud auth print-access-token`)';

/**
 * A key version of Google Cloud KMS, `projects/…/cryptoKeyVersions/N`, by its REST API:
 * https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys.cryptoKeyVersions/asymmetricSign.
 * Algorithms EC_SIGN_ED25519 and EC_SIGN_P256_SHA256. Throws a SekishoError for another name.
 */
export function googleKmsKey(name: string, environment: Environment): KmsKey {
  const reference = `gcpkms://${name}`;
  if (!/^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+\/cryptoKeyVersions\/\d+$/u.test(name)) {
    throw kmsError(
      reference,
      name,
      'write gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/N',
    );
  }
  const base = environment[endpointVariable] ?? 'https://cloudkms.googleapis.com';
  const call = (method: 'GET' | 'POST', path: string, body: string): Promise<JsonObject> =>
    callKms({
      reference,
      url: `${base}/v1/${name}${path}`,
      method,
      body,
      headers: () => headersOf(environment, reference),
      fix,
    });
  let isEd25519 = false;
  return {
    reference,
    publicKey: async () => {
      const { pem, algorithm } = await call('GET', '/publicKey', '');
      isEd25519 = algorithm === 'EC_SIGN_ED25519';
      return textOf(pem, reference, 'pem');
    },
    sign: async (bytes) => {
      // Ed25519 has its own digest, so it is given the bytes themselves.
      const body = isEd25519
        ? { data: Buffer.from(bytes).toString('base64') }
        : { digest: { sha256: createHash('sha256').update(bytes).digest('base64') } };
      const { signature } = await call('POST', ':asymmetricSign', JSON.stringify(body));
      return Buffer.from(textOf(signature, reference, 'signature'), 'base64');
    },
  };
}

function headersOf(environment: Environment, reference: string): Readonly<Record<string, string>> {
  const token = tokenVariables.map((name) => environment[name] ?? '').find((value) => value !== '');
  if (token === undefined) throw kmsError(reference, 'no token in GOOGLE_OAUTH_ACCESS_TOKEN', fix);
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}

function textOf(value: unknown, reference: string, field: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw kmsError(reference, `an answer without \`${field}\``, fix);
}
