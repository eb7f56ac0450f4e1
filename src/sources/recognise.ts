/** What a JSON document is, told by its content and never by its name. */
export type DocumentKind = 'plan' | 'state' | 'configuration' | 'manifest' | 'stale-mark' | 'unknown';

const configurationBlocks = new Set([
  '//',
  'terraform',
  'provider',
  'resource',
  'data',
  'variable',
  'locals',
  'output',
  'module',
  'moved',
  'import',
  'removed',
  'check',
  'ephemeral',
]);

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Recognises a Terraform plan, a state, a Terraform JSON configuration or cdktf's manifest. */
export function recognise(document: unknown): DocumentKind {
  if (!isJsonObject(document)) return 'unknown';
  if (isPlan(document)) return 'plan';
  if (isState(document)) return 'state';
  if (document['schema'] === 'sekisho.stale/v1') return 'stale-mark';
  if (isJsonObject(document['stacks']) && typeof document['version'] === 'string') return 'manifest';
  const keys = Object.keys(document);
  if (keys.length > 0 && keys.every((key) => configurationBlocks.has(key))) return 'configuration';
  return 'unknown';
}

function isPlan(document: JsonObject): boolean {
  if (!('format_version' in document)) return false;
  return 'resource_changes' in document || 'planned_values' in document || 'configuration' in document;
}

/** A state as Terraform stores it, or as `terraform show -json` prints it: one without resources has versions only. */
function isState(document: JsonObject): boolean {
  if ('serial' in document && 'lineage' in document) return true;
  if (!('format_version' in document)) return false;
  return 'values' in document || Object.keys(document).every((key) => key.endsWith('_version'));
}
