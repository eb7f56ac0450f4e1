import { Project } from '@cdktf/provider-google/lib/project/index.js';
import { ProjectDefaultServiceAccounts } from '@cdktf/provider-google/lib/project-default-service-accounts/index.js';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config/index.js';
import { ProjectService } from '@cdktf/provider-google/lib/project-service/index.js';
import { ResourceManagerLien } from '@cdktf/provider-google/lib/resource-manager-lien/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';

/** What every project of ours says of itself. */
export interface ProjectFoundation {
  readonly projectId: string;
  /**
   * Number of the project as other stacks name it (service agents contain it), recorded after creation; a postcondition compares it with
   * what Google assigned.
   */
  readonly projectNumber: string;
  /** Number of the folder that holds it. */
  readonly folderId: string;
  readonly billingAccount: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Declares a project that can't be deleted by mistake. Throws `DeclarationError` for an id, number or folder that Google would refuse. */
export function declareProject(scope: Construct, props: ProjectFoundation, dataClass: string): Project {
  validate(scope, props);
  return new Project(scope, 'Resource', {
    name: props.projectId,
    projectId: props.projectId,
    folderId: props.folderId,
    billingAccount: props.billingAccount,
    autoCreateNetwork: false,
    deletionPolicy: 'PREVENT',
    labels: { ...props.labels, data_class: dataClass },
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

/** Enables services, one resource each, which stay enabled when the code forgets them. */
export function enableServices(scope: Construct, project: Project, services: readonly string[]): void {
  const group = new Construct(scope, 'Services');
  for (const service of services) {
    const name = service.replace('.googleapis.com', '');
    new ProjectService(group, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, {
      project: project.projectId,
      service,
      disableOnDestroy: false,
      disableDependentServices: false,
    });
  }
}

/** Records every access to data, takes the default accounts out of service, and holds the project with a lien. */
export function keepTraces(scope: Construct, project: Project, reason: string): void {
  new ProjectDefaultServiceAccounts(scope, 'DefaultServiceAccounts', {
    project: project.projectId,
    action: 'DISABLE',
    restorePolicy: 'NONE',
  });
  new ProjectIamAuditConfig(scope, 'AuditConfig', {
    project: project.projectId,
    service: 'allServices',
    auditLogConfig: [{ logType: 'ADMIN_READ' }, { logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }],
  });
  new ResourceManagerLien(scope, 'Lien', {
    parent: `projects/${project.number}`,
    restrictions: ['resourcemanager.projects.delete'],
    origin: 'sekisho',
    reason,
  });
}

function validate(scope: Construct, { projectId, projectNumber, folderId }: ProjectFoundation): void {
  requireMatch(scope, projectId, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
    what: '`projectId` is not a valid project id',
    expected: '6 to 30 lower-case letters, digits or hyphens, starting with a letter',
    fix: 'choose another id',
  });
  requireMatch(scope, projectNumber, /^\d+$/, {
    what: '`projectNumber` is not a project number',
    expected: 'digits only',
    fix: 'record the number that Google assigned',
  });
  requireMatch(scope, folderId, /^(folders\/)?\d+$/, {
    what: '`folderId` is not the number of a folder',
    expected: 'digits, optionally after `folders/`',
    fix: 'put the project below the folder that carries the guardrails; a project without a folder sheds them',
  });
}
