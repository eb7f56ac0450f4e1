import { bodies, isJsonObject, type JsonObject, labelled, members } from './json-blocks.ts';

/** Something of a configuration that is no resource and may call somebody, or keep data somewhere. */
export interface UnmodelledBlock {
  /** As it is told: `check.c`, `terraform.backend.http`, `provider google from evil.example/x/google`. */
  readonly text: string;
  /** Local name of the provider, for a provider of somebody whom neither Terraform nor OpenTofu ships; null for others. */
  readonly provider: string | null;
}

/** Blocks that the estate models, or that neither call anybody nor read anything. */
const modelled: ReadonlySet<string> = new Set([
  '//',
  'resource',
  'data',
  'variable',
  'locals',
  'output',
  'module',
  'provider',
  'terraform',
  'moved',
  'import',
  'removed',
]);

/** Where clouds of the estate, or the runner's own disk, keep states. */
const ownBackends: ReadonlySet<string> = new Set(['gcs', 's3', 'local']);
const shipped =
  /^(?:(?:registry\.terraform\.io|registry\.opentofu\.org)\/)?(?:hashicorp\/[\w-]+|opentofu\/[\w-]+)$|^terraform\.io\/builtin\/terraform$|^[\w-]+$/u;

/** The blocks of one file beside its resources: `check`, `ephemeral`, whatever a later Terraform adds, foreign backends and providers, and provisioners of `removed`. */
export function unmodelledBlocks(content: JsonObject, file: string): readonly UnmodelledBlock[] {
  const others = Object.keys(content)
    .filter((key) => !modelled.has(key))
    .flatMap((key) => namesIn(content[key]).map((name) => block(name === '' ? key : `${key}.${name}`)));
  const removed = bodies(content['removed'], file, 'removed')
    .filter((body) => body['provisioner'] !== undefined)
    .map((body) => block(`removed ${String(body['from'])}: provisioner`));
  const settings = bodies(content['terraform'], file, 'terraform');
  return [...others, ...removed, ...settings.flatMap((body) => settingsOf(body, file))];
}

function settingsOf(body: JsonObject, file: string): readonly UnmodelledBlock[] {
  const backends = labelled(body['backend'], file, 'terraform.backend')
    .filter(([type]) => !ownBackends.has(type))
    .map(([type]) => block(`terraform.backend.${type}`));
  const cloud = body['cloud'] === undefined ? [] : [block('terraform.cloud')];
  const providers = bodies(body['required_providers'], file, 'terraform.required_providers').flatMap((group) =>
    members(group).flatMap(([name, asked]) => {
      const source = isJsonObject(asked) ? asked['source'] : undefined;
      if (source === undefined || (typeof source === 'string' && isShipped(name, source))) return [];
      return [
        {
          text: `provider ${name} from ${typeof source === 'string' ? source : JSON.stringify(source)}`,
          provider: name,
        },
      ];
    }),
  );
  return [...backends, ...cloud, ...providers];
}

/** A name of one's own for another provider of HashiCorp's is none of theirs: `google` has to be `hashicorp/google`. */
function isShipped(name: string, source: string): boolean {
  return (
    shipped.test(source) &&
    (source.slice(source.lastIndexOf('/') + 1) === name || !/^(?:google|google-beta|aws)$/u.test(name))
  );
}

function namesIn(value: unknown): readonly string[] {
  return isJsonObject(value) && Object.keys(value).length > 0 ? Object.keys(value) : [''];
}

function block(text: string): UnmodelledBlock {
  return { text, provider: null };
}
