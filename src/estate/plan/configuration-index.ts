import type { ProofStep, Reference } from '../value.ts';
import { isRecord, type JsonRecord, recordAt } from './plan-document.ts';

/** One resource block of the plan's `configuration`, with the module that holds it. */
export interface ConfiguredResource {
  readonly module: ConfiguredModule;
  readonly expressions: JsonRecord;
  readonly providerKey: string;
}

/** One module of the plan's `configuration`; the root has no parent. */
export interface ConfiguredModule {
  readonly block: JsonRecord;
  readonly call: JsonRecord | null;
  readonly parent: ConfiguredModule | null;
  /** Module path without instance keys: `module.a.module.b`, empty for the root. */
  readonly path: string;
}

/** What a reference comes to: the resources behind it, and whether everything on the way could be seen. */
export interface Followed {
  readonly references: readonly Reference[];
  readonly decided: boolean;
}

/** Resource blocks by module path and un-indexed address, e.g. `module.a.google_storage_bucket.b`. */
export type ConfigurationIndex = ReadonlyMap<string, ConfiguredResource>;

/** Indexes `configuration` of a plan, with all modules below its root. */
export function indexConfiguration(configuration: JsonRecord): ConfigurationIndex {
  const index = new Map<string, ConfiguredResource>();
  addModule({ block: recordAt(configuration, 'root_module'), call: null, parent: null, path: '' }, index);
  return index;
}

function addModule(module: ConfiguredModule, index: Map<string, ConfiguredResource>): void {
  const prefix = module.path === '' ? '' : `${module.path}.`;
  const resources = module.block['resources'];
  for (const resource of Array.isArray(resources) ? resources : []) {
    if (!isRecord(resource) || typeof resource['address'] !== 'string') continue;
    const providerKey = resource['provider_config_key'];
    index.set(prefix + resource['address'], {
      module,
      expressions: recordAt(resource, 'expressions'),
      providerKey: typeof providerKey === 'string' ? providerKey : '',
    });
  }
  for (const [name, call] of Object.entries(recordAt(module.block, 'module_calls'))) {
    if (!isRecord(call)) continue;
    addModule({ block: recordAt(call, 'module'), call, parent: module, path: `${prefix}module.${name}` }, index);
  }
}

/** `module.a["k"].module.b[0]` without its instance keys; quotes may hold dots and brackets. */
export function withoutKeys(address: string): string {
  return address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '');
}

interface Walk {
  readonly stack: string;
  readonly module: ConfiguredModule;
  /** Module address with instance keys, of the resource where the walk began. */
  readonly moduleAddress: string | null;
  readonly via: readonly ProofStep[];
}

/** References of an expression list, without those that only name the resource of a longer one (`a.b` beside `a.b.id`). */
export function fullReferences(references: unknown): string[] {
  if (!Array.isArray(references)) return [];
  const texts = references.filter((text): text is string => typeof text === 'string');
  return texts.filter((text) => !texts.some((other) => other.startsWith(`${text}.`) || other.startsWith(`${text}[`)));
}

/** Follows references through variables, module arguments and module outputs to resources. */
export function follow(references: readonly string[], walk: Walk): Followed {
  const followed = references.map((text) => followOne(text, walk));
  return {
    references: followed.flatMap((one) => one.references),
    decided: followed.every((one) => one.decided),
  };
}

const maximumHops = 32;

function followOne(text: string, walk: Walk): Followed {
  if (walk.via.length > maximumHops) return { references: [], decided: false };
  const parts = splitTraversal(text);
  const [root = '', name = '', ...rest] = parts;
  if (root === 'var') return followVariable(name, walk);
  if (root === 'module') return followOutput(withoutKeys(name), rest, walk);
  if (['local', 'each', 'count', 'self', 'path', 'terraform'].includes(root)) return { references: [], decided: false };
  return { references: [resourceReference(parts, walk)], decided: true };
}

/** The resource or data source that a traversal begins with, in the module of the walk. */
function resourceReference([root = '', name = '', ...rest]: readonly string[], walk: Walk): Reference {
  const isData = root === 'data';
  const type = isData ? `data.${name}` : root;
  const label = isData ? (rest[0] ?? '') : name;
  const attribute = (isData ? rest.slice(1) : rest).join('.');
  const prefix = walk.moduleAddress === null || walk.moduleAddress === '' ? '' : `${walk.moduleAddress}.`;
  return { address: `${prefix}${type}.${label}`, type, attribute, stack: walk.stack, via: walk.via };
}

function followVariable(name: string, walk: Walk): Followed {
  const { parent, call } = walk.module;
  if (parent === null || call === null) return { references: [], decided: true };
  const expression = recordAt(call, 'expressions')[withoutKeys(name)];
  const references = fullReferences(isRecord(expression) ? expression['references'] : undefined);
  const via = [...walk.via, { address: `${walk.module.path}.var.${name}`, why: 'module argument' }];
  return follow(references, { ...walk, module: parent, moduleAddress: parentAddress(walk.moduleAddress), via });
}

function followOutput(name: string, rest: readonly string[], walk: Walk): Followed {
  const call = recordAt(walk.module.block, 'module_calls')[name];
  const output = withoutKeys(rest.find((part) => !part.startsWith('[')) ?? '');
  if (!isRecord(call) || output === '') return { references: [], decided: false };
  const block = recordAt(call, 'module');
  const prefix = walk.module.path === '' ? '' : `${walk.module.path}.`;
  const module = { block, call, parent: walk.module, path: `${prefix}module.${name}` };
  const references = fullReferences(recordAt(recordAt(recordAt(block, 'outputs'), output), 'expression')['references']);
  const address = walk.moduleAddress === null || walk.moduleAddress === '' ? '' : `${walk.moduleAddress}.`;
  const via = [...walk.via, { address: `${module.path}.${output}`, why: 'module output' }];
  if (references.length === 0) return { references: [], decided: false };
  return follow(references, { ...walk, module, moduleAddress: `${address}module.${name}`, via });
}

function parentAddress(address: string | null): string | null {
  if (address === null) return null;
  const modules = splitTraversal(address);
  // `module`, name, `module`, name: the last pair is the module that is left.
  const kept = modules.slice(0, -2);
  return kept.length === 0 ? null : kept.join('.');
}

/** Splits at dots outside of brackets: `a.b["x.y"].c` gives `a`, `b["x.y"]`, `c`. */
function splitTraversal(text: string): string[] {
  if (!text.includes('[')) return text.split('.');
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const character of text) {
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    if (character === '.' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}
