import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ControlAlerts, type ControlAlertsProps, controlWatches } from '../../../constructs/index.ts';
import { readText } from '../../support/repository.ts';
import { anAlertChannel } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

interface Policy {
  readonly display_name: string;
  readonly user_labels: Readonly<Record<string, string>>;
  readonly conditions: readonly {
    readonly condition_threshold?: Readonly<Record<string, unknown>>;
    readonly condition_prometheus_query_language?: { readonly query: string };
  }[];
}

function declare(changes: Partial<ControlAlertsProps> = {}) {
  return synthesize((stack) => {
    new ControlAlerts(stack, 'ControlAlerts', {
      project: 'satellite-control-test',
      channels: anAlertChannel(stack),
      namespaces: ['scheduler', 'command-signer'],
      controllerCount: 3,
      ...changes,
    });
  });
}

const policies = (
  Object.values(declare().all('google_monitoring_alert_policy')) as unknown as readonly Policy[]
).toSorted((left, right) => left.display_name.localeCompare(right.display_name));
const watches = controlWatches({
  project: 'satellite-control-test',
  keyProject: 'command-keys-test',
  signer: 'command-signer@satellite-control-test.iam.gserviceaccount.com',
});

describe('alerts of satellite control', () => {
  it('watch links, routes, clocks, services, machines, database and backups', () => {
    expect(policies.map(({ display_name }) => display_name.split(' / ')[0])).toEqual([
      'A backup of the control cluster failed',
      'A BGP session with a ground station is down',
      'A clock is not synchronised',
      'A service of satellite control does not answer',
      'A tunnel to a ground station is down',
      'Controllers are missing',
      'The control database is down or has no standby',
    ]);
  });

  it('take missing data for the worst: links, machines and database', () => {
    const floors = policies
      .flatMap(({ conditions }) => conditions.map((one) => one.condition_threshold))
      .filter((one) => one?.['comparison'] === 'COMPARISON_LT');
    expect(floors.map((one) => one?.['evaluation_missing_data'])).toEqual(
      Array.from({ length: 5 }, () => 'EVALUATION_MISSING_DATA_ACTIVE'),
    );
  });

  it('compare clocks with their source, and miss none that falls silent', () => {
    const queries = policies.flatMap(({ conditions }) =>
      conditions.flatMap((one) => one.condition_prometheus_query_language?.query ?? []),
    );
    expect(queries).toEqual([
      'abs(node_timex_offset_seconds) > 0.1',
      'node_timex_sync_status == 0',
      'absent(node_timex_sync_status)',
      'up{namespace="scheduler"} == 0',
      'absent(up{namespace="scheduler"})',
      'up{namespace="command-signer"} == 0',
      'absent(up{namespace="command-signer"})',
    ]);
  });

  it('say of each that the guideline was not read', () => {
    const { requirements } = parse(readText('policies/requirements/meti.yaml')) as {
      readonly requirements: readonly { readonly id: string; readonly basis: string }[];
    };
    const unread = new Set(requirements.filter(({ basis }) => basis === 'UNREAD').map(({ id }) => id));
    const claimed = [
      ...policies.flatMap(({ user_labels }) => Object.entries(user_labels)),
      ...Object.values(watches).flatMap(({ basis }) => basis.map((one) => [one.requirement, one.basis] as const)),
    ].map(([id, basis]) => [id.toUpperCase(), basis.toUpperCase()]);
    expect(claimed.filter(([id = '', basis]) => !unread.has(id) || basis !== 'UNREAD')).toEqual([]);
    expect(new Set(claimed.map(([id]) => id))).toEqual(
      new Set([
        'METI-COM-03',
        'METI-COM-09',
        'METI-OPS-02',
        'METI-OPS-03',
        'METI-OPS-04',
        'METI-OPS-05',
        'METI-OPS-06',
      ]),
    );
  });

  it.each([
    ['without a service', { namespaces: [] }, 'no service is watched'],
    ['of a service twice', { namespaces: ['scheduler', 'scheduler'] }, '`namespaces` names a namespace twice'],
    ['of a pattern', { namespaces: ['.*'] }, '`namespaces` holds something else than a namespace'],
    ['without a machine', { controllerCount: 0 }, 'no machine is watched'],
    ['of a clock that may be two seconds off', { clockTolerance: 2 }, '`clockTolerance` is out of range'],
    ['of a clock that may not be off at all', { clockTolerance: 0 }, '`clockTolerance` is out of range'],
  ])('are refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});

describe('what is looked for in the books of satellite control', () => {
  it('is use of command keys, logins and failed backups', () => {
    expect(Object.values(watches).map(({ name, severity }) => [name, severity])).toEqual([
      ['command-key-use', 'CRITICAL'],
      ['command-key-refused', 'ERROR'],
      ['control-login', 'ERROR'],
      ['database-backup-failure', 'ERROR'],
    ]);
  });

  it('excepts the signing service from the use of command keys, and nobody else', () => {
    expect(watches['CommandKey']?.filter).toBe(
      [
        'protoPayload.serviceName="cloudkms.googleapis.com"',
        'protoPayload.methodName=~"(AsymmetricSign|RawEncrypt|RawDecrypt|MacSign|Decrypt)$"',
        'protoPayload.resourceName=~"^projects/command-keys-test/"',
        'NOT protoPayload.authenticationInfo.principalEmail="command-signer@satellite-control-test.iam.gserviceaccount.com"',
      ].join(' AND '),
    );
  });

  it('takes each backup that is not known to be a success for a failure', () => {
    expect(watches['DatabaseBackup']?.filter).toContain('NOT protoPayload.metadata.windowStatus="STATUS_SUCCEEDED"');
  });
});
