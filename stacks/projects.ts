import type { PerimeterService } from '../constructs/index.ts';
import { registerProjects } from './register-projects.ts';

export const environmentNames = ['dev', 'stg', 'prd'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** Systems that have a project of their own in each environment. */
export const systemNames = ['isolated'] as const;
export type SystemName = (typeof systemNames)[number];

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
  readonly dataClass: 'remote-sensing';
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
}

const isolatedServices = [
  'artifactregistry.googleapis.com',
  'binaryauthorization.googleapis.com',
  'cloudkms.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'containerfilesystem.googleapis.com',
  'dns.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'sts.googleapis.com',
] as const satisfies readonly PerimeterService[];

/** The projects of an environment; `at` is its place in the numbers that Google gave, `folderId` the folder that carries its guardrails. */
function projectsOf(name: EnvironmentName, at: number, folderId: string): ProjectRegistry {
  return {
    isolated: {
      id: `rs-isolated-${name}`,
      number: `31000000000${at}`,
      folderId,
      zone: `remote-sensing-${name}`,
      dataClass: 'remote-sensing',
      services: isolatedServices,
    },
  };
}

/** Every project of the estate: lists of services, members of perimeters and zones of the checkpoint follow from it. */
export const projects = registerProjects({
  dev: projectsOf('dev', 1, '410000000001'),
  stg: projectsOf('stg', 2, '410000000002'),
  prd: projectsOf('prd', 3, '410000000003'),
});
