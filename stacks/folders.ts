import type { EnvironmentName } from './projects.ts';

/** The folders of an environment, by the numbers that Google gave: recorded after creation, which fails until they are right. */
export interface EnvironmentFolders {
  /** Everything of the environment. */
  readonly environment: string;
  /** Regulated records only: it carries the guards from which nothing may be exempt, so nothing else can lie in it. */
  readonly records: string;
}

export const folders: Readonly<Record<EnvironmentName, EnvironmentFolders>> = {
  dev: { environment: '410000000001', records: '410000000011' },
  stg: { environment: '410000000002', records: '410000000012' },
  prd: { environment: '410000000003', records: '410000000013' },
};
