import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentNames } from '../../stacks/environments.ts';
import { type ProgramResult, runProgram } from '../support/run-program.ts';
import { findStack, resourcesOf, type SynthesizedStack, synthesizeEstate } from './synthesize-estate.ts';

const stacks = synthesizeEstate();

/** The provider starts three times; a busy machine takes ten times as long as an idle one. */
const planTimeout = 300_000;

/** Credentials that lead nowhere, and nothing that would call AWS before a plan. */
const offline = {
  access_key: 'test',
  secret_key: 'test',
  skip_credentials_validation: true,
  skip_metadata_api_check: 'true',
  skip_requesting_account_id: true,
};

/** Writes the stack so that it can be planned without an account: local state, no call to AWS. */
function writeOffline(stack: SynthesizedStack, directory: string): void {
  const { allowed_account_ids: _, ...provider } = stack.json.provider['aws']?.[0] ?? {};
  const json = {
    ...stack.json,
    provider: { aws: [{ ...provider, ...offline }] },
    terraform: { ...stack.json.terraform, backend: { local: { path: 'terraform.tfstate' } } },
  };
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(json));
}

/** Where Terraform finds providers: a mirror that `SEKISHO_PROVIDER_MIRROR` names, else whatever the machine has configured. */
function terraformEnvironment(directory: string): Readonly<Record<string, string>> {
  const mirror = process.env['SEKISHO_PROVIDER_MIRROR'];
  if (mirror === undefined) return { CHECKPOINT_DISABLE: '1' };
  const file = join(directory, 'terraform.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  return { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: file };
}

/** The line in which Terraform says why it failed. */
function reasonOf({ stderr, stdout }: ProgramResult): string {
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.includes('Error:')) ?? lines[0] ?? 'it said nothing';
}

describe.each(environmentNames)('the edge stack of %s', (name) => {
  const stack = findStack(stacks, `edge-${name}`);

  it('sends a tenth of the users to AWS, each side with a health check', () => {
    const records = resourcesOf(stack, 'aws_route53_record').map((record) => ({
      side: record['set_identifier'],
      weight: record['weighted_routing_policy'],
      isChecked: typeof record['health_check_id'] === 'string',
    }));
    expect(records).toEqual([
      { side: 'aws', weight: { weight: 10 }, isChecked: true },
      { side: 'on-premises', weight: { weight: 90 }, isChecked: true },
    ]);
  });

  it('can be applied to its own account only', () => {
    expect(stack.json.provider['aws']?.[0]).toMatchObject({ allowed_account_ids: [expect.stringMatching(/^\d{12}$/)] });
  });

  it(
    'is planned by Terraform with the real provider',
    async (context) => {
      const directory = mkdtempSync(join(tmpdir(), 'sekisho-edge-'));
      try {
        writeOffline(stack, directory);
        const environment = terraformEnvironment(directory);
        const terraform = (...parameters: readonly string[]): Promise<ProgramResult> =>
          runProgram('terraform', parameters, { cwd: directory, environment });
        const init = await terraform('init', '-input=false', '-no-color');
        if (init.exitCode !== 0) {
          context.skip(`terraform init found no hashicorp/aws here: ${reasonOf(init)}`);
        }
        const plan = await terraform('plan', '-input=false', '-no-color', '-out=plan');
        expect(plan).toMatchObject({ exitCode: 0 });
        const planned = /Plan: (\d+) to add, 0 to change, 0 to destroy\./.exec(plan.stdout)?.[1];
        const declared = Object.values(stack.json.resource).flatMap((resources) => Object.keys(resources));
        expect(Number(planned)).toBe(declared.length);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
    planTimeout,
  );
});
