const agents = {
  storage: 'service-@gs-project-accounts',
  compute: 'service-@compute-system',
  container: 'service-@container-engine-robot',
  artifactRegistry: 'service-@gcp-sa-artifactregistry',
  bigQuery: 'bq-@bigquery-encryption',
  cloudRun: 'service-@serverless-robot-prod',
  cloudSql: 'service-@gcp-sa-cloud-sql',
  gkeBackup: 'service-@gcp-sa-gkebackup',
  // The account that `gcloud logging settings describe` prints as kmsServiceAccountId.
  logging: 'service-@gcp-sa-logging',
} as const;

export type EncryptingService = keyof typeof agents;

/** IAM member of the account with which a Google service encrypts data of the project. */
export function serviceAgent(service: EncryptingService, projectNumber: string): string {
  return `serviceAccount:${agents[service].replace('@', `${projectNumber}@`)}.iam.gserviceaccount.com`;
}
