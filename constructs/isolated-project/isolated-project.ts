import { Project } from '@cdktf/provider-google/lib/project/index.js';
import { ProjectDefaultServiceAccounts } from '@cdktf/provider-google/lib/project-default-service-accounts/index.js';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config/index.js';
import { ProjectService } from '@cdktf/provider-google/lib/project-service/index.js';
import { ResourceManagerLien } from '@cdktf/provider-google/lib/resource-manager-lien/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';
import { SecurityRoom } from '../security-room/index.ts';
import { type PerimeterService, ServicePerimeter } from '../service-perimeter/index.ts';

export interface IsolatedProjectProps {
  readonly projectId: string;
  /**
   * Number of the project as other stacks name it (service agents contain it), recorded after creation; a postcondition compares it with
   * what Google assigned.
   */
  readonly projectNumber: string;
  /** Number of the folder that holds it. */
  readonly folderId: string;
  readonly billingAccount: string;
  /** Services to enable; the perimeter restricts exactly these. */
  readonly services: readonly PerimeterService[];
  /** Number of the organisation's access policy. */
  readonly accessPolicy: string;
  /** Public networks of the authorised security room. */
  readonly roomNetworks: readonly string[];
  /** Persons who may handle the records, as `user:` members. */
  readonly handlers: readonly string[];
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A project for regulated remote-sensing records, and the boundary around it: its services, its audit logs of every data access, a
 * lien against deletion, the room's access level and the enforced perimeter. What lies inside is declared by another stack, so that
 * whoever deploys workloads can't change the boundary.
 */
export class IsolatedProject extends Construct {
  readonly project: Project;
  readonly room: SecurityRoom;
  readonly perimeter: ServicePerimeter;

  constructor(scope: Construct, id: string, props: IsolatedProjectProps) {
    super(scope, id);
    this.#validate(props);
    this.project = this.#declareProject(props);
    this.#enableServices(props);
    this.#keepTraces(props);
    const name = props.projectId.replaceAll('-', '_');
    this.room = new SecurityRoom(this, 'SecurityRoom', {
      accessPolicy: props.accessPolicy,
      name: `${name}_room`,
      networks: props.roomNetworks,
    });
    this.perimeter = new ServicePerimeter(this, 'ServicePerimeter', {
      accessPolicy: props.accessPolicy,
      name,
      // By reference: Terraform sees the order, and the first plan proves the membership before Google gave the number.
      projectNumbers: [this.project.number],
      services: props.services,
      handlers: props.handlers,
      room: this.room,
    });
  }

  #declareProject(props: IsolatedProjectProps): Project {
    return new Project(this, 'Resource', {
      name: props.projectId,
      projectId: props.projectId,
      folderId: props.folderId,
      billingAccount: props.billingAccount,
      autoCreateNetwork: false,
      deletionPolicy: 'PREVENT',
      labels: { ...props.labels, data_class: 'remote-sensing' },
      lifecycle: {
        preventDestroy: true,
        postcondition: [
          {
            condition: `\${self.number == "${props.projectNumber}"}`,
            errorMessage: `the number of ${props.projectId} is not ${props.projectNumber}: record the number that Google assigned as its projectNumber`,
          },
        ],
      },
    });
  }

  #enableServices({ services }: IsolatedProjectProps): void {
    const scope = new Construct(this, 'Services');
    for (const service of services) {
      const name = service.replace('.googleapis.com', '');
      new ProjectService(scope, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, {
        project: this.project.projectId,
        service,
        disableOnDestroy: false,
        disableDependentServices: false,
      });
    }
  }

  #keepTraces({ projectId }: IsolatedProjectProps): void {
    new ProjectDefaultServiceAccounts(this, 'DefaultServiceAccounts', {
      project: this.project.projectId,
      action: 'DISABLE',
      restorePolicy: 'NONE',
    });
    new ProjectIamAuditConfig(this, 'AuditConfig', {
      project: this.project.projectId,
      service: 'allServices',
      auditLogConfig: [{ logType: 'ADMIN_READ' }, { logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }],
    });
    new ResourceManagerLien(this, 'Lien', {
      parent: `projects/${this.project.number}`,
      restrictions: ['resourcemanager.projects.delete'],
      origin: 'sekisho',
      reason: `${projectId} holds regulated remote-sensing records and their five-year books`,
    });
  }

  #validate({ projectId, projectNumber, folderId }: IsolatedProjectProps): void {
    requireMatch(this, projectId, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
      what: '`projectId` is not a valid project id',
      expected: '6 to 30 lower-case letters, digits or hyphens, starting with a letter',
      fix: 'choose another id',
    });
    requireMatch(this, projectNumber, /^\d+$/, {
      what: '`projectNumber` is not a project number',
      expected: 'digits only',
      fix: 'record the number that Google assigned',
    });
    requireMatch(this, folderId, /^(folders\/)?\d+$/, {
      what: '`folderId` is not the number of a folder',
      expected: 'digits, optionally after `folders/`',
      fix: 'put the project below the folder that carries the guardrails; a project without a folder sheds them',
    });
  }
}
