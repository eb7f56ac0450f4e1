/**
 * Services that a perimeter protects and that an isolated project may need.
 * Source: the list of products that VPC Service Controls supports, cloud.google.com/vpc-service-controls/docs/supported-products.
 */
export const perimeterServices = [
  'artifactregistry.googleapis.com',
  'binaryauthorization.googleapis.com',
  'cloudasset.googleapis.com',
  'cloudkms.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'containerfilesystem.googleapis.com',
  'dns.googleapis.com',
  'gkebackup.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'sts.googleapis.com',
] as const;

export type PerimeterService = (typeof perimeterServices)[number];

/** True for a service that a perimeter is known to protect. */
export function isPerimeterService(service: string): service is PerimeterService {
  return perimeterServices.some((known) => known === service);
}
