import { describe, expect, it } from 'vitest';
import { WebEntry, type WebEntryProps } from '../../../constructs/index.ts';
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
