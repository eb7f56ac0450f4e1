import { type Declared, Ref, type Setting, type Settings } from './cell.ts';
import { blocksComputedWhenUnset, computedWhenUnset, type TypeSchema } from './provider-schema.ts';
import type { Random } from './random.ts';

type Json = Record<string, unknown>;

/** One resource as it stands in the three parts of a plan. */
export interface RenderedResource {
  readonly address: string;
  readonly change: Json;
  /** Null when the resource is deleted. */
  readonly planned: Json | null;
  readonly configuration: Json;
}

/** A setting as a plan shows it: what is known of it, what is not, and the expression that it came from. */
interface Shown {
  readonly known: unknown;
  readonly unknown: unknown;
  readonly expression: unknown;
}

const registries = { google: 'registry.terraform.io/hashicorp/google', aws: 'registry.terraform.io/hashicorp/aws' };

/** Renders one resource, with every top-level attribute of its type as a real plan has it: set, null, an empty block, or unknown. Throws for a name that the provider lacks. */
export function renderResource(
  declared: Declared,
  schema: TypeSchema | undefined,
  updateShare: number,
  random: Random,
): RenderedResource {
  const { type, name } = declared;
  if (schema === undefined) throw new Error(`there is no schema for ${type}`);
  const values = showAttributes(declared, schema);
  const address = `${type}.${name}`;
  const common = { address, mode: 'managed', type, name, provider_name: registries[schema.provider] };
  const sensitive = type === 'google_container_cluster' ? { master_auth: [], node_config: [] } : {};
  const changed = changeOf(values, sensitive, { name, updateShare, random });
  return {
    address,
    change: { ...common, ...changed.entry },
    planned: changed.gone ? null : { ...common, schema_version: 0, values: values.after, sensitive_values: sensitive },
    configuration: {
      address,
      mode: 'managed',
      type,
      name,
      provider_config_key: schema.provider,
      expressions: values.expressions,
      schema_version: 0,
    },
  };
}

interface Values {
  readonly after: Json;
  readonly unknown: Json;
  readonly expressions: Json;
}

function showAttributes({ type, set }: Declared, schema: TypeSchema): Values {
  const names = new Set([...schema.opt, ...schema.blocks]);
  const stranger = Object.keys(set).find((attribute) => !names.has(attribute));
  if (stranger !== undefined) throw new Error(`${type}.${stranger} is not in the provider`);
  const values: Values = { after: {}, unknown: {}, expressions: {} };
  for (const attribute of schema.opt) showAttribute(attribute, set[attribute], values);
  for (const block of schema.blocks) showBlock(block, set[block], values);
  for (const attribute of schema.comp) values.unknown[attribute] = true;
  return values;
}

function showAttribute(attribute: string, setting: Setting | undefined, { after, unknown, expressions }: Values): void {
  if (setting === undefined) {
    if (computedWhenUnset.has(attribute)) unknown[attribute] = true;
    else after[attribute] = null;
    return;
  }
  const shown = show(setting);
  if (shown.known !== undefined) after[attribute] = shown.known;
  const someUnknown = Array.isArray(shown.unknown) && shown.unknown.some(Boolean);
  if (shown.unknown === true || someUnknown) unknown[attribute] = shown.unknown;
  expressions[attribute] = isMap(setting) ? { constant_value: setting } : shown.expression;
}

function showBlock(block: string, setting: Setting | undefined, { after, unknown, expressions }: Values): void {
  if (setting !== undefined) {
    const shown = show(setting);
    after[block] = shown.known;
    unknown[block] = shown.unknown;
    expressions[block] = shown.expression;
  } else if (block === 'timeouts') after[block] = null;
  else if (blocksComputedWhenUnset.has(block)) unknown[block] = true;
  else {
    after[block] = [];
    unknown[block] = [];
  }
}

function show(setting: Setting): Shown {
  if (setting instanceof Ref) {
    return { known: undefined, unknown: true, expression: { references: referencesOf([setting]) } };
  }
  if (isList(setting)) return showList(setting);
  if (isMap(setting)) return showMap(setting);
  return { known: setting, unknown: false, expression: { constant_value: setting } };
}

function showList(list: readonly Setting[]): Shown {
  // A set with an unknown element is unknown as a whole.
  const references = list.filter((member) => member instanceof Ref);
  if (references.length > 0)
    return { known: undefined, unknown: true, expression: { references: referencesOf(references) } };
  const parts = list.map(show);
  const isBlock = list.some((member) => typeof member === 'object' && member !== null);
  return {
    known: parts.map((part) => part.known),
    unknown: parts.map((part) => (part.unknown === false && isBlock ? {} : part.unknown)),
    expression: isBlock ? parts.map((part) => part.expression) : { constant_value: list },
  };
}

function showMap(map: Settings): Shown {
  const known: Json = {};
  const unknown: Json = {};
  const expression: Json = {};
  for (const [attribute, setting] of Object.entries(map)) {
    const shown = show(setting);
    if (shown.known !== undefined) known[attribute] = shown.known;
    if (shown.unknown !== false) unknown[attribute] = shown.unknown;
    expression[attribute] = shown.expression;
  }
  return { known, unknown, expression };
}

function referencesOf(references: readonly Ref[]): string[] {
  return references.flatMap((reference) => [`${reference.address}.${reference.attribute}`, reference.address]);
}

function isList(setting: Setting): setting is readonly Setting[] {
  return Array.isArray(setting);
}

function isMap(setting: Setting): setting is Settings {
  return typeof setting === 'object' && setting !== null && !Array.isArray(setting) && !(setting instanceof Ref);
}

interface Chance {
  readonly name: string;
  readonly updateShare: number;
  readonly random: Random;
}

/** Most resources are created; a tenth is left alone, updated, replaced or deleted. */
function changeOf(values: Values, sensitive: Json, chance: Chance): { readonly entry: Json; readonly gone: boolean } {
  const actions = pickActions(chance);
  const before = beforeOf(actions, values, chance.name);
  const gone = actions.length === 1 && actions[0] === 'delete';
  const replaced = actions.length === 2;
  const change = {
    actions,
    before,
    after: gone ? null : values.after,
    after_unknown: gone ? {} : values.unknown,
    before_sensitive: before === null ? false : sensitive,
    after_sensitive: gone ? false : sensitive,
    ...(replaced ? { replace_paths: [['name']] } : {}),
  };
  if (replaced) return { entry: { change, action_reason: 'replace_because_cannot_update' }, gone };
  if (gone) return { entry: { change, action_reason: 'delete_because_no_resource_config' }, gone };
  return { entry: { change }, gone };
}

function beforeOf(actions: readonly string[], values: Values, name: string): Json | null {
  if (actions[0] === 'create') return null;
  const before: Json = { ...values.after, id: `projects/p/${name}` };
  if (actions[0] === 'update' && 'description' in before) before['description'] = 'older';
  return before;
}

function pickActions({ updateShare, random }: Chance): readonly string[] {
  const drawn = random.next();
  if (drawn >= updateShare) return ['create'];
  if (drawn < updateShare / 2) return ['no-op'];
  if (drawn < updateShare * 0.8) return ['update'];
  return drawn < updateShare * 0.9 ? ['delete', 'create'] : ['delete'];
}
