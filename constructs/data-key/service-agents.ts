const agents = {
  storage: 'gs-project-accounts',
  compute: 'compute-system',
  container: 'container-engine-robot',
  artifactRegistry: 'gcp-sa-artifactregistry',
  cloudSql: 'gcp-sa-cloud-sql',
  gkeBackup: 'gcp-sa-gkebackup',
  // The account that `gcloud logging settings describe` prints as kmsServiceAccountId.
  logging: 'gcp-sa-logging',
} as const;

export type EncryptingService = keyof typeof agents;

/** IAM member of the account with which a Google service encrypts data of the project. */
export function serviceAgent(service: EncryptingService, projectNumber: string): string {
  return `serviceAccount:service-${projectNumber}@${agents[service]}.iam.gserviceaccount.com`;
}
