import type { ApiCaller, ApiOperation, AutoProvisioning, FlightCalendar } from '../constructs/index.ts';
import { flights } from './flights.ts';
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
  /** Most that all nodes of the cluster may become, those that GKE adds by itself too. */
  readonly autoProvisioning: AutoProvisioning;
  readonly flights: FlightCalendar;
  readonly domain: string;
  /** Who operates it, as `user:` or `group:` members. */
  readonly operators: readonly string[];
  readonly gateway: GatewaySettings;
}

/** The interface for programs. */
export interface GatewaySettings {
  readonly domain: string;
  /** OAuth client with which programs pass Identity-Aware Proxy; recorded after it was created. */
  readonly clientId: string;
  readonly callers: readonly ApiCaller[];
  readonly operations: readonly ApiOperation[];
}

const operations = [
  { path: '/passes', method: 'get', operationId: 'listPasses', callers: ['staff', 'scheduler'] },
  { path: '/passes/{satellite}', method: 'get', operationId: 'getPasses', callers: ['staff', 'scheduler'] },
  { path: '/observations', method: 'post', operationId: 'requestObservation', callers: ['staff'] },
  { path: '/command-plans/{satellite}', method: 'get', operationId: 'getCommandPlan', callers: ['scheduler'] },
] as const satisfies readonly ApiOperation[];

/** Programs of the company's staff, and the scheduler of satellite control, which fetches command plans and signs its tokens itself. */
function gatewayOf(name: EnvironmentName, domain: string): GatewaySettings {
  const { planning: project, control } = projects[name];
  const scheduler = `scheduler@${control.id}.iam.gserviceaccount.com`;
  return {
    domain: `api.${domain}`,
    clientId: `${project.number}-gateway.apps.googleusercontent.com`,
    callers: [
      {
        name: 'staff',
        issuer: 'https://login.example.jp',
        jwksUri: 'https://login.example.jp/keys',
        audiences: [`https://api.${domain}`],
      },
      {
        name: 'scheduler',
        issuer: scheduler,
        jwksUri: `https://www.googleapis.com/service_accounts/v1/jwk/${scheduler}`,
        audiences: [`https://api.${domain}`],
      },
    ],
    operations,
  };
}

/** Addresses follow from the second octet; what else differs is size and name, never protection. */
function planningOf(
  name: EnvironmentName,
  octet: number,
  settings: Pick<
    PlanningSettings,
    'controlPlaneRange' | 'databaseTier' | 'batchMaxNodeCount' | 'autoProvisioning' | 'domain'
  >,
): PlanningSettings {
  return {
    ...settings,
    project: projects[name].planning,
    flights: flights[name],
    nodeRange: `10.${octet}.0.0/22`,
    podRange: `10.${octet}.64.0/18`,
    serviceRange: `10.${octet}.4.0/22`,
    databaseRange: `10.${octet}.8.0/24`,
    proxyRange: `10.${octet}.9.0/26`,
    operators: ['group:satellite-operators@example.jp'],
    gateway: gatewayOf(name, settings.domain),
  };
}

export const planning: Readonly<Record<EnvironmentName, PlanningSettings>> = {
  dev: planningOf('dev', 120, {
    controlPlaneRange: '172.16.2.32/28',
    databaseTier: 'db-custom-2-8192',
    batchMaxNodeCount: 2,
    autoProvisioning: { maxVcpu: 96, maxMemoryGib: 384 },
    domain: 'planning.dev.example.jp',
  }),
  stg: planningOf('stg', 121, {
    controlPlaneRange: '172.16.2.16/28',
    databaseTier: 'db-custom-2-8192',
    batchMaxNodeCount: 4,
    autoProvisioning: { maxVcpu: 128, maxMemoryGib: 512 },
    domain: 'planning.stg.example.jp',
  }),
  prd: planningOf('prd', 122, {
    controlPlaneRange: '172.16.2.0/28',
    databaseTier: 'db-custom-8-32768',
    batchMaxNodeCount: 12,
    autoProvisioning: { maxVcpu: 320, maxMemoryGib: 1280 },
    domain: 'planning.example.jp',
  }),
};
