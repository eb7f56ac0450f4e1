import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';
import { completeValues, type ResourceBlocks } from './complete-values.ts';

/**
 * A state as Terraform would hold it had the plan been applied: the planned values, and for what only the cloud would have said a text that no cloud gave,
 * where another resource asks for it. Takes what `terraform show -json` prints, and the providers' schemas. Throws for a plan with modules, which no stack of ours has.
 */
export function handMadeState(plan: JsonObject, blocks: ResourceBlocks): JsonObject {
  const asked = askedAttributes(plan);
  const schemas = schemaVersions(plan);
  const resources = changesOf(plan).map((change) => {
    const { address, type, name, provider_name: provider, change: own } = change;
    const known = attributesOf(change, asked.get(String(address)) ?? new Set());
    const block = blocks.get(String(type));
    if (block === undefined) throw new Error(`no provider tells of ${String(type)}`);
    const attributes = completeValues(known, block);
    const instance = {
      schema_version: schemas.get(String(address)) ?? 0,
      attributes,
      sensitive_attributes: sensitivePaths(objectOf(own)['after_sensitive']),
    };
    return { mode: 'managed', type, name, provider: `provider["${String(provider)}"]`, instances: [instance] };
  });
  return {
    version: 4,
    terraform_version: plan['terraform_version'],
    serial: 1,
    lineage: '00000000-0000-4000-8000-000000000001',
    outputs: {},
    resources,
  };
}

/** Addresses of what the plan would still do something to. */
export function unsettled(plan: JsonObject): readonly string[] {
  return changesOf(plan).flatMap(({ address, change }) => {
    const { actions } = objectOf(change);
    return Array.isArray(actions) && actions.length === 1 && actions[0] === 'no-op' ? [] : [String(address)];
  });
}

function changesOf(plan: JsonObject): readonly JsonObject[] {
  const changes = listOf(plan['resource_changes']).filter(({ mode }) => mode === 'managed');
  const foreign = changes.find((change) => change['module_address'] !== undefined || change['index'] !== undefined);
  if (foreign !== undefined)
    throw new Error(`no state can be made by hand for ${String(foreign['address'])}: it has an index or a module`);
  return changes;
}

function attributesOf({ address, type, change }: JsonObject, asked: ReadonlySet<string>): JsonObject {
  const own = objectOf(change);
  const after = objectOf(own['after']);
  const unknown = objectOf(own['after_unknown']);
  const name = typeof after['name'] === 'string' ? after['name'] : (String(address).split('.')[1] ?? '');
  const made = Object.keys(unknown)
    .filter((attribute) => unknown[attribute] === true && (attribute === 'id' || asked.has(attribute)))
    .map((attribute): [string, string] => [
      attribute,
      shaped(String(type), attribute, after) ?? `made-up/${String(type)}/${name}/${attribute}`,
    ]);
  return { ...after, ...Object.fromEntries(made) };
}

/** What providers take apart again must have the shape that they expect. */
const shapes: Readonly<Record<string, string>> = {
  'google_artifact_registry_repository.id': 'projects/{project}/locations/{location}/repositories/{repository_id}',
  'google_artifact_registry_repository.name': '{repository_id}',
  'google_compute_network.id': 'projects/{project}/global/networks/{name}',
  'google_compute_subnetwork.id': 'projects/{project}/regions/{region}/subnetworks/{name}',
  'google_container_cluster.id': 'projects/{project}/locations/{location}/clusters/{name}',
  'google_kms_crypto_key.id': '{key_ring}/cryptoKeys/{name}',
  'google_kms_key_ring.id': 'projects/{project}/locations/{location}/keyRings/{name}',
  'google_service_account.id': 'projects/{project}/serviceAccounts/{account_id}@{project}.iam.gserviceaccount.com',
  'google_service_account.name': 'projects/{project}/serviceAccounts/{account_id}@{project}.iam.gserviceaccount.com',
  'google_storage_bucket.id': '{name}',
};

/** For what a later round knows. */
const notYetKnown: Readonly<Record<string, string>> = {
  key_ring: 'projects/made-up/locations/made-up/keyRings/made-up',
};

function shaped(type: string, attribute: string, after: JsonObject): string | null {
  const shape = shapes[`${type}.${attribute}`];
  if (shape === undefined) return null;
  return shape.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = after[name];
    return typeof value === 'string' ? value : (notYetKnown[name] ?? 'made-up');
  });
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function schemaVersions(plan: JsonObject): ReadonlyMap<string, number> {
  const root = objectOf(objectOf(plan['planned_values'])['root_module']);
  const versions = listOf(root['resources']).map(({ address, schema_version: version }) => {
    return [String(address), typeof version === 'number' ? version : 0] as const;
  });
  return new Map(versions);
}

/** Which attributes of which resources other resources name. */
function askedAttributes(plan: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  const visit = (value: unknown): void => {
    for (const [key, inner] of entriesOf(value)) {
      if (key === 'references') note(inner);
      else visit(inner);
    }
  };
  const note = (references: unknown): void => {
    for (const reference of Array.isArray(references) ? references.map(String) : []) {
      const [type, name, attribute] = reference.split('.');
      if (type === undefined || name === undefined || attribute === undefined) continue;
      const address = `${type}.${name}`;
      asked.set(address, (asked.get(address) ?? new Set()).add(attribute.replace(/\[.*$/u, '')));
    }
  };
  visit(plan['configuration']);
  return asked;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((member: unknown) => ['', member] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Paths as a state writes them; without these, Terraform takes the mark itself for a change. */
function sensitivePaths(mask: unknown, path: readonly JsonObject[] = []): readonly (readonly JsonObject[])[] {
  if (mask === true) return [path];
  if (Array.isArray(mask)) {
    return mask.flatMap((member, at) =>
      sensitivePaths(member, [...path, { type: 'index', value: { value: at, type: 'number' } }]),
    );
  }
  const entries = isJsonObject(mask) ? Object.entries(mask) : [];
  return entries.flatMap(([name, inner]) => sensitivePaths(inner, [...path, { type: 'get_attr', value: name }]));
}
