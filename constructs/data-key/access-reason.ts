/**
 * Reasons that may be allowed. Left out are those of which we would be told only: THIRD_PARTY_DATA_REQUEST, GOOGLE_INITIATED_REVIEW,
 * GOOGLE_INITIATED_SERVICE, REASON_UNSPECIFIED and REASON_NOT_EXPECTED.
 * Source: cloud.google.com/assured-workloads/key-access-justifications/docs/justification-codes.
 */
export type AccessReason =
  | 'CUSTOMER_INITIATED_ACCESS'
  | 'MODIFIED_CUSTOMER_INITIATED_ACCESS'
  | 'GOOGLE_INITIATED_SYSTEM_OPERATION'
  | 'MODIFIED_GOOGLE_INITIATED_SYSTEM_OPERATION'
  | 'CUSTOMER_AUTHORIZED_WORKFLOW_SERVICING'
  | 'GOOGLE_RESPONSE_TO_PRODUCTION_ALERT'
  | 'CUSTOMER_INITIATED_SUPPORT';

/** What every day needs: our own requests, and Google's upkeep of what is stored, in which no person sees anything. */
export const dailyAccessReasons: readonly AccessReason[] = [
  'CUSTOMER_INITIATED_ACCESS',
  'MODIFIED_CUSTOMER_INITIATED_ACCESS',
  'GOOGLE_INITIATED_SYSTEM_OPERATION',
  'MODIFIED_GOOGLE_INITIATED_SYSTEM_OPERATION',
];
