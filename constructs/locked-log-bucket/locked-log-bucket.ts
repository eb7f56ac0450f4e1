import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config/index.js';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink/index.js';
import { Construct } from 'constructs';

import type { DataKey } from '../data-key/index.ts';
import { isKnown, refuse, requireMatch } from '../declaration/index.ts';

/** Act 77/2016 Art.12(2) keeps books for five years, of which two may be leap years. */
const fiveYearsInDays = 1827;

/** Names of the logs that are books: who did what, was refused, and what went through network and names. */
const keptLogs = [
  'cloudaudit.googleapis.com/activity',
  'cloudaudit.googleapis.com/data_access',
  'cloudaudit.googleapis.com/policy',
  'cloudaudit.googleapis.com/system_event',
  'cloudaudit.googleapis.com/access_transparency',
  'compute.googleapis.com/firewall',
  'compute.googleapis.com/vpc_flows',
  'dns.googleapis.com/dns_queries',
] as const;

/** Filter of Cloud Logging that takes what is kept, and nothing else. */
export const keptLogsFilter = keptLogs.map((log) => `log_id("${log}")`).join(' OR ');

export interface LockedLogBucketProps {
  readonly project: string;
  readonly location: string;
  readonly bucketId: string;
  readonly key: DataKey;
  /** True makes retention irrevocable; no default, since it can't be undone. */
  readonly isLocked: boolean;
  /** @default 1827, five years */
  readonly retentionDays?: number;
  /** Whose log comes in: the project's own by a sink of the bucket, or what aggregated sinks send. @default 'project' */
  readonly source?: 'project' | 'aggregated';
}

/**
 * The books: who read, wrote, was refused, and what left through network and names, kept for five years where nobody can shorten it.
 * Retention and lock are declared together, since a bucket locked at Google's default of 30 days stays at 30 days for ever.
 *
 * @example
 * new LockedLogBucket(stack, 'Books', {
 *   project: 'rs-isolated-dev', location: 'asia-northeast1', bucketId: 'rs-books', key, isLocked: true,
 * });
 */
export class LockedLogBucket extends Construct {
  readonly bucket: LoggingProjectBucketConfig;
  /** The project's own sink; undefined when aggregated sinks fill the bucket. */
  readonly sink: LoggingProjectSink | undefined;
  readonly project: string;
  /** Full name, known before the bucket exists. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: LockedLogBucketProps) {
    super(scope, id);
    this.#validate(props);
    const { project, location, bucketId, source = 'project' } = props;
    this.project = project;
    this.name = `projects/${project}/locations/${location}/buckets/${bucketId}`;
    this.bucket = new LoggingProjectBucketConfig(this, 'Resource', {
      project,
      location,
      bucketId,
      description: 'Books of the handling of regulated remote-sensing records',
      retentionDays: props.retentionDays ?? fiveYearsInDays,
      locked: props.isLocked,
      enableAnalytics: false,
      cmekSettings: { kmsKeyName: props.key.key.id },
      lifecycle: { preventDestroy: true },
      dependsOn: [props.key.policy],
    });
    this.sink = source === 'project' ? this.#declareSink(bucketId) : undefined;
  }

  /** Where sinks send entries. Written out, so that it is known before the bucket exists. */
  get destination(): string {
    return `logging.googleapis.com/${this.name}`;
  }

  #declareSink(bucketId: string): LoggingProjectSink {
    return new LoggingProjectSink(this, 'Sink', {
      project: this.project,
      name: `${bucketId}-sink`,
      destination: this.destination,
      filter: keptLogsFilter,
      uniqueWriterIdentity: true,
      disabled: false,
      dependsOn: [this.bucket],
    });
  }

  #validate({ location, bucketId, retentionDays }: LockedLogBucketProps): void {
    requireMatch(this, location, /^[a-z]+-[a-z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region such as asia-northeast1',
      fix: 'name the region of the records; `global` leaves the place to Google',
    });
    requireMatch(this, bucketId, /^[a-z][a-z0-9-]{0,94}$/, {
      what: '`bucketId` is not usable',
      expected: 'a lower-case letter, then at most 94 lower-case letters, digits or hyphens',
      fix: 'choose a name of your own; `_Default` can be changed by others',
    });
    const days = retentionDays ?? fiveYearsInDays;
    if (isKnown(days) && (!Number.isInteger(days) || days < fiveYearsInDays || days > 3650)) {
      refuse(this, {
        what: '`retentionDays` is out of range',
        got: days,
        expected: `a whole number from ${fiveYearsInDays} to 3650`,
        fix: 'leave it out for five years',
      });
    }
  }
}
