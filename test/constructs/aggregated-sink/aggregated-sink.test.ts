import { describe, expect, it } from 'vitest';
import { AggregatedSink, type AggregatedSinkProps, keptLogsFilter, logWriter } from '../../../constructs/index.ts';
import { aLockedLogBucket } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<AggregatedSinkProps> = {}) {
  return synthesize((stack) => {
    new AggregatedSink(stack, 'Sink', {
      name: 'evidence-test',
      parent: { kind: 'folder', id: '410000000009' },
      bucket: aLockedLogBucket(stack),
      filter: keptLogsFilter,
      ...changes,
    });
  });
}

const writer = 'serviceAccount:service-folder-410000000009@gcp-sa-logging.iam.gserviceaccount.com';

describe('an aggregated sink', () => {
  it('sends the log of everything below a folder into the locked bucket', () => {
    expect(declare().only('google_logging_folder_sink')).toEqual({
      name: 'evidence-test',
      description: 'Keeps the log of folder 410000000009 as evidence',
      folder: '410000000009',
      include_children: true,
      intercept_children: false,
      destination: 'logging.googleapis.com/projects/evidence-test/locations/asia-northeast1/buckets/books',
      filter: keptLogsFilter,
      disabled: false,
      lifecycle: {
        prevent_destroy: true,
        postcondition: [
          {
            condition: `\${self.writer_identity == "${writer}"}`,
            error_message: `the sink does not write as ${writer}: its perimeter would turn it away`,
          },
        ],
      },
      depends_on: ['google_logging_project_bucket_config.Books_8C439C90'],
    });
  });

  it('takes the log of an organisation without what lies below', () => {
    const sink = declare({ parent: { kind: 'organization', id: '123456789012' } });
    expect(sink.only('google_logging_organization_sink')).toMatchObject({
      org_id: '123456789012',
      include_children: false,
    });
    expect(sink.only('google_project_iam_member')).toMatchObject({
      member: 'serviceAccount:service-org-123456789012@gcp-sa-logging.iam.gserviceaccount.com',
    });
  });

  it('may write into this bucket and nothing else', () => {
    expect(declare().only('google_project_iam_member')).toEqual({
      project: 'evidence-test',
      role: 'roles/logging.bucketWriter',
      member: logWriter({ kind: 'folder', id: '410000000009' }),
      condition: {
        title: 'Only the locked bucket',
        expression: 'resource.name.endsWith("locations/asia-northeast1/buckets/books")',
      },
      depends_on: ['google_logging_folder_sink.Sink_D86FD045'],
    });
  });

  it('adds no sink of the project to a bucket that it fills', () => {
    expect(declare().types).not.toContain('google_logging_project_sink');
  });

  it.each([
    ['of a folder by name', { parent: { kind: 'folder' as const, id: 'prd' } }, '`parent` is not named by number'],
    ['of everything that is logged', { filter: '' }, '`filter` names no log: got ""'],
    ['of a name with spaces', { name: 'my sink' }, '`name` is not usable'],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
