import { parse } from '@cdktf/hcl2json';
import { describe, expect, test } from 'vitest';
import { isKnown } from '../../../../src/estate/expression/value-tools.ts';
import { expandConfiguration } from '../../../../src/estate/module/expand-configuration.ts';
import { isValueObject, type ValueObject } from '../../../../src/estate/value.ts';
import { runProgram } from '../../../support/run-program.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const files = {
  'main.tf': `
variable "env" {
  type    = string
  default = "prd"
}
variable "ports" {
  type    = set(string)
  default = ["443", "80"]
}
variable "buckets" {
  type = map(object({
    location = optional(string, "asia-northeast1")
    days     = number
    tags     = optional(map(string))
  }))
  default = {
    raw   = { days = "30" }
    level = { days = 60, location = "us", tags = { a = 1 } }
  }
}
locals {
  prefix = "rs-\${var.env}"
  names  = { for k, v in var.buckets : k => "\${local.prefix}-\${k}" }
  long   = [for k, v in var.buckets : v if v.days > 30]
  escaped = "a\\tb \\"c\\" $\${d} %%{e} \\\\d"
}
resource "terraform_data" "bucket" {
  for_each = var.buckets
  input    = { name = local.names[each.key], location = each.value.location, days = each.value.days, tags = each.value.tags }
}
resource "terraform_data" "port" {
  for_each = var.ports
  input    = "\${each.key}-\${each.value}"
}
resource "terraform_data" "counted" {
  count = length(local.long) + 1
  input = [count.index, try(local.long[count.index].location, "none"), element(["a", "b"], count.index)]
}
resource "terraform_data" "uses" {
  input = {
    first   = terraform_data.counted[0].input
    named   = terraform_data.bucket["raw"].input.name
    all     = terraform_data.counted[*].input
    sorted  = { for k, b in terraform_data.bucket : k => b.input.location }
    module  = module.child["x"].full
    modules = [for m in module.child : m.full]
    escaped = local.escaped
    encoded = jsonencode({ z = 1, a = [local.prefix, null, true] })
    either  = var.env == "prd" ? local.prefix : "none"
    later   = "\${local.prefix}-\${terraform_data.port["443"].id}"
    exact   = terraform_data.port["443"].id
  }
}
resource "terraform_data" "none" {
  count = var.env == "prd" ? 0 : 1
}
module "child" {
  source   = "./child"
  for_each = toset(["x", "y"])
  name     = "\${local.prefix}-\${each.key}"
}
`,
  'child/child.tf': `
variable "name" { type = string }
variable "suffix" {
  type     = string
  default  = "end"
  nullable = false
}
resource "terraform_data" "inner" {
  count = 2
  input = { name = "\${var.name}-\${count.index}-\${var.suffix}" }
}
output "full" { value = terraform_data.inner[1].input.name }
`,
};

/** What this test reads of `terraform show -json`. */
interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly after: { readonly input?: unknown } };
  }[];
}

describe('a module written in HCL', () => {
  test('has the instances and values that terraform plans', async (context) => {
    const cwd = temporaryFolder(files);
    const environment = { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '' };
    const commands = ['init -input=false', 'plan -input=false -out=plan', 'show -json plan > plan.json', 'version'];
    const script = `${commands.map((command) => `terraform ${command}`).join(' && ')} && cat plan.json`;
    const result = await runProgram('sh', ['-c', script], { cwd, environment });
    if (result.exitCode === 127) context.skip('terraform is not installed');
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const plan = JSON.parse(result.stdout.slice(result.stdout.indexOf('{"format_version"'))) as Plan;

    const main = { files: [{ path: `${cwd}/main.tf`, content: await parse('main.tf', files['main.tf']) }] };
    const child = {
      files: [{ path: `${cwd}/child/child.tf`, content: await parse('child.tf', files['child/child.tf']) }],
    };
    const module = expandConfiguration(main, {
      stack: 's',
      directory: cwd,
      loadModule: (source, from) => (source === './child' && from === cwd ? child : null),
      remoteOutput: () => undefined,
    });

    const planned = new Map(plan.resource_changes.map(({ address, change }) => [address, change.after.input ?? null]));
    expect(module.resources.map(({ address }) => address).sort()).toEqual([...planned.keys()].sort());
    const unknown = module.resources.filter(({ values }) => !isKnown(values)).map(({ address }) => address);
    // The second `try` fails in Terraform, and whether anything fails can't be told here.
    expect(unknown).toEqual(['terraform_data.counted[1]', 'terraform_data.uses']);
    for (const { address, values } of module.resources.filter((resource) => isKnown(resource.values))) {
      expect([address, values['input'] ?? null]).toEqual([address, withoutNulls(planned.get(address))]);
    }

    const ours = module.resources.find(({ address }) => address === 'terraform_data.uses')?.values['input'];
    const members = Object.entries(isValueObject(ours ?? null) ? (ours as ValueObject) : {});
    const unsure = members.filter(([, value]) => !isKnown(value)).map(([key]) => key);
    expect(unsure).toEqual(['all', 'exact', 'later']);
    const theirs = planned.get('terraform_data.uses') as Readonly<Record<string, unknown>>;
    for (const [key, value] of members.filter(([, each]) => isKnown(each))) {
      expect([key, value]).toEqual([key, theirs[key]]);
    }
  });
});

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutNulls(member)]));
}
