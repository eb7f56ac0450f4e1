import { SekishoError } from '../../errors.ts';
import type { SourceLocation } from '../estate.ts';
import type { BlockScope } from './block-scope.ts';
import { type Block, type ModuleConfiguration, readConfiguration } from './configuration-blocks.ts';
import { evaluateContent } from './content.ts';
import { objectAt, placesOf } from './describe-resource.ts';
import type { Lookup } from './evaluated.ts';
import { type JsonObject } from './json-blocks.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Providers } from './providers.ts';

/** How a module was called. */
export interface ModuleCall {
  /** `module.m["k"].` */
  readonly prefix: string;
  /** `module.m`, without instance keys, as provider keys of plans begin. */
  readonly modulePath: string;
  readonly depth: number;
  readonly body: JsonObject;
  readonly parent: Providers;
  readonly location: SourceLocation | null;
  /** Variables that the call sets. */
  readonly arguments: ReadonlyMap<string, Lookup>;
}

interface LoadedModule {
  readonly configuration: ModuleConfiguration;
  readonly callOf: (key: string, scope: BlockScope) => ModuleCall;
}

const callArguments = new Set(['//', 'source', 'version', 'providers', 'count', 'for_each', 'depends_on']);
/** More than anybody nests; a module that calls itself never ends. */
const deepest = 32;

/** Reads the module that a call names; null, and a blind spot, when it is not local or not there. Throws a SekishoError when modules call each other without end. */
export function loadCalledModule(caller: ModuleInstance, name: string, block: Block): LoadedModule | null {
  const { expansion, configuration } = caller;
  const source = block.body['source'];
  const address = `${caller.prefix}module.${name}`;
  const directory = caller.call === null ? expansion.context.directory : configuration.directory;
  const files = typeof source === 'string' ? expansion.context.loadModule(source, directory) : null;
  if (files === null) {
    expansion.blindSpots.add(
      `${address}: its source ${JSON.stringify(source ?? null)} is not read here, so neither are its resources`,
    );
    return null;
  }
  const depth = (caller.call?.depth ?? 0) + 1;
  if (depth > deepest) throw tooDeep(address, block.file);
  const path = caller.call === null ? `module.${name}` : `${caller.call.modulePath}.module.${name}`;
  return {
    configuration: readConfiguration(files),
    callOf: (key, scope) => ({
      prefix: `${address}${key}.`,
      modulePath: path,
      depth,
      body: block.body,
      parent: caller.providers,
      location: placesOf(objectAt(objectAt(block.body, '//'), 'metadata')).location ?? caller.location,
      arguments: argumentsOf(block.body, scope),
    }),
  };
}

function argumentsOf(body: JsonObject, scope: BlockScope): ReadonlyMap<string, Lookup> {
  const names = Object.keys(body).filter((name) => !callArguments.has(name));
  return new Map(names.map((name) => [name, (steps) => evaluateContent(body[name], steps, scope)] as const));
}

function tooDeep(address: string, file: string): SekishoError {
  return new SekishoError({
    code: 'MODULE_TOO_DEEP',
    what: 'modules call each other too deeply',
    file,
    got: address.length > 120 ? `${address.slice(0, 120)}…` : address,
    expected: `at most ${deepest} levels; a module can't call itself`,
    fix: 'remove the call that leads back',
  });
}
