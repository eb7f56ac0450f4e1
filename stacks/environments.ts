import type {
  AutoProvisioning,
  FlightCalendar,
  Lockdown,
  MaintenanceWindow,
  PerimeterService,
  PerimeterTrial,
  PodSize,
  ReleaseDeclaration,
} from '../constructs/index.ts';
import { type AnalysisSettings, analysis } from './analysis-settings.ts';
import { type ControlSettings, control } from './control-settings.ts';
import { type EdgeSettings, edgeDefaults } from './edge-settings.ts';
import { type EvidenceSettings, evidence } from './evidence-settings.ts';
import { flights } from './flights.ts';
import { folders } from './folders.ts';
import { organisation } from './organisation.ts';
import { type PlanningSettings, planning } from './planning-settings.ts';
import { type EnvironmentName, environmentNames, type PerimeterProject, projects } from './projects.ts';

export { type EnvironmentName, environmentNames };

/** Where Terraform keeps the state of an environment's stacks; `local` is the folder of the stack, for one person's trials. */
export type StateLocation = { readonly kind: 'local' } | { readonly kind: 'gcs'; readonly bucket: string };

/** A pool of nodes for image generation. */
export interface NodePoolSettings {
  readonly machineType: string;
  readonly totalMinNodeCount: number;
  readonly totalMaxNodeCount: number;
  /** The largest step of a workflow. */
  readonly largestPod: PodSize;
  readonly localSsdCount: number;
  /** Machines that Google keeps for it, paid for whether used or not. */
  readonly reserved: { readonly zones: readonly string[]; readonly countPerZone: number };
  /** Name of a disk image of the project that holds the large container images; undefined pulls them to each new node. */
  readonly imageCache: string | undefined;
}

/** A project as constructs take it. */
export interface ProjectSettings {
  readonly projectId: string;
  readonly projectNumber: string;
  readonly folderId: string;
  readonly services: readonly PerimeterService[];
}

/** The isolated project for regulated remote-sensing records. */
export interface IsolatedSettings extends ProjectSettings {
  readonly billingAccount: string;
  readonly accessPolicy: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly roomNetworks: readonly string[];
  readonly handlers: readonly string[];
  /** Domains of ours: handlers have an address at one of them. */
  readonly domains: readonly string[];
  readonly recordClass: string;
  readonly nodeRange: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly controlPlaneRange: string;
  readonly maintenanceWindow: MaintenanceWindow;
  /** Key Access Justifications; Google refuses them until the folder is seen to be enrolled, after Assured Workloads created it. */
  readonly hasKeyJustifications: boolean;
  readonly flights: FlightCalendar;
  /** Most that all nodes of the cluster may become, those that GKE adds by itself too. */
  readonly autoProvisioning: AutoProvisioning;
  readonly imageGeneration: NodePoolSettings;
  /** Brings observation data in, and nothing else; comes from satellite control. */
  readonly groundStation: string;
  /** Pushes images in; comes from delivery. */
  readonly imagePusher: string;
  readonly deliveryProjectNumber: string;
  /** The only way out; undefined keeps the project closed. */
  readonly release: ReleaseDeclaration | undefined;
  /** Shuts out the room for the time of an incident; undefined in quiet times. */
  readonly lockdown: Lockdown | undefined;
  /** What the perimeter would become, tried out and not enforced. */
  readonly dryRun: Omit<PerimeterTrial, 'room'> | undefined;
}

/** The guards above the isolated project. */
export interface GuardrailSettings {
  /** Folder of the environment, in which the records' folder lies. */
  readonly environmentFolder: string;
  /** Google's package for Japan between both: its folder costs a fifth more, so only where real records are. */
  readonly hasAssuredWorkload: boolean;
}

export interface Environment {
  readonly name: EnvironmentName;
  readonly state: StateLocation;
  readonly guardrails: GuardrailSettings;
  readonly isolated: IsolatedSettings;
  readonly control: ControlSettings;
  readonly planning: PlanningSettings;
  readonly analysis: AnalysisSettings;
  readonly edge: EdgeSettings;
  readonly evidence: EvidenceSettings;
}

