import type { Project } from '@cdktf/provider-google/lib/project/index.js';
import { Construct } from 'constructs';

import { Release, type ReleaseDeclaration } from '../release/index.ts';
import { SecurityRoom } from '../security-room/index.ts';
import {
  type Lockdown,
  type PerimeterService,
  type PerimeterTrial,
  type PerimeterWriter,
  ServicePerimeter,
} from '../service-perimeter/index.ts';
import { declareProject, enableServices, keepTraces, type ProjectFoundation } from '../system-project/index.ts';

export interface IsolatedProjectProps extends ProjectFoundation {
  /** Services to enable; the perimeter restricts exactly these. */
  readonly services: readonly PerimeterService[];
  /** Number of the organisation's access policy. */
  readonly accessPolicy: string;
  /** Public networks of the authorised security room. */
  readonly roomNetworks: readonly string[];
  /** Persons who may handle the records, as `user:` members. */
  readonly handlers: readonly string[];
  /** Domains of ours: a handler has an address at one of them. */
  readonly domains: readonly string[];
  /** Machines of other projects that may bring something in: the ground station, the image pusher. @default none */
  readonly writers?: readonly PerimeterWriter[];
  /** The only way out. @default none: closed */
  readonly release?: ReleaseDeclaration;
  /** Shuts out the room and closes the release during an incident. @default none */
  readonly lockdown?: Lockdown;
  /** What the perimeter would become, logged and not enforced. @default none */
  readonly dryRun?: Omit<PerimeterTrial, 'room'>;
}

/**
 * A project for regulated remote-sensing records, and the boundary around it: its services, its audit logs of every data access, a
 * lien against deletion, the room's access level and the enforced perimeter. What lies inside is declared by another stack, so that
 * whoever deploys workloads can't change the boundary.
 *
 * @example
 * new IsolatedProject(stack, 'IsolatedProject', {
 *   projectId: 'rs-isolated-dev', projectNumber: '310000000001', folderId: '410000000011', billingAccount: '01A2B3-C4D5E6-F7A8B9',
 *   services: ['cloudkms.googleapis.com', 'storage.googleapis.com'], accessPolicy: '987654321', roomNetworks: ['203.0.113.16/28'],
 *   handlers: ['user:handler.one@example.jp', 'user:handler.two@example.jp'], domains: ['example.jp'],
 * });
 */
export class IsolatedProject extends Construct {
  readonly project: Project;
  readonly room: SecurityRoom;
  readonly perimeter: ServicePerimeter;
  /** The way out; undefined while the project is closed. */
  readonly release: Release | undefined;

  constructor(scope: Construct, id: string, props: IsolatedProjectProps) {
    super(scope, id);
    this.project = declareProject(this, props, 'remote-sensing');
    enableServices(this, this.project, props.services);
    keepTraces(
      this,
      this.project,
      `${props.projectId} holds regulated remote-sensing records and their five-year books`,
    );
    const name = props.projectId.replaceAll('-', '_');
    this.room = new SecurityRoom(this, 'SecurityRoom', {
      accessPolicy: props.accessPolicy,
      name: `${name}_room`,
      networks: props.roomNetworks,
    });
    this.release = this.#declareRelease(props);
    this.perimeter = new ServicePerimeter(this, 'ServicePerimeter', {
      accessPolicy: props.accessPolicy,
      name,
      // By reference: Terraform sees the order, and the first plan proves the membership before Google gave the number.
      projectNumbers: [this.project.number],
      services: props.services,
      handlers: props.handlers,
      domains: props.domains,
      room: this.room,
      ...(props.writers === undefined ? {} : { writers: props.writers }),
      ...(this.release === undefined ? {} : { release: this.release }),
      ...(props.lockdown === undefined ? {} : { lockdown: props.lockdown }),
      ...(props.dryRun === undefined ? {} : { dryRun: props.dryRun }),
    });
  }

  #declareRelease({ projectId: project, handlers, release }: IsolatedProjectProps): Release | undefined {
    if (release === undefined) return undefined;
    return new Release(this, 'Release', { ...release, project, projectNumber: this.project.number, handlers });
  }
}
