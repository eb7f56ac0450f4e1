import { isJsonObject, type JsonObject } from '../../../src/sources/recognise.ts';

/** Stands where a secret would stand; leads nowhere, and shows in a recorded plan that nothing real was used. */
export const offlineSecret = 'recorded-offline';

/** What makes a provider plan without an account, by its name. Identity that is looked up at once is left out. */
const offlineProviders: Readonly<Record<string, { readonly set: JsonObject; readonly leaveOut: ReadonlySet<string> }>> =
  {
    google: {
      set: { access_token: offlineSecret },
      leaveOut: new Set(['credentials', 'impersonate_service_account']),
    },
    'google-beta': {
      set: { access_token: offlineSecret },
      leaveOut: new Set(['credentials', 'impersonate_service_account']),
    },
    aws: {
      set: {
        access_key: offlineSecret,
        secret_key: offlineSecret,
        skip_credentials_validation: true,
        skip_metadata_api_check: 'true',
        skip_requesting_account_id: true,
      },
      leaveOut: new Set(['allowed_account_ids', 'assume_role', 'profile']),
    },
  };

/**
 * A stack's configuration as it can be planned without an account: its state in the folder, and credentials that lead nowhere. Resources are as they
 * were. Takes and gives the content of a `cdk.tf.json`.
 */
export function offlineConfiguration(configuration: JsonObject): JsonObject {
  const terraform = objectOf(configuration['terraform']);
  const providers = Object.entries(objectOf(configuration['provider'])).map(([name, blocks]) => [
    name,
    (Array.isArray(blocks) ? blocks : [blocks]).map((block) => offlineProvider(name, objectOf(block))),
  ]);
  return {
    ...configuration,
    ...(providers.length === 0 ? {} : { provider: Object.fromEntries(providers) }),
    terraform: { ...terraform, backend: { local: { path: 'terraform.tfstate' } } },
  };
}

/** Values, by name, for the variables that somebody would be asked for; null when one is no text, for which nothing stands in. */
export function offlineVariables(configuration: JsonObject): Readonly<Record<string, string>> | null {
  const asked = Object.entries(objectOf(configuration['variable'])).filter(
    ([, block]) => !('default' in objectOf(block)),
  );
  const isText = asked.every(([, block]) => (objectOf(block)['type'] ?? 'string') === 'string');
  return isText ? Object.fromEntries(asked.map(([name]) => [name, offlineSecret])) : null;
}

function offlineProvider(name: string, block: JsonObject): JsonObject {
  const offline = offlineProviders[name];
  if (offline === undefined) return block;
  const kept = Object.entries(block).filter(([argument]) => !offline.leaveOut.has(argument));
  return { ...Object.fromEntries(kept), ...offline.set };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
