import { createHash, createHmac } from 'node:crypto';

export interface AwsIdentity {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken: string | null;
}

export interface AwsRequest {
  readonly url: string;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  /** `X-Amz-Target`. */
  readonly target: string;
  readonly identity: AwsIdentity;
  readonly now: Date;
}

/**
 * The headers of a POST to a JSON service of AWS, Signature Version 4:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html.
 */
export function signAwsRequest(request: AwsRequest): Readonly<Record<string, string>> {
  const { body, region, service, identity } = request;
  const { host, pathname } = new URL(request.url);
  const stamp = `${request.now.toISOString().replaceAll(/[-:]/gu, '').slice(0, 15)}Z`;
  const signed: Readonly<Record<string, string>> = {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-date': stamp,
    ...(identity.sessionToken === null ? {} : { 'x-amz-security-token': identity.sessionToken }),
    'x-amz-target': request.target,
  };
  const names = Object.keys(signed);
  const list = names.join(';');
  const lines = names.map((name) => `${name}:${signed[name] ?? ''}\n`).join('');
  const canonical = ['POST', pathname, '', lines, list, sha256(body)].join('\n');
  const scope = [stamp.slice(0, 8), region, service, 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${identity.secretKey}`);
  const credential = `${identity.accessKey}/${scope.join('/')}`;
  const { host: _, ...headers } = signed;
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
