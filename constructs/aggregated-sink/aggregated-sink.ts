import { LoggingFolderSink } from '@cdktf/provider-google/lib/logging-folder-sink/index.js';
import { LoggingOrganizationSink } from '@cdktf/provider-google/lib/logging-organization-sink/index.js';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js';
import type { TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';
import type { LockedLogBucket } from '../locked-log-bucket/index.ts';

/** Whose log is collected: a folder with everything below it, or the organisation's own without what lies below. */
export interface LogParent {
  readonly kind: 'folder' | 'organization';
  /** Its number. */
  readonly id: string;
}

export interface AggregatedSinkProps {
  readonly name: string;
  readonly parent: LogParent;
  /** The only places where entries can go: a bucket that is locked for five years, never a topic, dataset or URL. */
  readonly bucket: LockedLogBucket;
  /** Filter of Cloud Logging. */
  readonly filter: string;
}

/**
 * The account with which Cloud Logging writes for a folder or an organisation, as an IAM member.
 * Source: cloud.google.com/logging/docs/api/reference/rest/v2/organizations.sinks, writerIdentity.
 */
export function logWriter({ kind, id }: LogParent): string {
  const owner = kind === 'folder' ? 'folder' : 'org';
  return `serviceAccount:service-${owner}-${id}@gcp-sa-logging.iam.gserviceaccount.com`;
}

/**
 * Sends the log of a folder and of every project below it, or the organisation's own log, into a locked bucket. The sink's account may
 * write into this bucket and nothing else; a postcondition holds it to the account that the bucket's perimeter lets in.
 *
 * @example
 * new AggregatedSink(stack, 'FolderSink', {
 *   name: 'evidence-prd', parent: { kind: 'folder', id: '410000000003' }, bucket, filter: keptLogsFilter,
 * });
 */
export class AggregatedSink extends Construct {
  readonly sink: LoggingFolderSink | LoggingOrganizationSink;

  /** Throws `DeclarationError` for a parent that is not named by number, or a filter that takes everything. */
  constructor(scope: Construct, id: string, props: AggregatedSinkProps) {
    super(scope, id);
    this.#validate(props);
    const { bucket } = props;
    this.sink = this.#declareSink(props);
    new ProjectIamMember(this, 'Writer', {
      project: bucket.project,
      role: 'roles/logging.bucketWriter',
      // Written out, so that it is judged before the sink exists; the sink's postcondition makes sure that it is this one.
      member: logWriter(props.parent),
      condition: {
        title: 'Only the locked bucket',
        expression: `resource.name.endsWith("${bucket.name.replace(/^projects\/[^/]+\//, '')}")`,
      },
      dependsOn: [this.sink],
    });
  }

  #declareSink({ name, parent, bucket, filter }: AggregatedSinkProps): LoggingFolderSink | LoggingOrganizationSink {
    const common = {
      name,
      description: `Keeps the log of ${parent.kind} ${parent.id} as evidence`,
      destination: bucket.destination,
      filter,
      disabled: false,
      // Entries also stay where they are: nobody loses sight of a log by ours.
      interceptChildren: false,
      lifecycle: this.#lifecycleOf(parent),
      dependsOn: [bucket.bucket],
    };
    return parent.kind === 'folder'
      ? new LoggingFolderSink(this, 'Resource', { ...common, folder: parent.id, includeChildren: true })
      : new LoggingOrganizationSink(this, 'Resource', { ...common, orgId: parent.id, includeChildren: false });
  }

  #lifecycleOf(parent: LogParent): TerraformResourceLifecycle {
    return {
      preventDestroy: true,
      postcondition: [
        {
          condition: `\${self.writer_identity == "${logWriter(parent)}"}`,
          errorMessage: `the sink does not write as ${logWriter(parent)}: its perimeter would turn it away`,
        },
      ],
    };
  }

  #validate({ name, parent, filter }: AggregatedSinkProps): void {
    requireMatch(this, name, /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/, {
      what: '`name` is not usable',
      expected: 'a letter, then at most 99 letters, digits, hyphens, underscores or dots',
      fix: 'choose another name',
    });
    requireMatch(this, parent.id, /^\d+$/, {
      what: '`parent` is not named by number',
      expected: 'digits only',
      fix: 'take the number of the folder or organisation',
    });
    requireMatch(this, filter, /log_id\(|protoPayload\./, {
      what: '`filter` names no log',
      expected: 'a filter with log_id() or protoPayload, such as keptLogsFilter',
      fix: 'name what is kept: what programs write of data would be kept for five years as well',
    });
  }
}
