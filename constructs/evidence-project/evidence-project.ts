import { AccessContextManagerServicePerimeter } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import type { Project } from '@cdktf/provider-google/lib/project/index.js';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js';
import { Construct } from 'constructs';

import { type LogParent, logWriter } from '../aggregated-sink/index.ts';
import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import { SecurityRoom } from '../security-room/index.ts';
import type { PerimeterService } from '../service-perimeter/index.ts';
import { declareProject, enableServices, keepTraces, type ProjectFoundation } from '../system-project/index.ts';
import { evidenceStatus } from './evidence-perimeter.ts';

/** They see alerts and every entry of the books, also those of data access; they change nothing. */
const auditorRoles = {
  Logs: 'roles/logging.viewer',
  DataAccess: 'roles/logging.privateLogViewer',
  Books: 'roles/logging.viewAccessor',
  Alerts: 'roles/monitoring.viewer',
} as const;

export interface EvidenceProjectProps extends ProjectFoundation {
  /** Services to enable; the perimeter restricts exactly these. */
  readonly services: readonly PerimeterService[];
  /** Number of the organisation's access policy. */
  readonly accessPolicy: string;
  /** Public networks of the authorised security room. */
  readonly roomNetworks: readonly string[];
  /** Who reads the books, as `user:` members. */
  readonly auditors: readonly string[];
  /** Whose logs come in: an aggregated sink of each writes here. */
  readonly logParents: readonly LogParent[];
}

/**
 * A project for evidence, apart from what it tells about: a perimeter of its own, into which Cloud Logging writes entries and from which
 * named auditors read in the security room. Whoever handles records or deploys systems can neither change nor read it.
 *
 * @example
 * new EvidenceProject(stack, 'EvidenceProject', {
 *   projectId: 'evidence-prd', projectNumber: '310000000053', folderId: '410000000003', billingAccount: '01A2B3-C4D5E6-F7A8B9',
 *   services: ['cloudkms.googleapis.com', 'logging.googleapis.com', 'monitoring.googleapis.com'], accessPolicy: '987654321',
 *   roomNetworks: ['203.0.113.16/28'], auditors: ['user:auditor.one@example.jp'], logParents: [{ kind: 'folder', id: '410000000003' }],
 * });
 */
export class EvidenceProject extends Construct {
  readonly project: Project;
  readonly room: SecurityRoom;
  readonly perimeter: AccessContextManagerServicePerimeter;

  /** Throws `DeclarationError` for no log, no named auditor, or an identity that Google would refuse. */
  constructor(scope: Construct, id: string, props: EvidenceProjectProps) {
    super(scope, id);
    this.#validate(props);
    const { projectId, services, accessPolicy, auditors } = props;
    this.project = declareProject(this, props, 'evidence');
    enableServices(this, this.project, services);
    keepTraces(this, this.project, `${projectId} keeps the books of five years`);
    const name = projectId.replaceAll('-', '_');
    this.room = new SecurityRoom(this, 'SecurityRoom', {
      accessPolicy,
      name: `${name}_room`,
      networks: props.roomNetworks,
    });
    this.perimeter = this.#declarePerimeter(name, props);
    for (const [index, member] of auditors.entries()) {
      for (const [role, name] of Object.entries(auditorRoles)) {
        new ProjectIamMember(this, `Auditor${index + 1}${role}`, { project: projectId, role: name, member });
      }
    }
  }

  #declarePerimeter(
    name: string,
    { accessPolicy, services, auditors, logParents }: EvidenceProjectProps,
  ): AccessContextManagerServicePerimeter {
    const parent = `accessPolicies/${accessPolicy}`;
    return new AccessContextManagerServicePerimeter(this, 'ServicePerimeter', {
      parent,
      name: `${parent}/servicePerimeters/${name}`,
      title: name,
      description: 'Evidence: entries in, named auditors from the security room in, nothing out',
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      useExplicitDryRunSpec: false,
      status: evidenceStatus({
        projectNumber: this.project.number,
        services,
        auditors,
        room: this.room,
        logWriters: logParents.map(logWriter),
      }),
      // No `ignoreChanges`: an ignored perimeter drifts unseen.
      lifecycle: { preventDestroy: true },
    });
  }

  #validate({ services, auditors, logParents }: EvidenceProjectProps): void {
    requireDistinct(this, services, '`services` names a service twice');
    for (const needed of ['logging.googleapis.com', 'monitoring.googleapis.com'] as const) {
      requireMatch(this, services.join(','), new RegExp(`(^|,)${needed.replaceAll('.', '\\.')}(,|$)`), {
        what: 'the project could keep or watch nothing',
        expected: `${needed} among the services`,
        fix: 'add it to the registry of projects',
      });
    }
    requireSome(this, logParents, {
      what: 'no log comes in',
      expected: 'at least one folder',
      fix: 'name the folder of the environment',
    });
    requireDistinct(
      this,
      logParents.map(({ kind, id }) => `${kind} ${id}`),
      '`logParents` names a parent twice',
    );
    requireSome(this, auditors, {
      what: 'nobody could read the books',
      expected: 'at least one named auditor',
      fix: 'name who shows them at an inspection',
    });
    requireDistinct(this, auditors, '`auditors` names a person twice');
    for (const auditor of auditors) {
      requireMatch(this, auditor, /^user:[^\s@]+@[^\s@]+$/, {
        what: 'an auditor is not a named person',
        expected: '`user:` and an address',
        fix: 'name each person; groups and service accounts change without this code',
      });
    }
  }
}
