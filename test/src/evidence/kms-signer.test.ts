import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/evidence/envelope.ts';
import { parsePublicKey } from '../../../src/evidence/keys.ts';
import { signAwsRequest } from '../../../src/evidence/signers/aws-signature.ts';
import { findSigner } from '../../../src/evidence/signers/find-signer.ts';
import { statementOf } from '../../../src/evidence/statement.ts';
import { evidence } from './support/evidence.ts';
import { type LocalAws, startAws } from './support/local-program.ts';

const identity = {
  accessKey: 'AKIDEXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: null,
};

async function call(url: string, action: string, parameters: object): Promise<Readonly<Record<string, unknown>>> {
  const body = JSON.stringify(parameters);
  const headers = signAwsRequest({
    url,
    body,
    region: 'ap-northeast-1',
    service: 'kms',
    target: `TrentService.${action}`,
    identity,
    now: new Date(),
  });
  const response = await fetch(url, { method: 'POST', body, headers });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

describe('a key of AWS KMS, at a local AWS', () => {
  let aws: LocalAws | null = null;
  beforeAll(async () => {
    aws = await startAws();
  }, 120_000);
  afterAll(async () => {
    await aws?.stop();
  });
  const environment = (url: string): Readonly<Record<string, string>> => ({
    AWS_ENDPOINT_URL_KMS: url,
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: identity.accessKey,
    AWS_SECRET_ACCESS_KEY: identity.secretKey,
  });

  it('seals evidence that its public half opens; one of another kind, disabled or unknown does not', async ({
    skip,
  }) => {
    if (aws === null) return skip('no moto_server on PATH (pip install "moto[server]")');
    const { url } = aws;
    const made = async (kind: string): Promise<string> => {
      const { KeyMetadata: metadata } = await call(url, 'CreateKey', { KeySpec: kind, KeyUsage: 'SIGN_VERIFY' });
      return String((metadata as Readonly<Record<string, unknown>>)['Arn']);
    };
    const arn = await made('ECC_NIST_P256');
    const signer = await findSigner(`awskms:///${arn}`, '.', environment(url));
    const text = await seal(statementOf(evidence()), signer);
    expect(unseal(text, 'file', [parsePublicKey(signer.publicKey, 'kms')]).predicate).toEqual(evidence());
    await expect(findSigner(`awskms:///${await made('RSA_2048')}`, '.', environment(url))).rejects.toThrow(
      'KEY_UNUSABLE',
    );
    await expect(findSigner('awskms:///alias/none', '.', environment(url))).rejects.toThrow(
      /KMS_FAILED[\s\S]*HTTP 400: NotFoundException/u,
    );
    await expect(findSigner('awskms:///alias/x', '.', { AWS_REGION: 'r' })).rejects.toThrow(
      /KMS_FAILED[\s\S]*no credentials/u,
    );
    await expect(findSigner('awskms:///alias/x', '.', {})).rejects.toThrow(/KMS_FAILED[\s\S]*no region/u);
  });
});

describe('Signature Version 4', () => {
  it("is the one that AWS's own library makes, with the token of a session", () => {
    const headers = signAwsRequest({
      url: 'https://kms.us-east-1.amazonaws.com',
      body: '{}',
      region: 'us-east-1',
      service: 'kms',
      target: 'TrentService.Sign',
      identity: { ...identity, sessionToken: 'token' },
      now: new Date('2026-11-24T12:34:56.789Z'),
    });
    expect(headers).toEqual({
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-date': '20261124T123456Z',
      'x-amz-security-token': 'token',
      'x-amz-target': 'TrentService.Sign',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=e9e02530108d581911e0ddbabfc49b7d81a7ca43ddf88027431eb734ea561e92',
    });
  });
});

interface FakeGoogle {
  readonly url: string;
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** A server of the test's own that keeps to the contract of Cloud KMS, with a real key. */
async function google(
  kind: 'EC_SIGN_ED25519' | 'EC_SIGN_P256_SHA256',
  behaviour: 'good' | 'busy' | 'other-key' | 'denied' = 'good',
): Promise<FakeGoogle> {
  const pair = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } =>
    kind === 'EC_SIGN_ED25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const [own, other] = [pair(), pair()];
  const asked: string[] = [];
  let calls = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await read(request);
      asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      calls += 1;
      const end = (status: number, document: object): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
      };
      const failure = failureOf(behaviour, calls);
      if (failure !== null) {
        end(...failure);
        return;
      }
      if (request.method === 'GET') {
        end(200, { pem: own.publicKey.export({ type: 'spki', format: 'pem' }), algorithm: kind });
        return;
      }
      const { data = '', digest } = JSON.parse(body) as { data?: string; digest?: { sha256: string } };
      const key = (behaviour === 'other-key' ? other : own).privateKey;
      end(200, { signature: signed(kind, key, { data, digest: digest?.sha256 ?? '' }) });
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${String(port)}`, asked, close };
}

function failureOf(behaviour: string, calls: number): readonly [number, object] | null {
  if (behaviour === 'busy' && calls === 1) return [503, { error: { status: 'UNAVAILABLE', message: 'later' } }];
  if (behaviour === 'denied') return [403, { error: { status: 'PERMISSION_DENIED', message: 'no signer here' } }];
  return null;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Node signs no digests, so the server finds the message again by trying the ones that it was told of. */
const messages: Buffer[] = [];
function signed(
  kind: string,
  key: KeyObject,
  { data, digest }: { readonly data: string; readonly digest: string },
): string {
  if (kind === 'EC_SIGN_ED25519') return sign(null, Buffer.from(data, 'base64'), key).toString('base64');
  const message = messages.find((one) => createHash('sha256').update(one).digest('base64') === digest);
  if (message === undefined) throw new Error('a digest of no message');
  return sign('sha256', message, key).toString('base64');
}

describe('a key of Google Cloud KMS', () => {
  const name = 'gcpkms://projects/p/locations/asia-northeast1/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1';
  const environment = (url: string): Readonly<Record<string, string>> => ({
    SEKISHO_GOOGLE_KMS_ENDPOINT: url,
    GOOGLE_OAUTH_ACCESS_TOKEN: 'token',
  });

  it.each(['EC_SIGN_ED25519', 'EC_SIGN_P256_SHA256'] as const)(
    'signs as %s, with the token of the job',
    async (kind) => {
      const server = await google(kind, 'busy');
      try {
        const signer = await findSigner(name, '.', environment(server.url));
        const message = Buffer.from('what was decided');
        messages.push(message);
        const signature = await signer.sign(message);
        expect([signature.length > 60, server.asked.length]).toEqual([true, 3]);
        expect(server.asked.at(-1)).toBe(`POST /v1/${name.slice('gcpkms://'.length)}:asymmetricSign Bearer token`);
      } finally {
        await server.close();
      }
    },
  );

  it('is not believed when its answer is by another key, and is named when it refuses', async () => {
    const [wrong, denied] = [await google('EC_SIGN_ED25519', 'other-key'), await google('EC_SIGN_ED25519', 'denied')];
    try {
      const signer = await findSigner(name, '.', environment(wrong.url));
      await expect(signer.sign(Buffer.from('x'))).rejects.toThrow(
        /KMS_FAILED[\s\S]*a signature that its public key does not verify/u,
      );
      await expect(findSigner(name, '.', environment(denied.url))).rejects.toThrow(
        /HTTP 403: PERMISSION_DENIED: no signer here/u,
      );
      await expect(findSigner(name, '.', {})).rejects.toThrow(/KMS_FAILED[\s\S]*no token/u);
      await expect(findSigner('gcpkms://projects/p', '.', {})).rejects.toThrow('KMS_FAILED');
    } finally {
      await Promise.all([wrong.close(), denied.close()]);
    }
  });
});
