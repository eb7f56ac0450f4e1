/** What every environment shares: it belongs to the company, not to a system. */
export const organisation = {
  /** Number of the organisation. */
  number: '123456789012',
  /** Id of its directory: whose members may be granted anything. */
  customerId: 'C01abcdef',
  /** Domains of its persons. */
  domains: ['example.jp'],
  /** Who approves that staff of Google looks at something. */
  securityContacts: ['security-duty@example.jp'],
  /** Applies guards and grants after review; excepted from what everybody else is denied. */
  guardrailAccount: 'serviceAccount:guardrails@security-foundation.iam.gserviceaccount.com',
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
  /** Number of the access policy. */
  accessPolicy: '987654321',
  region: 'asia-northeast1',
  zones: ['asia-northeast1-a', 'asia-northeast1-b', 'asia-northeast1-c'],
  // Saturday and Sunday 02:00 to 10:00 in Japan: one night a week would be less than the 48 hours in 32 days that GKE asks for.
  maintenanceWindow: {
    startTime: '2026-01-03T17:00:00Z',
    endTime: '2026-01-04T01:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA',
  },
} as const;
