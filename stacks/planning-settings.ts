import { type EnvironmentName, type OpenProject, projects } from './projects.ts';

/** Orbit prediction and observation planning. */
export interface PlanningSettings {
  readonly project: OpenProject;
  readonly nodeRange: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly controlPlaneRange: string;
  /** Range of managed databases, a /24. */
  readonly databaseRange: string;
  /** Range of the proxies of the internal load balancer, a /26. */
  readonly proxyRange: string;
  readonly databaseTier: string;
  readonly batchMaxNodeCount: number;
  readonly domain: string;
  /** Who operates it, as `user:` or `group:` members. */
  readonly operators: readonly string[];
}

/** Addresses follow from the second octet; what else differs is size and name, never protection. */
function planningOf(
  name: EnvironmentName,
  octet: number,
  settings: Pick<PlanningSettings, 'controlPlaneRange' | 'databaseTier' | 'batchMaxNodeCount' | 'domain'>,
): PlanningSettings {
  return {
    ...settings,
    project: projects[name].planning,
    nodeRange: `10.${octet}.0.0/22`,
    podRange: `10.${octet}.64.0/18`,
    serviceRange: `10.${octet}.4.0/22`,
    databaseRange: `10.${octet}.8.0/24`,
    proxyRange: `10.${octet}.9.0/26`,
    operators: ['group:satellite-operators@example.jp'],
  };
}

export const planning: Readonly<Record<EnvironmentName, PlanningSettings>> = {
  dev: planningOf('dev', 120, {
    controlPlaneRange: '172.16.2.32/28',
    databaseTier: 'db-custom-2-8192',
    batchMaxNodeCount: 2,
    domain: 'planning.dev.example.jp',
  }),
  stg: planningOf('stg', 121, {
    controlPlaneRange: '172.16.2.16/28',
    databaseTier: 'db-custom-2-8192',
    batchMaxNodeCount: 4,
    domain: 'planning.stg.example.jp',
  }),
  prd: planningOf('prd', 122, {
    controlPlaneRange: '172.16.2.0/28',
    databaseTier: 'db-custom-8-32768',
    batchMaxNodeCount: 12,
    domain: 'planning.example.jp',
  }),
};
