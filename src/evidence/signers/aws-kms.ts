import { createHash, createPublicKey } from 'node:crypto';
import type { JsonObject } from '../../sources/recognise.ts';
import { type AwsIdentity, signAwsRequest } from './aws-signature.ts';
import { callKms } from './call-kms.ts';
import { type KmsKey, kmsError } from './kms-signer.ts';

type Environment = Readonly<NodeJS.ProcessEnv>;

const fix =
  'give the identity kms:Sign and kms:GetPublicKey on the key, and its credentials in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN';

/**
 * A key of AWS KMS (id, ARN or alias; ECC_NIST_P256, SIGN_VERIFY) by its JSON API: https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html.
 * The region is that of the ARN, else AWS_REGION. Throws a SekishoError when neither says one.
 */
export function awsKmsKey(id: string, environment: Environment): KmsKey {
  const reference = `awskms://${id}`;
  const region =
    /^arn:[^:]+:kms:([^:]+):/u.exec(id)?.[1] ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? '';
  if (region === '') throw kmsError(reference, 'no region', 'name the key by its ARN, or set AWS_REGION');
  const url =
    environment['AWS_ENDPOINT_URL_KMS'] ?? environment['AWS_ENDPOINT_URL'] ?? `https://kms.${region}.amazonaws.com`;
  const call = (action: string, parameters: object): Promise<JsonObject> => {
    const body = JSON.stringify({ KeyId: id, ...parameters });
    const headers = (): Readonly<Record<string, string>> =>
      signAwsRequest({
        url,
        body,
        region,
        service: 'kms',
        target: `TrentService.${action}`,
        identity: identityOf(environment, reference),
        now: new Date(),
      });
    return callKms({ reference, url, method: 'POST', body, headers, fix });
  };
  return {
    reference,
    publicKey: async () => {
      const { PublicKey: der } = await call('GetPublicKey', {});
      const bytes = Buffer.from(typeof der === 'string' ? der : '', 'base64');
      return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
        .export({ type: 'spki', format: 'pem' })
        .toString();
    },
    sign: async (bytes) => {
      const { Signature: signature } = await call('Sign', {
        ...messageOf(bytes),
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      return Buffer.from(typeof signature === 'string' ? signature : '', 'base64');
    },
  };
}

/** KMS hashes up to 4096 bytes itself; of what is longer it is given the digest. */
function messageOf(bytes: Uint8Array): { readonly Message: string; readonly MessageType: 'RAW' | 'DIGEST' } {
  if (bytes.length <= 4096) return { Message: Buffer.from(bytes).toString('base64'), MessageType: 'RAW' };
  return { Message: createHash('sha256').update(bytes).digest('base64'), MessageType: 'DIGEST' };
}

function identityOf(environment: Environment, reference: string): AwsIdentity {
  const {
    AWS_ACCESS_KEY_ID: accessKey = '',
    AWS_SECRET_ACCESS_KEY: secretKey = '',
    AWS_SESSION_TOKEN: token = '',
  } = environment;
  if (accessKey === '' || secretKey === '') throw kmsError(reference, 'no credentials', fix);
  return { accessKey, secretKey, sessionToken: token === '' ? null : token };
}
