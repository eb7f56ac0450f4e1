/** Who may call: holders of tokens that this issuer signed for one of the audiences. */
export interface ApiCaller {
  /** Lower-case letters, digits and underscores. */
  readonly name: string;
  /** `iss` of the tokens: the address of an identity provider of ours, or of a service account that signs its own. */
  readonly issuer: string;
  /** Where the issuer's public keys are. */
  readonly jwksUri: string;
  /** `aud` of the tokens; at least one. */
  readonly audiences: readonly string[];
}

/** One operation of the interface. */
export interface ApiOperation {
  /** Path such as `/passes/{satellite}`. */
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly operationId: string;
  /** Names of the callers that may; at least one. */
  readonly callers: readonly string[];
}

/** What answers behind the gateway. */
export interface ApiBackend {
  /** `https://` and a name of ours. */
  readonly address: string;
  /** Audience of the token with which the gateway presents itself: the OAuth client that Identity-Aware Proxy accepts for programs. */
  readonly audience: string;
}

interface Interface {
  readonly title: string;
  readonly backend: ApiBackend;
  readonly callers: readonly ApiCaller[];
  readonly operations: readonly ApiOperation[];
  /** Requests of one project in a minute. */
  readonly requestsPerMinute: number;
}

/** The interface as OpenAPI 2.0 with the extensions of API Gateway. Source: cloud.google.com/api-gateway/docs/openapi-overview. */
export function openApiOf({ title, backend, callers, operations, requestsPerMinute }: Interface): string {
  const paths = [...new Set(operations.map(({ path }) => path))];
  return JSON.stringify({
    swagger: '2.0',
    info: { title, version: '1.0.0' },
    schemes: ['https'],
    produces: ['application/json'],
    'x-google-backend': {
      address: backend.address,
      jwt_audience: backend.audience,
      path_translation: 'APPEND_PATH_TO_ADDRESS',
      deadline: 30,
    },
    'x-google-management': {
      metrics: [{ name: 'requests', valueType: 'INT64', metricKind: 'DELTA' }],
      quota: {
        limits: [
          { name: 'requests', metric: 'requests', unit: '1/min/{project}', values: { STANDARD: requestsPerMinute } },
        ],
      },
    },
    securityDefinitions: Object.fromEntries(callers.map((caller) => [caller.name, definitionOf(caller)])),
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        Object.fromEntries(operations.filter((one) => one.path === path).map((one) => [one.method, operationOf(one)])),
      ]),
    ),
  });
}

function definitionOf({ issuer, jwksUri, audiences }: ApiCaller) {
  return {
    type: 'oauth2',
    flow: 'implicit',
    authorizationUrl: '',
    'x-google-issuer': issuer,
    'x-google-jwks_uri': jwksUri,
    'x-google-audiences': audiences.join(','),
  };
}

function operationOf({ path, operationId, callers }: ApiOperation) {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    type: 'string',
  }));
  return {
    operationId,
    ...(parameters.length === 0 ? {} : { parameters }),
    'x-google-quota': { metricCosts: { requests: 1 } },
    security: callers.map((name) => ({ [name]: [] })),
    responses: { default: { description: 'As the planning system answers' } },
  };
}
