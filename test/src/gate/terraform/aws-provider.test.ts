import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startAws } from '../../evidence/support/local-program.ts';
import {
  folderOf,
  missingTerraform,
  outputWith,
  script,
  serialOf,
  settings,
  stackText,
  standIn,
} from './support/stand-in.ts';

const minutes = 60_000;
const mirror = process.env['SEKISHO_PROVIDER_MIRROR'];

/** A queue at a local AWS, encrypted; `policy` is what is attached to it. */
function queue(url: string, policy: object | null): object {
  const address = '${aws_sqs_queue.Queue.id}';
  return {
    terraform: {
      backend: { local: { path: 'terraform.tfstate' } },
      required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } },
    },
    provider: {
      aws: [
        {
          region: 'ap-northeast-1',
          access_key: 'test',
          secret_key: 'test',
          skip_credentials_validation: true,
          skip_metadata_api_check: 'true',
          skip_requesting_account_id: true,
          endpoints: [{ sqs: url }],
        },
      ],
    },
    resource: {
      aws_sqs_queue: { Queue: { name: 'orders', sqs_managed_sse_enabled: true } },
      ...(policy === null
        ? {}
        : { aws_sqs_queue_policy: { Policy: { queue_url: address, policy: JSON.stringify(policy) } } }),
    },
  };
}

const everybody = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }],
};
/** The stack's zone, by the class of its data: regulated records may not lie in a queue. */
const yaml = (dataClass: string): string => `version: 1
zones:
  - name: ${dataClass}
    data_class: ${dataClass}
    select: { stacks: [good] }
    allowed_places: [ap-northeast-1]
`;

describe('a real provider at a real API', () => {
  let aws: LocalAws | null = null;
  beforeAll(async () => {
    if (mirror !== undefined) aws = await startAws();
  }, 2 * minutes);
  afterAll(async () => {
    await aws?.stop();
  });

  it('applies what passes, and neither what violates nor another plan', { timeout: 10 * minutes }, async ({ skip }) => {
    const missing = await missingTerraform();
    if (missing !== null) return skip(missing);
    if (mirror === undefined) return skip('SEKISHO_PROVIDER_MIRROR names no mirror with hashicorp/aws 5.100.0');
    if (aws === null) return skip('no moto_server on PATH (pip install "moto[server]")');
    const { url } = aws;
    const project = outputWith({ good: queue(url, null) }, { yaml: yaml('business') });
    const directory = folderOf(project, 'good');
    const rc = join(project, 'mirror.tfrc');
    writeFileSync(rc, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
    const environment = { ...settings(directory), TF_CLI_CONFIG_FILE: rc };
    const run = (...args: readonly string[]): ReturnType<typeof standIn> => standIn(directory, args, { environment });
    const queues = async (): Promise<boolean> => {
      const body = 'Action=ListQueues&Version=2012-11-05';
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20261124/ap-northeast-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
      };
      return (await (await fetch(url, { method: 'POST', body, headers })).text()).includes('orders');
    };

    const init = await run('init', '-no-color');
    expect([init.exitCode, init.stderr]).toEqual([0, '']);
    const hostile = script(`
if [ "$1" = show ]; then terraform "$@"; code=$?; printf x >> /dev/fd/3; exit $code; fi
exec terraform "$@"`);
    const swapped = await standIn(directory, ['apply', '-auto-approve'], {
      environment: { ...environment, SEKISHO_TERRAFORM: hostile },
    });
    expect([swapped.exitCode, serialOf(directory), await queues()]).toEqual([1, null, false]);
    expect(swapped.stderr).toContain('error[PLAN_SWAPPED]');

    const applied = await run('apply', '-auto-approve', '-no-color');
    expect([applied.exitCode, await queues()]).toEqual([0, true]);
    expect(applied.stdout).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
    const serial = serialOf(directory);

    const bad = queue(url, everybody);
    writeFileSync(join(directory, 'cdk.tf.json'), stackText('good', bad));
    writeFileSync(join(project, 'sekisho.yaml'), yaml('remote-sensing'));
    const refused = await run('apply', '-auto-approve', '-no-color');
    expect([refused.exitCode, serialOf(directory)]).toEqual([1, serial]);
    expect(refused.stdout).toContain('1 to add');
    expect(refused.stderr).toContain('sekisho: apply of good is refused; nothing was applied');
    expect(existsSync(join(project, '.sekisho/decisions.jsonl'))).toBe(true);
    expect(readFileSync(join(project, '.sekisho/decisions.jsonl'), 'utf8').trimEnd().split('\n').length).toBe(4);
  });
});
