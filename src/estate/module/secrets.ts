import { isList } from '../expression/value-tools.ts';
import { isValueObject, Unknown, type Value } from '../value.ts';

const secretNames = new Set([
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'private_key',
  'private_key_pem',
  'key_pem',
  'access_key',
  'secret_key',
  'api_key',
  'auth_key',
  'signing_key',
  'credentials',
  'credentials_json',
  'secret_data',
  'secret_data_wo',
  'secret_string',
  'secret_binary',
  'raw_key',
  'rsa_encrypted_key',
  'preshared_key',
  'pre_shared_key',
  'kube_config_raw',
  'connection_string',
  'pfx_blob',
  'pkcs12',
]);
const secretEnding =
  /_(password|passphrase|secret|token|private_key|secret_key|access_key|preshared_key|api_key|auth_key|credentials)(_wo)?$/;
/** Maps of which every value is a secret, by the end of the type's name. */
const secretMaps = new Set(['data', 'binary_data', 'string_data', 'data_wo', 'binary_data_wo']);

/** True for an attribute that probably holds a secret when somebody writes it as a literal. */
export function isSecretName(type: string, name: string): boolean {
  return hasSecretName(name) || isSecretMap(type, name);
}

/** True for a map of which every value is a secret, e.g. `data` of `kubernetes_secret`. */
export function isSecretMap(type: string, name: string): boolean {
  return secretMaps.has(name) && /_secret(_v\d+)?$/.test(type);
}

/** Estates repeat a few hundred names many thousand times. */
const judged = new Map<string, boolean>();

function hasSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = secretNames.has(name) || secretEnding.test(name);
  if (judged.size < 10_000) judged.set(name, isSecret);
  return isSecret;
}

/** Replaces what is known by an Unknown, so that it never leaves the estate. Booleans and nested blocks are no secrets. */
export function withoutSecret(value: Value, type: string, name: string): Value {
  if (typeof value === 'string' || typeof value === 'number') return new Unknown('sensitive');
  if (isList(value)) return value.some((member) => isValueObject(member)) ? value : new Unknown('sensitive');
  return isValueObject(value) && isSecretMap(type, name) ? new Unknown('sensitive') : value;
}
