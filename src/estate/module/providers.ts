import type { ProviderConfiguration } from '../estate.ts';
import type { BlockScope } from './block-scope.ts';
import { BodyReader } from './body-reader.ts';
import { type Block } from './configuration-blocks.ts';
import { bareText } from './content.ts';
import { isJsonObject, type JsonObject } from './json-blocks.ts';

/** Where a module finds the provider configuration for a key, as Terraform does: its own block, what it was handed, what it inherits. */
export class Providers {
  private readonly modulePath: string;
  private readonly own: ReadonlyMap<string, Block>;
  private readonly handed: ReadonlyMap<string, string>;
  private readonly parent: Providers | null;
  private readonly scopeOf: (file: string) => BlockScope;
  private readonly found = new Map<string, ProviderConfiguration>();

  /** `modulePath`: without instance keys; empty for the root. */
  constructor(own: ReadonlyMap<string, Block>, scopeOf: (file: string) => BlockScope, call: ProviderCall | null) {
    this.own = own;
    this.scopeOf = scopeOf;
    this.modulePath = call?.modulePath ?? '';
    this.parent = call?.parent ?? null;
    this.handed = handedProviders(call?.body['providers']);
  }

  /** The configuration of `google` or `google.us`, with its key as plans write it (`module.c:google` for a module's own). */
  get(key: string): ProviderConfiguration {
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const provider = this.read(key);
    this.found.set(key, provider);
    return provider;
  }

  private read(key: string): ProviderConfiguration {
    const block = this.own.get(key);
    if (block !== undefined) {
      const { alias: _alias, version: _version, ...settings } = block.body;
      const values = new BodyReader('provider').body(settings, this.scopeOf(block.file));
      return { key: this.modulePath === '' ? key : `${this.modulePath}:${key}`, values };
    }
    const handed = this.handed.get(key);
    if (this.parent !== null && handed !== undefined) return this.parent.get(handed);
    return this.parent !== null && !key.includes('.') ? this.parent.get(key) : { key, values: {} };
  }
}

interface ProviderCall {
  readonly modulePath: string;
  readonly body: JsonObject;
  readonly parent: Providers;
}

/** The key of the provider that a resource is made with: its `provider` argument, else the first word of its type. */
export function providerKeyOf(type: string, body: JsonObject): string {
  return bareText(body['provider']) ?? type.split('_', 1)[0] ?? type;
}

function handedProviders(content: unknown): ReadonlyMap<string, string> {
  const handed = new Map<string, string>();
  if (!isJsonObject(content)) return handed;
  for (const [key, value] of Object.entries(content)) {
    const text = bareText(value);
    if (text !== undefined) handed.set(key, text);
  }
  return handed;
}
