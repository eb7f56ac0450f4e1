import { describe, expect, it } from 'vitest';
import { type MaintenanceExclusion, maintenanceExclusionsOf } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const window = {
  startTime: '2026-01-03T17:00:00Z',
  endTime: '2026-01-04T01:00:00Z',
  recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA',
};

const launch: MaintenanceExclusion = {
  name: 'launch',
  startTime: '2027-03-01T00:00:00Z',
  endTime: '2027-03-08T00:00:00Z',
  scope: 'NO_UPGRADES',
};

function declare(...maintenanceExclusions: readonly MaintenanceExclusion[]) {
  return synthesize((stack) => {
    aPrivateCluster(stack, { maintenanceExclusions });
  });
}

/** As many exclusions of an hour as asked for, a day apart. */
function many(count: number, scope: MaintenanceExclusion['scope']): readonly MaintenanceExclusion[] {
  return Array.from({ length: count }, (_, index) => {
    const day = String(index + 1).padStart(2, '0');
    return { name: `one-${day}`, startTime: `2027-03-${day}T12:00:00Z`, endTime: `2027-03-${day}T13:00:00Z`, scope };
  });
}

describe('maintenance exclusions', () => {
  it('stop every upgrade for a week of a launch', () => {
    const { maintenance_policy } = declare(launch).only('google_container_cluster');
    expect(maintenance_policy).toMatchObject({
      maintenance_exclusion: [
        {
          exclusion_name: 'launch',
          start_time: '2027-03-01T00:00:00Z',
          end_time: '2027-03-08T00:00:00Z',
          exclusion_options: { scope: 'NO_UPGRADES' },
        },
      ],
    });
  });

  it('may leave patches in for half a year', () => {
    const endTime = '2027-08-27T00:00:00Z';
    expect(() => declare({ ...launch, endTime, scope: 'NO_MINOR_OR_NODE_UPGRADES' })).not.toThrow();
  });

  it.each([
    ['of a name twice', [launch, launch], '`maintenanceExclusions` has a name twice: got "launch"'],
    ['of a name in capitals', [{ ...launch, name: 'Launch' }], 'the name of a maintenance exclusion is not usable'],
    [
      'without length',
      [{ ...launch, endTime: launch.startTime }],
      '`maintenanceExclusions.launch` ends before it starts',
    ],
    ['at no time', [{ ...launch, endTime: 'later' }], '`maintenanceExclusions.launch.endTime` is not a time'],
    [
      'of every upgrade for 31 days',
      [{ ...launch, endTime: '2027-04-01T00:00:00Z' }],
      'the maintenance exclusion launch is longer than GKE takes: got "744 h with scope NO_UPGRADES", expected at most 30',
    ],
    [
      'of minor versions for a year',
      [{ ...launch, endTime: '2028-03-01T00:00:00Z', scope: 'NO_MINOR_UPGRADES' as const }],
      'expected at most 180 days',
    ],
    [
      'of every upgrade four times',
      many(4, 'NO_UPGRADES'),
      'there are more exclusions of every upgrade than GKE takes',
    ],
    ['21 times', many(21, 'NO_MINOR_UPGRADES'), 'there are more maintenance exclusions than GKE takes'],
    [
      'that leave less than 48 hours in 32 days',
      [{ ...launch, endTime: '2027-03-21T00:00:00Z' }],
      'leave Google too little time: got "16 h in the 32 days from 2027-02-21T01:00:00.000Z", expected at least 48 hours',
    ],
  ])('are refused %s', (_, exclusions, message) => {
    expect(() => declare(...exclusions)).toThrow(message);
  });
});

describe('the exclusions of a flight calendar', () => {
  const pass = (name: string, startTime: string, endTime: string) => ({ name, startTime, endTime });

  it('are all launches, and the passes that the window would meet, from four hours before', () => {
    const calendar = {
      launches: [{ name: 'launch', startTime: launch.startTime, endTime: launch.endTime }],
      passes: [
        pass('in-the-window', '2027-01-02T18:00:00Z', '2027-01-02T18:12:00Z'),
        pass('soon-after-its-start', '2027-01-08T20:50:00Z', '2027-01-08T21:00:00Z'),
        pass('after-its-end', '2027-01-09T05:10:00Z', '2027-01-09T05:20:00Z'),
        pass('on-another-day', '2027-01-05T18:00:00Z', '2027-01-05T18:12:00Z'),
      ],
    };
    expect(maintenanceExclusionsOf(window, calendar)).toEqual([
      launch,
      {
        name: 'in-the-window',
        startTime: '2027-01-02T14:00:00Z',
        endTime: '2027-01-02T18:12:00Z',
        scope: 'NO_MINOR_OR_NODE_UPGRADES',
      },
      {
        name: 'soon-after-its-start',
        startTime: '2027-01-08T16:50:00Z',
        endTime: '2027-01-08T21:00:00Z',
        scope: 'NO_MINOR_OR_NODE_UPGRADES',
      },
    ]);
  });

  it('are none for an empty calendar', () => {
    expect(maintenanceExclusionsOf(window, { launches: [], passes: [] })).toEqual([]);
  });

  it.each([['2027-01-02'], ['tomorrow']])(
    'keep a pass that starts %s, so that the cluster refuses it by name',
    (time) => {
      const passes = [pass('mistyped', time, '2027-01-02T18:12:00Z')];
      expect(() => declare(...maintenanceExclusionsOf(window, { launches: [], passes }))).toThrow(
        `\`maintenanceExclusions.mistyped.startTime\` is not a time: got "${time}"`,
      );
    },
  );
});
