import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  GuardrailAlerts,
  type GuardrailAlertsProps,
  guardrailWatches,
  type LogWatchDeclaration,
} from '../../../constructs/index.ts';
import { readText } from '../../support/repository.ts';
import { aLockedLogBucket, anAlertChannel } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(watches?: GuardrailAlertsProps['watches']) {
  return synthesize((stack) => {
    new GuardrailAlerts(stack, 'GuardrailAlerts', {
      bucket: aLockedLogBucket(stack),
      channels: anAlertChannel(stack),
      ...(watches === undefined ? {} : { watches }),
    });
  });
}

const login: LogWatchDeclaration = {
  name: 'login',
  title: { en: 'Somebody logged in', ja: 'ログインがあった' },
  action: { en: 'Ask who.', ja: '確認する。' },
  filter: 'protoPayload.serviceName="oslogin.googleapis.com"',
  severity: 'ERROR',
  basis: [{ requirement: 'METI-OPS-06', basis: 'UNREAD' }],
};

/** Methods as the audit logs of the services write them, and the watch that must see each. */
const changes: readonly (readonly [keyof typeof guardrailWatches, string])[] = [
  ['Perimeter', 'google.identity.accesscontextmanager.v1.AccessContextManager.UpdateServicePerimeter'],
  ['Perimeter', 'google.identity.accesscontextmanager.v1.AccessContextManager.ReplaceServicePerimeters'],
  ['AccessLevel', 'google.identity.accesscontextmanager.v1.AccessContextManager.DeleteAccessLevel'],
  ['AccessLevel', 'google.identity.accesscontextmanager.v1.AccessContextManager.UpdateGcpUserAccessBinding'],
  ['OrganizationPolicy', 'google.cloud.orgpolicy.v2.OrgPolicy.DeletePolicy'],
  ['OrganizationPolicy', 'SetOrgPolicyV1'],
  ['DenyPolicy', 'google.iam.v2.Policies.DeletePolicy'],
  ['DenyPolicy', 'google.iam.v3.PrincipalAccessBoundaryPolicies.UpdatePrincipalAccessBoundaryPolicy'],
  ['DenyPolicy', 'google.iam.v3.PolicyBindings.DeletePolicyBinding'],
  ['Permission', 'SetIamPolicy'],
  ['Permission', 'storage.setIamPermissions'],
  ['Permission', 'google.iam.v1.IAMPolicy.SetIamPolicy'],
  ['Store', 'storage.buckets.delete'],
  ['Key', 'DestroyCryptoKeyVersion'],
  ['Key', 'UpdateCryptoKeyVersion'],
  ['Network', 'v1.compute.firewalls.delete'],
  ['Network', 'v1.compute.routes.insert'],
  ['Network', 'v1.compute.networks.addPeering'],
  ['Network', 'v1.compute.networkFirewallPolicies.removeRule'],
  ['NameService', 'dns.responsePolicyRules.delete'],
  ['AuditConfiguration', 'SetIamPolicy'],
  ['LogSink', 'google.logging.v2.ConfigServiceV2.DeleteSink'],
  ['LogSink', 'google.logging.v2.ConfigServiceV2.CreateExclusion'],
  ['LogSink', 'google.logging.v2.ConfigServiceV2.UpdateBucket'],
  ['Alerting', 'google.monitoring.v3.AlertPolicyService.DeleteAlertPolicy'],
  ['Alerting', 'google.monitoring.v3.NotificationChannelService.UpdateNotificationChannel'],
  ['Alerting', 'google.monitoring.v3.SnoozeService.CreateSnooze'],
  ['Project', 'DeleteProject'],
  ['Project', 'google.cloud.resourcemanager.v3.Projects.MoveProject'],
  ['AccountKey', 'google.iam.admin.v1.CreateServiceAccountKey'],
  ['Service', 'google.api.serviceusage.v1.ServiceUsage.BatchEnableServices'],
];

/** What a pattern of a filter says of a method: RE2 and JavaScript agree on what is used here. */
function sees(filter: string, method: string): boolean {
  const pattern = /protoPayload\.methodName=~"([^"]+)"/.exec(filter)?.[1];
  return pattern !== undefined && new RegExp(pattern).test(method);
}

describe('alerts on guardrails', () => {
  it.each(changes)('%s sees %s', (watch, method) => {
    expect(sees(guardrailWatches[watch]?.filter ?? '', method)).toBe(true);
  });

  it.each([
    ['Perimeter', 'google.identity.accesscontextmanager.v1.AccessContextManager.ListServicePerimeters'],
    ['Key', 'Encrypt'],
    ['Network', 'v1.compute.instances.insert'],
    ['LogSink', 'google.logging.v2.LoggingServiceV2.ListLogEntries'],
    ['Store', 'storage.objects.delete'],
  ])('%s is not set off by %s', (watch, method) => {
    expect(sees(guardrailWatches[watch]?.filter ?? '', method)).toBe(false);
  });

  it('are one metric and one alert for each, to the people on duty only, and one for silence', () => {
    const declared = declare();
    const count = Object.keys(guardrailWatches).length;
    const policies = Object.values(declared.all('google_monitoring_alert_policy'));
    expect([Object.keys(declared.all('google_logging_metric')).length, policies.length]).toEqual([
      count + 1,
      count + 1,
    ]);
    expect(new Set(policies.map((policy) => JSON.stringify(policy['notification_channels'])))).toEqual(
      new Set(['["${google_monitoring_notification_channel.Duty_76D99F52.name}"]']),
    );
  });

  it('fire when the books are silent for six hours', () => {
    const policies = Object.values(declare().all('google_monitoring_alert_policy'));
    const absent = policies.flatMap(
      (policy) => policy['conditions'] as readonly { readonly condition_absent?: object }[],
    );
    expect(absent.flatMap(({ condition_absent }) => condition_absent ?? [])).toMatchObject([{ duration: '21600s' }]);
  });

  it('name requirements of the law and the guideline with the basis that these have', () => {
    const texts = ['meti', 'rsl'].map((act) => readText(`policies/requirements/${act}.yaml`));
    const known = new Map(
      texts
        .flatMap(
          (text) =>
            (parse(text) as { readonly requirements: readonly { readonly id: string; readonly basis: string }[] })
              .requirements,
        )
        .map(({ id, basis }) => [id, basis]),
    );
    const policies = Object.values(declare().all('google_monitoring_alert_policy'));
    const claimed = policies.flatMap((policy) => Object.entries(policy['user_labels'] as Record<string, string>));
    expect(claimed.filter(([id, basis]) => known.get(id.toUpperCase()) !== basis.toUpperCase())).toEqual([]);
    expect(claimed.length).toBeGreaterThan(30);
  });

  it('take further watches beside them', () => {
    const names = Object.values(declare({ Login: login }).all('google_logging_metric')).map(({ name }) => name);
    expect(names).toContain('login');
  });

  it.each([
    ['by its id', { Perimeter: login }, 'a watch takes the place of another: got "Perimeter"'],
    [
      'by its name',
      { Login: { ...login, name: 'key-change' } },
      'a watch takes the place of another: got "key-change"',
    ],
  ])('can not be replaced %s', (_, watches, message) => {
    expect(() => declare(watches)).toThrow(message);
  });
});
