import { describe, expect, it } from 'vitest';
import { ApiGateway, GoogleBetaProvider, WebEntry, type WebEntryProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const groups = ['projects/planning-test/zones/asia-northeast1-a/networkEndpointGroups/planning-web'];

function declare(changes: Partial<WebEntryProps> = {}) {
  return synthesize((stack) => {
    new WebEntry(stack, 'WebEntry', {
      project: 'planning-test',
      name: 'planning',
      domain: 'planning.test.example.jp',
      backend: { kind: 'endpoints', groups, healthPath: '/healthz' },
      operators: ['group:operators@example.jp'],
      ...changes,
    });
  });
}

const entry = declare();

describe('the way in for operators', () => {
  it('speaks TLS 1.2 or later on one port, and nothing else', () => {
    const rules = Object.values(entry.all('google_compute_global_forwarding_rule'));
    expect(rules.map(({ load_balancing_scheme, port_range }) => [load_balancing_scheme, port_range])).toEqual([
      ['EXTERNAL_MANAGED', '443'],
    ]);
    expect(entry.only('google_compute_ssl_policy')).toMatchObject({
      profile: 'RESTRICTED',
      min_tls_version: 'TLS_1_2',
    });
    expect(entry.types).not.toContain('google_compute_target_http_proxy');
  });

  it('asks everybody who they are, and lets named operators through', () => {
    expect(entry.only('google_compute_backend_service')).toMatchObject({
      iap: { enabled: true },
      enable_cdn: false,
      log_config: { enable: true, sample_rate: 1 },
    });
    expect(JSON.parse(String(entry.only('google_iap_web_backend_service_iam_policy')['policy_data']))).toEqual({
      bindings: [{ role: 'roles/iap.httpsResourceAccessor', members: ['group:operators@example.jp'] }],
    });
  });

  it('turns away other countries, known attacks and floods, in force rather than in preview', () => {
    const { rule } = entry.only('google_compute_security_policy') as {
      readonly rule: readonly { readonly action: string; readonly priority: number; readonly preview?: boolean }[];
    };
    expect(rule.map(({ action, priority }) => `${priority} ${action}`)).toEqual([
      '100 deny(403)',
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `${1000 + index} deny(403)`),
      '2000 throttle',
      '2147483647 allow',
    ]);
    expect(rule.filter(({ preview }) => preview === true)).toEqual([]);
  });

  it('stands in front of a serverless service without a health check', () => {
    const serverless = declare({ backend: { kind: 'serverless', group: '${some.group}' } });
    expect([
      serverless.types.includes('google_compute_health_check'),
      serverless.only('google_compute_backend_service')['backend'],
    ]).toEqual([false, [{ group: '${some.group}' }]]);
  });

  it.each([
    ['an address as name', { domain: '203.0.113.1' }, '`domain` is not a name'],
    ['nobody', { operators: [] }, 'nobody may enter'],
    ['everybody', { operators: ['allUsers'] }, 'an operator is neither a person nor a group: got "allUsers"'],
    ['a whole domain', { operators: ['domain:example.jp'] }, 'an operator is neither a person nor a group'],
    [
      'nothing behind it',
      { backend: { kind: 'endpoints', groups: [], healthPath: '/' } as const },
      'nothing answers behind the load balancer',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});

describe('the way in for programs', () => {
  const machines = {
    accounts: ['serviceAccount:planning-gateway@planning-test.iam.gserviceaccount.com'],
    clientId: '310000000039-a1.apps.googleusercontent.com',
  };

  it('is that of operators: named accounts, with tokens for one client', () => {
    const withMachines = declare({ machines });
    expect(JSON.parse(String(withMachines.only('google_iap_web_backend_service_iam_policy')['policy_data']))).toEqual({
      bindings: [
        { role: 'roles/iap.httpsResourceAccessor', members: ['group:operators@example.jp', ...machines.accounts] },
      ],
    });
    expect(withMachines.only('google_iap_settings')).toMatchObject({
      access_settings: { oauth_settings: { programmatic_clients: [machines.clientId] } },
    });
  });

  it.each([
    ['a person', { ...machines, accounts: ['user:operator@example.jp'] }, 'a machine is not a service account'],
    ['a client that is none', { ...machines, clientId: 'gateway' }, '`machines.clientId` is not an OAuth client'],
  ])('is refused for %s', (_, changed, message) => {
    expect(() => declare({ machines: changed })).toThrow(message);
  });
});

describe('the way in to an API gateway', () => {
  function declareGateway(changes: Partial<WebEntryProps> = {}) {
    return synthesize((stack) => {
      const place = { project: 'planning-test', region: 'asia-northeast1' };
      const gateway = new ApiGateway(stack, 'ApiGateway', {
        provider: new GoogleBetaProvider(stack, 'GoogleBeta', place),
        ...place,
        name: 'planning',
        serviceAccount: 'planning-gateway@planning-test.iam.gserviceaccount.com',
        backend: { address: 'https://planning.example.jp', audience: '1-a.apps.googleusercontent.com' },
        callers: [
          {
            name: 'staff',
            issuer: 'https://login.example.jp',
            jwksUri: 'https://login.example.jp/k',
            audiences: ['a'],
          },
        ],
        operations: [{ path: '/passes', method: 'get', operationId: 'listPasses', callers: ['staff'] }],
      });
      new WebEntry(stack, 'WebEntry', {
        project: 'planning-test',
        name: 'planning-api',
        domain: 'api.planning.test.example.jp',
        backend: { kind: 'gateway', gateway },
        operators: [],
        ...changes,
      });
    });
  }

  it('stands behind Cloud Armor and TLS, and leaves it to the gateway to ask who calls', () => {
    const declared = declareGateway();
    expect(declared.only('google_compute_backend_service')).toMatchObject({
      iap: { enabled: false },
      security_policy: expect.stringContaining('google_compute_security_policy') as string,
      backend: [{ group: expect.stringContaining('google_compute_region_network_endpoint_group') as string }],
    });
    expect(declared.types).not.toContain('google_iap_web_backend_service_iam_policy');
  });

  it('is refused with operators, whom nobody would ask', () => {
    expect(() => declareGateway({ operators: ['group:operators@example.jp'] })).toThrow(
      'who may enter is said where nobody would ask: got ["group:operators@example.jp"]',
    );
  });
});
