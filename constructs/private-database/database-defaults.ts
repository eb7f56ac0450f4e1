/** What is the same in every database. */
export const databaseSettings = {
  edition: 'ENTERPRISE',
  availabilityType: 'REGIONAL',
  activationPolicy: 'ALWAYS',
  diskType: 'PD_SSD',
  diskAutoresize: true,
  deletionProtectionEnabled: true,
  retainBackupsOnDelete: true,
  connectorEnforcement: 'REQUIRED',
  enableDataplexIntegration: false,
  enableGoogleMlIntegration: false,
  // Sunday 02:00 in Japan, as for clusters.
  maintenanceWindow: { day: 6, hour: 17, updateTrack: 'stable' },
  insightsConfig: {
    queryInsightsEnabled: true,
    queryPlansPerMinute: 5,
    queryStringLength: 1024,
    recordApplicationTags: true,
    recordClientAddress: true,
  },
  passwordValidationPolicy: {
    enablePasswordPolicy: true,
    complexity: 'COMPLEXITY_DEFAULT',
    disallowUsernameSubstring: true,
    minLength: 16,
  },
};

/** Who did what is recorded; sign-in is by Google identity. Source: CIS Google Cloud 4.0, 6.2. */
export const databaseFlags = [
  { name: 'cloudsql.iam_authentication', value: 'on' },
  { name: 'cloudsql.enable_pgaudit', value: 'on' },
  { name: 'pgaudit.log', value: 'ddl,role,write' },
  { name: 'log_connections', value: 'on' },
  { name: 'log_disconnections', value: 'on' },
  { name: 'log_lock_waits', value: 'on' },
  { name: 'log_min_error_statement', value: 'error' },
] as const;
