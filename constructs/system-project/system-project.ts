import type { Project } from '@cdktf/provider-google/lib/project/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import { ServiceAllowList } from '../service-allow-list/index.ts';
import { declareProject, enableServices, keepTraces, type ProjectFoundation } from './project-foundation.ts';

export interface SystemProjectProps extends ProjectFoundation {
  /** Class of the data in it; regulated records need an `IsolatedProject`. */
  readonly dataClass: 'ttc' | 'business';
  /** Services to enable; no other can be used. */
  readonly services: readonly string[];
}

/**
 * A project of a ground system without regulated records: only its services can be used, every access to data is recorded, the
 * default accounts are off, and a lien stands against deletion.
 *
 * @example
 * new SystemProject(stack, 'Planning', {
 *   projectId: 'planning-dev', projectNumber: '310000000031', folderId: '410000000001', billingAccount: '01A2B3-C4D5E6-F7A8B9',
 *   dataClass: 'business', services: ['compute.googleapis.com'],
 * });
 */
export class SystemProject extends Construct {
  readonly project: Project;

  /** Throws `DeclarationError` for the class of regulated records, no service, or an identity that Google would refuse. */
  constructor(scope: Construct, id: string, props: SystemProjectProps) {
    super(scope, id);
    const { projectId, dataClass, services } = props;
    requireMatch(this, dataClass, /^(ttc|business)$/, {
      what: 'the class of data needs a boundary',
      expected: 'ttc or business',
      fix: 'declare an IsolatedProject for regulated records',
    });
    requireSome(this, services, {
      what: 'the project could use no service',
      expected: 'at least one service',
      fix: 'name the services in the registry of projects',
    });
    requireDistinct(this, services, '`services` names a service twice');
    this.project = declareProject(this, props, dataClass);
    enableServices(this, this.project, services);
    keepTraces(this, this.project, `${projectId} runs a satellite ground system`);
    new ServiceAllowList(this, 'ServiceAllowList', { project: projectId, services });
  }
}
