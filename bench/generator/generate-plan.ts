import { declareCells } from './cells.ts';
import { readProviderSchema } from './provider-schema.ts';
import { Random } from './random.ts';
import { type RenderedResource, renderResource } from './render-resource.ts';

export interface PlanOptions {
  readonly seed: number;
  /** Share of attributes that break a typical rule. */
  readonly badShare: number;
  /** Share of resources that are not simply created. */
  readonly updateShare: number;
}

export const usualPlan: PlanOptions = { seed: 1, badShare: 0.08, updateShare: 0.1 };

const head = '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
const providers =
  '],"configuration":{"provider_config":{"google":{"name":"google","full_name":"registry.terraform.io/hashicorp/google","version_constraint":"6.50.0"},"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":"5.100.0","expressions":{"region":{"constant_value":"ap-northeast-1"}}}},"root_module":{"resources":[';
const tail = ']}},"timestamp":"2026-11-24T00:00:00Z","applyable":true,"complete":true,"errored":false}';

/** The text, in pieces, of a synthetic Terraform plan with so many resources over Google and AWS. The same options give the same bytes. */
export function* generatePlan(resources: number, options: PlanOptions = usualPlan): Generator<string> {
  const rendered = renderResources(resources, options);
  yield head;
  yield* listOf(rendered.flatMap(({ planned }) => (planned === null ? [] : [planned])));
  yield ']}},"resource_changes":[';
  yield* listOf(rendered.map(({ change }) => change));
  yield providers;
  yield* listOf(rendered.map(({ configuration }) => configuration));
  yield tail;
}

/** Sorted by address, as Terraform does. */
function renderResources(count: number, options: PlanOptions): RenderedResource[] {
  const random = new Random(options.seed, options.badShare);
  const schema = readProviderSchema();
  const rendered: RenderedResource[] = [];
  for (const declared of declareCells(random)) {
    if (rendered.length === count) break;
    rendered.push(renderResource(declared, schema.get(declared.type), options.updateShare, random));
  }
  return rendered.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function* listOf(members: readonly unknown[]): Generator<string> {
  for (const [index, member] of members.entries()) yield (index === 0 ? '' : ',') + JSON.stringify(member);
}