/** The same everywhere: what differs between environments is size and identity, never protection. */
const isolatedDefaults = {
  ...organisation,
  roomNetworks: ['203.0.113.16/28'],
  recordClass: 'sar-raw',
  hasKeyJustifications: false,
  // Closed: nothing of the regulated records is provided to anybody yet.
  release: undefined,
  lockdown: undefined,
  dryRun: undefined,
} as const;

/** A project of the registry as constructs take it. */
function fromRegistry({ id, number, folderId, services }: PerimeterProject): ProjectSettings {
  return { projectId: id, projectNumber: number, folderId, services };
}

export const environments: Readonly<Record<EnvironmentName, Environment>> = {
  dev: {
    name: 'dev',
    state: { kind: 'local' },
    guardrails: { environmentFolder: folders.dev.environment, hasAssuredWorkload: false },
    control: control.dev,
    planning: planning.dev,
    analysis: analysis.dev,
    evidence: evidence.dev,
    isolated: {
      ...isolatedDefaults,
      ...fromRegistry(projects.dev.isolated),
      flights: flights.dev,
      autoProvisioning: { maxVcpu: 64, maxMemoryGib: 256 },
      groundStation: 'serviceAccount:ground-station@satellite-control-dev.iam.gserviceaccount.com',
      imagePusher: 'serviceAccount:image-pusher@delivery-dev.iam.gserviceaccount.com',
      deliveryProjectNumber: '320000000001',
      handlers: ['user:handler.one@example.jp', 'user:handler.two@example.jp'],
      nodeRange: '10.72.0.0/22',
      podRange: '10.76.0.0/18',
      serviceRange: '10.77.0.0/22',
      controlPlaneRange: '172.16.0.32/28',
      imageGeneration: {
        machineType: 'n2d-standard-8',
        totalMinNodeCount: 0,
        totalMaxNodeCount: 2,
        largestPod: { vcpu: 7, memoryGib: 24 },
        localSsdCount: 1,
        reserved: { zones: ['asia-northeast1-a'], countPerZone: 1 },
        imageCache: undefined,
      },
    },
    edge: {
      ...edgeDefaults,
      accountId: '111111111111',
      cidrBlock: '10.82.0.0/20',
      subnets: [
        { availabilityZone: 'ap-northeast-1a', cidrBlock: '10.82.0.0/24' },
        { availabilityZone: 'ap-northeast-1c', cidrBlock: '10.82.1.0/24' },
      ],
      flowLogBucketArn: 'arn:aws:s3:::example-flow-logs-dev',
      listeners: [{ port: 443, memberPort: 443, protocol: 'TCP', members: ['10.202.0.11', '10.202.0.12'] }],
      gateway: { kind: 'virtual-private' },
      onPremisesPrefixes: ['10.202.0.0/16'],
      virtualInterfaces: [{ connectionId: 'dxcon-fg0dev01', vlan: 310 }],
      zoneName: 'dev.entry.example.jp',
      recordName: 'api.dev.entry.example.jp',
      onPremisesAddress: '198.51.100.30',
    },
  },
  stg: {
    name: 'stg',
    state: { kind: 'gcs', bucket: 'example-terraform-state-stg' },
    guardrails: { environmentFolder: folders.stg.environment, hasAssuredWorkload: false },
    control: control.stg,
    planning: planning.stg,
    analysis: analysis.stg,
    evidence: evidence.stg,
    isolated: {
      ...isolatedDefaults,
      ...fromRegistry(projects.stg.isolated),
      flights: flights.stg,
      autoProvisioning: { maxVcpu: 128, maxMemoryGib: 896 },
      groundStation: 'serviceAccount:ground-station@satellite-control-stg.iam.gserviceaccount.com',
      imagePusher: 'serviceAccount:image-pusher@delivery-stg.iam.gserviceaccount.com',
      deliveryProjectNumber: '320000000002',
      handlers: ['user:handler.one@example.jp', 'user:handler.two@example.jp'],
      nodeRange: '10.68.0.0/22',
      podRange: '10.70.0.0/18',
      serviceRange: '10.71.0.0/22',
      controlPlaneRange: '172.16.0.16/28',
      imageGeneration: {
        machineType: 'n2d-highmem-16',
        totalMinNodeCount: 0,
        totalMaxNodeCount: 4,
        largestPod: { vcpu: 15, memoryGib: 112 },
        localSsdCount: 2,
        reserved: { zones: ['asia-northeast1-a'], countPerZone: 1 },
        imageCache: undefined,
      },
    },
    edge: {
      ...edgeDefaults,
      accountId: '222222222222',
      cidrBlock: '10.81.0.0/20',
      subnets: [
        { availabilityZone: 'ap-northeast-1a', cidrBlock: '10.81.0.0/24' },
        { availabilityZone: 'ap-northeast-1c', cidrBlock: '10.81.1.0/24' },
      ],
      flowLogBucketArn: 'arn:aws:s3:::example-flow-logs-stg',
      listeners: [{ port: 443, memberPort: 443, protocol: 'TCP', members: ['10.201.0.11', '10.201.0.12'] }],
      gateway: { kind: 'virtual-private' },
      onPremisesPrefixes: ['10.201.0.0/16'],
      virtualInterfaces: [{ connectionId: 'dxcon-fg0stg01', vlan: 210 }],
      zoneName: 'stg.entry.example.jp',
      recordName: 'api.stg.entry.example.jp',
      onPremisesAddress: '198.51.100.25',
    },
  },
  prd: {
    name: 'prd',
    state: { kind: 'gcs', bucket: 'example-terraform-state-prd' },
    guardrails: { environmentFolder: folders.prd.environment, hasAssuredWorkload: true },
    control: control.prd,
    planning: planning.prd,
    analysis: analysis.prd,
    evidence: evidence.prd,
    isolated: {
      ...isolatedDefaults,
      ...fromRegistry(projects.prd.isolated),
      flights: flights.prd,
      autoProvisioning: { maxVcpu: 1024, maxMemoryGib: 8192 },
      groundStation: 'serviceAccount:ground-station@satellite-control-prd.iam.gserviceaccount.com',
      imagePusher: 'serviceAccount:image-pusher@delivery-prd.iam.gserviceaccount.com',
      deliveryProjectNumber: '320000000003',
      handlers: ['user:handler.one@example.jp', 'user:handler.two@example.jp', 'user:handler.three@example.jp'],
      nodeRange: '10.64.0.0/22',
      podRange: '10.66.0.0/18',
      serviceRange: '10.67.0.0/22',
      controlPlaneRange: '172.16.0.0/28',
      // A pod of 64 vCPU and 512 GB doesn't fit a node of that size: GKE keeps some of both for itself.
      imageGeneration: {
        machineType: 'n2d-highmem-80',
        totalMinNodeCount: 0,
        totalMaxNodeCount: 12,
        largestPod: { vcpu: 64, memoryGib: 512 },
        localSsdCount: 8,
        reserved: { zones: organisation.zones, countPerZone: 1 },
        imageCache: 'image-generation-2026-11',
      },
    },
    edge: {
      ...edgeDefaults,
      accountId: '333333333333',
      cidrBlock: '10.80.0.0/20',
      subnets: [
        { availabilityZone: 'ap-northeast-1a', cidrBlock: '10.80.0.0/24' },
        { availabilityZone: 'ap-northeast-1c', cidrBlock: '10.80.1.0/24' },
      ],
      flowLogBucketArn: 'arn:aws:s3:::example-flow-logs-prd',
      listeners: [
        { port: 443, memberPort: 443, protocol: 'TCP', members: ['10.200.0.11', '10.200.0.12', '10.200.0.13'] },
      ],
      gateway: { kind: 'transit', transitGatewayId: 'tgw-0a1b2c3d4e5f60718', transitGatewayAsn: 64_601 },
      onPremisesPrefixes: ['10.200.0.0/16'],
      virtualInterfaces: [
        { connectionId: 'dxcon-fg0prd01', vlan: 110 },
        { connectionId: 'dxcon-fg0prd02', vlan: 111 },
      ],
      zoneName: 'entry.example.jp',
      recordName: 'api.entry.example.jp',
      onPremisesAddress: '198.51.100.20',
    },
  },
};
