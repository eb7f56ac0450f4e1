import type { AutoProvisioning, FlightCalendar, StationProvider } from '../constructs/index.ts';
import { flights } from './flights.ts';
import { type EnvironmentName, type OpenProject, projects } from './projects.ts';

/** Command and telemetry of satellites. */
export interface ControlSettings {
  readonly project: OpenProject;
  readonly keyProject: OpenProject;
  readonly projectId: string;
  readonly networkName: string;
  readonly nodeRange: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly controlPlaneRange: string;
  /** Range of managed databases, a /24. */
  readonly databaseRange: string;
  readonly databaseTier: string;
  /** Machines for each satellite-communication controller. */
  readonly controllerCount: number;
  readonly controllerMachineType: string;
  readonly bgpAsn: number;
  /** Most that all nodes of the cluster may become, those that GKE adds by itself too. */
  readonly autoProvisioning: AutoProvisioning;
  readonly flights: FlightCalendar;
  /** Addresses of flight control on duty, by name. */
  readonly duty: Readonly<Record<string, string>>;
  /** Names of the satellites: each has a command key of its own. */
  readonly satellites: readonly string[];
  readonly stations: readonly StationProvider[];
}

/** What differs between environments is size and address, never protection. */
function controlOf(
  name: EnvironmentName,
  settings: Omit<
    ControlSettings,
    'project' | 'keyProject' | 'projectId' | 'networkName' | 'bgpAsn' | 'autoProvisioning' | 'flights' | 'duty'
  >,
): ControlSettings {
  const { control: project, commandKeys } = projects[name];
  return {
    ...settings,
    project,
    keyProject: commandKeys,
    projectId: project.id,
    networkName: 'satellite-control',
    bgpAsn: 64_620,
    autoProvisioning: { maxVcpu: 96, maxMemoryGib: 384 },
    flights: flights[name],
    duty: { 'flight-control': 'flight-control@example.jp', 'security-duty': 'security-duty@example.jp' },
  };
}

export const control: Readonly<Record<EnvironmentName, ControlSettings>> = {
  dev: controlOf('dev', {
    nodeRange: '10.112.0.0/22',
    podRange: '10.112.64.0/18',
    serviceRange: '10.112.4.0/22',
    controlPlaneRange: '172.16.1.32/28',
    databaseRange: '10.112.8.0/24',
    databaseTier: 'db-custom-2-8192',
    controllerCount: 2,
    controllerMachineType: 'n2d-standard-2',
    satellites: ['satellite-1'],
    stations: [
      {
        name: 'station-north',
        asn: 64_710,
        ranges: ['100.66.0.0/24'],
        ports: ['4000-4010'],
        tunnels: [
          { peerAddress: '198.51.100.110', ownLinkAddress: '169.254.30.1', peerLinkAddress: '169.254.30.2' },
          { peerAddress: '198.51.100.111', ownLinkAddress: '169.254.30.5', peerLinkAddress: '169.254.30.6' },
        ],
      },
    ],
  }),
  stg: controlOf('stg', {
    nodeRange: '10.113.0.0/22',
    podRange: '10.113.64.0/18',
    serviceRange: '10.113.4.0/22',
    controlPlaneRange: '172.16.1.16/28',
    databaseRange: '10.113.8.0/24',
    databaseTier: 'db-custom-2-8192',
    controllerCount: 2,
    controllerMachineType: 'n2d-standard-4',
    satellites: ['satellite-1'],
    stations: [
      {
        name: 'station-north',
        asn: 64_710,
        ranges: ['100.65.0.0/24'],
        ports: ['4000-4010'],
        tunnels: [
          { peerAddress: '198.51.100.120', ownLinkAddress: '169.254.20.1', peerLinkAddress: '169.254.20.2' },
          { peerAddress: '198.51.100.121', ownLinkAddress: '169.254.20.5', peerLinkAddress: '169.254.20.6' },
        ],
      },
    ],
  }),
  prd: controlOf('prd', {
    nodeRange: '10.114.0.0/22',
    podRange: '10.114.64.0/18',
    serviceRange: '10.114.4.0/22',
    controlPlaneRange: '172.16.1.0/28',
    databaseRange: '10.114.8.0/24',
    databaseTier: 'db-custom-8-32768',
    controllerCount: 3,
    controllerMachineType: 'n2d-standard-8',
    satellites: ['satellite-1', 'satellite-2'],
    stations: [
      {
        name: 'station-north',
        asn: 64_710,
        ranges: ['100.64.0.0/24'],
        ports: ['4000-4010'],
        tunnels: [
          { peerAddress: '198.51.100.130', ownLinkAddress: '169.254.10.1', peerLinkAddress: '169.254.10.2' },
          { peerAddress: '198.51.100.131', ownLinkAddress: '169.254.10.5', peerLinkAddress: '169.254.10.6' },
        ],
      },
      {
        name: 'station-south',
        asn: 64_720,
        ranges: ['100.64.1.0/24'],
        ports: ['5000-5010'],
        tunnels: [
          { peerAddress: '198.51.100.140', ownLinkAddress: '169.254.11.1', peerLinkAddress: '169.254.11.2' },
          { peerAddress: '198.51.100.141', ownLinkAddress: '169.254.11.5', peerLinkAddress: '169.254.11.6' },
        ],
      },
    ],
  }),
};
