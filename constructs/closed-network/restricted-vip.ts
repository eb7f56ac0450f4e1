/**
 * Addresses behind which only APIs answer that VPC Service Controls protects (`restricted.googleapis.com`).
 * The neighbouring 199.36.153.8/30 (`private.googleapis.com`) also serves unprotected APIs and must not be reachable.
 */
export const restrictedVip = {
  range: '199.36.153.4/30',
  addresses: ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'],
} as const;
