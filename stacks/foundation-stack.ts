import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { IsolatedProject, type PerimeterWriter, ServiceAllowList } from '../constructs/index.ts';
import type { Environment, IsolatedSettings } from './environments.ts';
import { keepState } from './keep-state.ts';
import { projects } from './projects.ts';

/** The boundary of the isolated project. Applied by the security team's identity, before and apart from what lies inside. */
export class FoundationStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, isolated }: Environment) {
    super(scope, id);
    keepState(this, state);
    new GoogleProvider(this, 'Google', { project: isolated.projectId, region: isolated.region });
    const { release, lockdown, dryRun, ...settings } = isolated;
    new IsolatedProject(this, 'IsolatedProject', {
      ...settings,
      labels: { environment: name },
      writers: writersOf(isolated, projects[name].control.number),
      ...(release === undefined ? {} : { release }),
      ...(lockdown === undefined ? {} : { lockdown }),
      ...(dryRun === undefined ? {} : { dryRun }),
    });
    new ServiceAllowList(this, 'ServiceAllowList', { project: isolated.projectId, services: isolated.services });
  }
}

/** The only machines that bring something in. */
function writersOf(
  { groundStation, imagePusher, deliveryProjectNumber }: IsolatedSettings,
  controlProjectNumber: string,
): readonly PerimeterWriter[] {
  return [
    {
      title: 'Observation data from the ground station',
      identity: groundStation,
      sourceProjectNumber: controlProjectNumber,
      service: 'storage.googleapis.com',
      methods: ['google.storage.objects.create'],
    },
    {
      title: 'Images from delivery',
      identity: imagePusher,
      sourceProjectNumber: deliveryProjectNumber,
      service: 'artifactregistry.googleapis.com',
    },
  ];
}
