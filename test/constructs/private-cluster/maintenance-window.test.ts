import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../constructs/index.ts';
import { aPrivateCluster } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const weekends: MaintenanceWindow = {
  startTime: '2026-01-03T17:00:00Z',
  endTime: '2026-01-04T01:00:00Z',
  recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA',
};

function declare(changes: Partial<MaintenanceWindow>) {
  return synthesize((stack) => {
    aPrivateCluster(stack, { maintenanceWindow: { ...weekends, ...changes } });
  });
}

describe('a maintenance window', () => {
  it('stands as it is declared', () => {
    const { maintenance_policy } = declare({}).only('google_container_cluster');
    expect(maintenance_policy).toEqual({
      recurring_window: {
        start_time: '2026-01-03T17:00:00Z',
        end_time: '2026-01-04T01:00:00Z',
        recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA',
      },
      maintenance_exclusion: [],
    });
  });

  it('may be every day', () => {
    expect(() => declare({ recurrence: 'FREQ=DAILY', endTime: '2026-01-03T21:00:00Z' })).not.toThrow();
  });

  it.each([
    ['in local time', { startTime: '2026-01-03T17:00:00+09:00' }, '`maintenanceWindow.startTime` is not a time'],
    ['on a day that is none', { startTime: '2026-13-03T17:00:00Z' }, '`maintenanceWindow.startTime` is not a time'],
    ['that ends first', { endTime: '2026-01-03T16:00:00Z' }, '`maintenanceWindow` ends before it starts'],
    ['of three hours', { endTime: '2026-01-03T20:00:00Z' }, 'has a length that does not count: got "3 h"'],
    ['of two days', { endTime: '2026-01-05T17:00:00Z' }, 'has a length that does not count: got "48 h"'],
    ['once a month', { recurrence: 'FREQ=MONTHLY;BYDAY=1SA' }, '`maintenanceWindow.recurrence` can not be judged'],
    [
      'of one night a week',
      { recurrence: 'FREQ=WEEKLY;BYDAY=SA', endTime: '2026-01-03T23:00:00Z' },
      'the maintenance window and its exclusions leave Google too little time: got "24 h in the 32 days from',
    ],
    [
      'of one long night a week',
      { recurrence: 'FREQ=WEEKLY;BYDAY=SA', endTime: '2026-01-04T04:00:00Z' },
      'leave Google too little time: got "44 h in the 32 days from',
    ],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
