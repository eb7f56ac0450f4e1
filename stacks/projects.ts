import type { PerimeterService } from '../constructs/index.ts';
import { type EnvironmentFolders, folders } from './folders.ts';
import { registerProjects } from './register-projects.ts';

export const environmentNames = ['dev', 'stg', 'prd'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

interface ProjectIdentity {
  readonly id: string;
  /** Recorded after the project's creation, which fails until it is right. */
  readonly number: string;
  readonly folderId: string;
  /** Zone of the checkpoint that holds it, in sekisho.yaml. */
  readonly zone: string;
}

/** A project that a perimeter surrounds: it can use services only that a perimeter protects. */
export interface PerimeterProject extends ProjectIdentity {
  readonly dataClass: 'remote-sensing' | 'evidence';
  readonly services: readonly PerimeterService[];
}

/** A project without a perimeter of its own. */
export interface OpenProject extends ProjectIdentity {
  readonly dataClass: 'ttc' | 'business';
  readonly services: readonly string[];
}

export type ProjectEntry = PerimeterProject | OpenProject;

/** The projects of one environment, by system. */
export interface ProjectRegistry {
  readonly isolated: PerimeterProject;
  readonly control: OpenProject;
  readonly commandKeys: OpenProject;
  readonly planning: OpenProject;
  readonly analysis: OpenProject;
  readonly evidence: PerimeterProject;
}

/** What a project with a cluster in a closed network uses. */
const clusterServices = [
  'artifactregistry.googleapis.com',
  'binaryauthorization.googleapis.com',
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
] as const satisfies readonly PerimeterService[];

/** What keeps logs and tells people of them. */
const evidenceServices = [
  'cloudkms.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'serviceusage.googleapis.com',
] as const satisfies readonly PerimeterService[];

const databaseServices = ['servicenetworking.googleapis.com', 'sqladmin.googleapis.com'] as const;

/** The projects of an environment; `at` is the last digit of the numbers that Google gave. */
function projectsOf(name: EnvironmentName, at: number, { environment, records }: EnvironmentFolders): ProjectRegistry {
  const numbered = (id: string, system: number) => ({
    id: `${id}-${name}`,
    number: `3100000000${system}${at}`,
    folderId: environment,
  });
  return {
    isolated: {
      ...numbered('rs-isolated', 0),
      // Apart from everything else: the guards on this folder would stop every other system.
      folderId: records,
      zone: `remote-sensing-${name}`,
      dataClass: 'remote-sensing',
      services: clusterServices,
    },
    control: {
      ...numbered('satellite-control', 1),
      zone: `satellite-control-${name}`,
      dataClass: 'ttc',
      services: [...clusterServices, ...databaseServices, 'iap.googleapis.com', 'osconfig.googleapis.com'],
    },
    commandKeys: {
      ...numbered('command-keys', 2),
      zone: `satellite-control-${name}`,
      dataClass: 'ttc',
      services: ['cloudkms.googleapis.com', 'cloudresourcemanager.googleapis.com', 'logging.googleapis.com'],
    },
    planning: {
      ...numbered('planning', 3),
      zone: 'ground-systems',
      dataClass: 'business',
      services: [
        ...clusterServices,
        ...databaseServices,
        'apigateway.googleapis.com',
        'iap.googleapis.com',
        'servicecontrol.googleapis.com',
        'servicemanagement.googleapis.com',
      ],
    },
    analysis: {
      ...numbered('analysis', 4),
      zone: 'ground-systems',
      dataClass: 'business',
      services: [
        'artifactregistry.googleapis.com',
        'bigquery.googleapis.com',
        'binaryauthorization.googleapis.com',
        'cloudkms.googleapis.com',
        'cloudresourcemanager.googleapis.com',
        'cloudscheduler.googleapis.com',
        'compute.googleapis.com',
        'datacatalog.googleapis.com',
        'dns.googleapis.com',
        'iam.googleapis.com',
        'iap.googleapis.com',
        'logging.googleapis.com',
        'monitoring.googleapis.com',
        'run.googleapis.com',
        'storage.googleapis.com',
      ],
    },
    evidence: {
      ...numbered('evidence', 5),
      zone: `evidence-${name}`,
      dataClass: 'evidence',
      services: evidenceServices,
    },
  };
}

/** Every project of the estate: lists of services, members of perimeters and zones of the checkpoint follow from it. */
export const projects = registerProjects({
  dev: projectsOf('dev', 1, folders.dev),
  stg: projectsOf('stg', 2, folders.stg),
  prd: projectsOf('prd', 3, folders.prd),
});
