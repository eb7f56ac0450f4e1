import { TerraformStack, Testing } from 'cdktf';
import { describe, expect, it } from 'vitest';
import { ApiGateway, type ApiGatewayProps, GoogleBetaProvider } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

type Changes = Partial<Omit<ApiGatewayProps, 'provider'>>;

const staff = {
  name: 'staff',
  issuer: 'https://login.example.jp',
  jwksUri: 'https://login.example.jp/keys',
  audiences: ['planning'],
};
const listPasses = { path: '/passes', method: 'get', operationId: 'listPasses', callers: ['staff'] } as const;
const backend = { address: 'https://planning.example.jp', audience: '310000000039-a1.apps.googleusercontent.com' };

function addGateway(stack: TerraformStack, changes: Changes): void {
  const project = 'planning-test';
  const region = 'asia-northeast1';
  new ApiGateway(stack, 'ApiGateway', {
    provider: new GoogleBetaProvider(stack, 'GoogleBeta', { project, region }),
    project,
    region,
    name: 'planning',
    serviceAccount: 'planning-gateway@planning-test.iam.gserviceaccount.com',
    backend,
    callers: [staff],
    operations: [listPasses],
    ...changes,
  });
}

function declare(changes: Changes = {}) {
  return synthesize((stack) => {
    addGateway(stack, changes);
  });
}

/** The interface as API Gateway reads it. */
function interfaceOf(changes: Changes = {}): Readonly<Record<string, unknown>> {
  const { openapi_documents } = declare(changes).only('google_api_gateway_api_config') as {
    readonly openapi_documents: readonly { readonly document: readonly { readonly contents: string }[] }[];
  };
  const contents = openapi_documents[0]?.document[0]?.contents ?? '';
  const quoted = /^\$\{base64encode\((".*")\)\}$/s.exec(contents)?.[1] ?? '';
  return JSON.parse(JSON.parse(quoted) as string) as Readonly<Record<string, unknown>>;
}

describe('an API gateway', () => {
  it('is of the beta provider, whole', () => {
    const stack = new TerraformStack(Testing.app(), 'test');
    addGateway(stack, {});
    const { provider, terraform } = JSON.parse(Testing.synth(stack)) as Readonly<Record<string, object>>;
    expect({ provider, terraform }).toMatchObject({
      provider: { 'google-beta': [{ project: 'planning-test', region: 'asia-northeast1' }] },
      terraform: { required_providers: { 'google-beta': { source: 'google-beta', version: '6.50.0' } } },
    });
    const declared = declare();
    expect(declared.types).toEqual([
      'google_api_gateway_api',
      'google_api_gateway_api_config',
      'google_api_gateway_gateway',
      'google_compute_region_network_endpoint_group',
    ]);
    expect(declared.types.map((type) => declared.only(type)['provider'])).toEqual(
      declared.types.map(() => 'google-beta'),
    );
  });

  it('asks for a token of a known caller at each operation, and comes to the system with one of its own', () => {
    expect(interfaceOf()).toMatchObject({
      swagger: '2.0',
      schemes: ['https'],
      'x-google-backend': { address: backend.address, jwt_audience: backend.audience },
      securityDefinitions: {
        staff: {
          type: 'oauth2',
          'x-google-issuer': 'https://login.example.jp',
          'x-google-jwks_uri': 'https://login.example.jp/keys',
          'x-google-audiences': 'planning',
        },
      },
      paths: { '/passes': { get: { operationId: 'listPasses', security: [{ staff: [] }] } } },
    });
    expect(declare().only('google_api_gateway_api_config')).toMatchObject({
      gateway_config: [
        { backend_config: [{ google_service_account: 'planning-gateway@planning-test.iam.gserviceaccount.com' }] },
      ],
      lifecycle: { create_before_destroy: true },
    });
  });

  it('names the parameters of a path, and keeps methods of one path together', () => {
    const operations = [
      { path: '/passes/{satellite}', method: 'get', operationId: 'getPasses', callers: ['staff'] },
      { path: '/passes/{satellite}', method: 'delete', operationId: 'deletePasses', callers: ['staff'] },
    ] as const;
    const parameters = [{ name: 'satellite', in: 'path', required: true, type: 'string' }];
    expect(interfaceOf({ operations })['paths']).toMatchObject({
      '/passes/{satellite}': { get: { parameters }, delete: { parameters } },
    });
  });

  it('can stand behind a load balancer', () => {
    expect(declare().only('google_compute_region_network_endpoint_group')).toMatchObject({
      network_endpoint_type: 'SERVERLESS',
      serverless_deployment: [{ platform: 'apigateway.googleapis.com', resource: 'planning' }],
    });
  });

  const withCaller = (change: object) => ({ callers: [{ ...staff, ...change }] });
  it.each([
    ['an operation that asks nobody', { operations: [{ ...listPasses, callers: [] }] }, 'get /passes asks nobody'],
    [
      'an unknown caller',
      { operations: [{ ...listPasses, callers: ['guest'] }] },
      'get /passes names an unknown caller',
    ],
    ['an operation twice', { operations: [listPasses, listPasses] }, '`operations` has a method of a path twice'],
    ['a wildcard', { operations: [{ ...listPasses, path: '/**' }] }, '`path` of an operation is not usable'],
    ['no operation', { operations: [] }, 'the interface has no operation'],
    ['a caller twice', { callers: [staff, staff] }, '`callers` has a name twice'],
    [
      'tokens that anybody with an account can get',
      withCaller({ issuer: 'https://accounts.google.com' }),
      '`issuer` of caller staff is not one of ours',
    ],
    ['keys in the clear', withCaller({ jwksUri: 'http://login.example.jp/keys' }), '`jwksUri` of caller staff is not'],
    ['a caller without audience', withCaller({ audiences: [] }), 'caller staff has no audience'],
    [
      'a backend in the clear',
      { backend: { ...backend, address: 'http://planning.example.jp' } },
      '`backend.address` is not a name behind TLS',
    ],
    ['a backend by address', { backend: { ...backend, address: 'https://198.51.100.7' } }, '`backend.address` is not'],
    [
      'an audience that is none',
      { backend: { ...backend, audience: 'planning' } },
      '`backend.audience` is not an OAuth',
    ],
    [
      'an account of another project',
      { serviceAccount: 'gateway@elsewhere.iam.gserviceaccount.com' },
      '`serviceAccount`',
    ],
    ['a zone', { region: 'asia-northeast1-a' }, '`region` is not a region'],
  ])('is refused with %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
