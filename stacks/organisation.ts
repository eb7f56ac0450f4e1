/** What every environment shares: it belongs to the company, not to a system. */
export const organisation = {
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
  /** Number of the access policy. */
  accessPolicy: '987654321',
  region: 'asia-northeast1',
  zones: ['asia-northeast1-a', 'asia-northeast1-b', 'asia-northeast1-c'],
  // Sunday 02:00 to 08:00 in Japan: no pass is planned then.
  maintenanceWindow: {
    startTime: '2026-01-03T17:00:00Z',
    endTime: '2026-01-03T23:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=SA',
  },
} as const;
