import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeRegionHealthCheck } from '@cdktf/provider-google/lib/compute-region-health-check/index.js';
import { ComputeRegionInstanceGroupManager } from '@cdktf/provider-google/lib/compute-region-instance-group-manager/index.js';
import { ComputeRegionInstanceTemplate } from '@cdktf/provider-google/lib/compute-region-instance-template/index.js';
import type { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import type { ClosedNetwork } from '../closed-network/index.ts';
import type { DataKey } from '../data-key/index.ts';
import { isKnown, refuse, requireDistinct, requireMatch } from '../declaration/index.ts';

/** From where Google checks health. Source: cloud.google.com/load-balancing/docs/health-check-concepts. */
const healthCheckRanges = ['35.191.0.0/16', '130.211.0.0/22'];

export interface ControllerGroupProps {
  readonly project: string;
  readonly region: string;
  /** Zones of the machines, at least two. */
  readonly zones: readonly string[];
  readonly name: string;
  readonly network: ClosedNetwork;
  /** Image of this organisation, as `projects/<project>/global/images/[family/]<name>`. */
  readonly sourceImage: string;
  /** A shape on which AMD SEV works: n2d, c2d or c3d. */
  readonly machineType: string;
  readonly machineCount: number;
  readonly serviceAccount: ServiceAccount;
  readonly key: DataKey;
  /** TCP port that answers while the software works. */
  readonly healthPort: number;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Machines for special-purpose software over several zones: without external address, with secure boot and encrypted memory, entered by
 * OS Login only. Google heals them; a new version never replaces a running machine by itself, since that could be during a pass.
 *
 * @example
 * new ControllerGroup(stack, 'Controllers', {
 *   project: 'satellite-control-dev', region: 'asia-northeast1', zones: ['asia-northeast1-a', 'asia-northeast1-b'],
 *   name: 'controllers', network, sourceImage: 'projects/satellite-control-dev/global/images/family/controller',
 *   machineType: 'n2d-standard-4', machineCount: 2, serviceAccount, key, healthPort: 8080,
 * });
 */
export class ControllerGroup extends Construct {
  readonly group: ComputeRegionInstanceGroupManager;

  /** Throws `DeclarationError` for one zone, fewer machines than zones, an image of somebody else, or a shape without encrypted memory. */
  constructor(scope: Construct, id: string, props: ControllerGroupProps) {
    super(scope, id);
    this.#validate(props);
    const { project, region, name } = props;
    const template = this.#declareTemplate(props);
    const healthCheck = this.#declareHealthCheck(props);
    this.group = new ComputeRegionInstanceGroupManager(this, 'Resource', {
      project,
      region,
      name,
      baseInstanceName: name,
      version: [{ name: 'current', instanceTemplate: template.selfLink }],
      targetSize: props.machineCount,
      distributionPolicyZones: [...props.zones],
      distributionPolicyTargetShape: 'EVEN',
      autoHealingPolicies: { healthCheck: healthCheck.id, initialDelaySec: 600 },
      updatePolicy: {
        type: 'OPPORTUNISTIC',
        minimalAction: 'REPLACE',
        replacementMethod: 'SUBSTITUTE',
        instanceRedistributionType: 'NONE',
        maxSurgeFixed: props.zones.length,
        maxUnavailableFixed: 0,
      },
      instanceLifecyclePolicy: { defaultActionOnFailure: 'REPAIR', forceUpdateOnRepair: 'NO' },
      waitForInstances: false,
    });
  }

  #declareTemplate(props: ControllerGroupProps): ComputeRegionInstanceTemplate {
    return new ComputeRegionInstanceTemplate(this, 'Template', {
      project: props.project,
      region: props.region,
      namePrefix: `${props.name}-`,
      machineType: props.machineType,
      canIpForward: false,
      labels: { ...props.labels },
      disk: [
        {
          boot: true,
          autoDelete: true,
          sourceImage: props.sourceImage,
          diskType: 'pd-balanced',
          diskSizeGb: 50,
          diskEncryptionKey: { kmsKeySelfLink: props.key.key.id },
        },
      ],
      // No accessConfig: an empty one would already give an address on the internet.
      networkInterface: [{ subnetwork: props.network.subnetwork.id, stackType: 'IPV4_ONLY', nicType: 'GVNIC' }],
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
      confidentialInstanceConfig: { enableConfidentialCompute: true, confidentialInstanceType: 'SEV' },
      scheduling: { automaticRestart: true, onHostMaintenance: 'MIGRATE', provisioningModel: 'STANDARD' },
      serviceAccount: {
        email: props.serviceAccount.email,
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      },
      metadata: {
        'enable-oslogin': 'TRUE',
        'enable-oslogin-2fa': 'TRUE',
        'block-project-ssh-keys': 'TRUE',
        'serial-port-enable': 'FALSE',
        'disable-legacy-endpoints': 'TRUE',
      },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [props.key.policy],
    });
  }

  #declareHealthCheck({ project, region, name, network, healthPort }: ControllerGroupProps): ComputeRegionHealthCheck {
    new ComputeFirewall(this, 'AllowHealthCheck', {
      project,
      name: `${name}-allow-health-check`,
      network: network.network.id,
      direction: 'INGRESS',
      priority: 1500,
      disabled: false,
      sourceRanges: healthCheckRanges,
      allow: [{ protocol: 'tcp', ports: [String(healthPort)] }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    });
    return new ComputeRegionHealthCheck(this, 'HealthCheck', {
      project,
      region,
      name: `${name}-health`,
      checkIntervalSec: 10,
      timeoutSec: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 6,
      tcpHealthCheck: { port: healthPort },
      logConfig: { enable: true },
    });
  }

  #validate({ region, zones, sourceImage, machineType, machineCount }: ControllerGroupProps): void {
    requireDistinct(this, zones, '`zones` names a zone twice');
    if (zones.length < 2 || zones.some((zone) => isKnown(zone) && !zone.startsWith(`${region}-`))) {
      refuse(this, {
        what: 'the machines would stand in one zone, or in another region',
        got: zones,
        expected: `at least two zones of ${region}`,
        fix: 'name two zones or more: a pass can not wait for a zone to come back',
      });
    }
    if (isKnown(machineCount) && (!Number.isInteger(machineCount) || machineCount < 2)) {
      refuse(this, {
        what: 'one zone less would leave no machine',
        got: machineCount,
        expected: 'at least 2 machines',
        fix: 'raise `machineCount`',
      });
    }
    requireMatch(this, sourceImage, /^projects\/[a-z0-9-]+\/global\/images\/(family\/)?[a-z0-9-]+$/, {
      what: '`sourceImage` is not an image by its full name',
      expected: 'projects/<project>/global/images/<name>',
      fix: 'name the project: a short name also finds images of Google and of others',
    });
    requireMatch(this, machineType, /^(n2d|c2d|c3d)-/, {
      what: 'the machine type has no encrypted memory',
      expected: 'n2d, c2d or c3d',
      fix: 'use the n2d shape of the same size',
    });
  }
}
