import { dirname } from 'node:path';
import { SekishoError } from '../../errors.ts';
import { bodies, invalid, isJsonObject, type JsonObject, labelled, members } from './json-blocks.ts';
import { type UnmodelledBlock, unmodelledBlocks } from './unmodelled-blocks.ts';

/** The files of one module: `*.tf.json` parsed, or `*.tf` converted by hcl2json. */
export interface ModuleSource {
  readonly files: readonly { readonly path: string; readonly content: unknown }[];
}

/** A labelled block, or the value of a local. */
export interface Block<T = JsonObject> {
  readonly body: T;
  readonly file: string;
}
export interface ResourceBlock extends Block {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
}

/** The blocks of one module, over all its files. */
export interface ModuleConfiguration {
  /** Folder against which local module sources are resolved. */
  readonly directory: string;
  /** By address in the module: `T.N`, `data.T.N`. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Block<unknown>>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly calls: ReadonlyMap<string, Block>;
  /** By key: `google`, `google.us`. */
  readonly providers: ReadonlyMap<string, Block>;
  /** What it declares beside resources that may call somebody. */
  readonly unmodelled: readonly UnmodelledBlock[];
}

/** Sorts the blocks of a module's files. Throws a SekishoError for what Terraform would not read either, and for anything that is declared twice. */
export function readConfiguration(source: ModuleSource): ModuleConfiguration {
  const collected = {
    resources: new Map<string, ResourceBlock>(),
    variables: new Map<string, Block>(),
    locals: new Map<string, Block<unknown>>(),
    outputs: new Map<string, Block>(),
    calls: new Map<string, Block>(),
    providers: new Map<string, Block>(),
  };
  const unmodelled: UnmodelledBlock[] = [];
  for (const { path, content } of source.files) {
    if (!isJsonObject(content)) throw invalid(path, 'the file', 'something other than an object');
    unmodelled.push(...unmodelledBlocks(content, path));
    const named = (key: string, into: Map<string, Block>, prefix: string): void => {
      for (const [name, body] of labelled(content[key], path, key)) declare(into, name, { body, file: path }, prefix);
    };
    named('variable', collected.variables, 'var.');
    named('output', collected.outputs, 'output.');
    named('module', collected.calls, 'module.');
    for (const block of resourcesIn(content, path)) declare(collected.resources, addressOf(block), block, '');
    for (const local of bodies(content['locals'], path, 'locals')) {
      for (const [name, body] of members(local)) declare(collected.locals, name, { body, file: path }, 'local.');
    }
    for (const [name, body] of labelled(content['provider'], path, 'provider')) {
      const alias = body['alias'];
      declare(
        collected.providers,
        typeof alias === 'string' ? `${name}.${alias}` : name,
        { body, file: path },
        'provider.',
      );
    }
  }
  return { directory: dirname(source.files[0]?.path ?? '.'), ...collected, unmodelled };
}

function resourcesIn(content: JsonObject, file: string): readonly ResourceBlock[] {
  const found: ResourceBlock[] = [];
  const kinds = [
    ['resource', 'managed'],
    ['data', 'data'],
  ] as const;
  for (const [key, mode] of kinds) {
    for (const [type, group] of labelled(content[key], file, key)) {
      for (const [name, body] of labelled(group, file, `${key}.${type}`)) found.push({ mode, type, name, body, file });
    }
  }
  return found;
}

function addressOf(block: ResourceBlock): string {
  return `${block.mode === 'data' ? 'data.' : ''}${block.type}.${block.name}`;
}

function declare<T extends Block<unknown>>(into: Map<string, T>, name: string, block: T, prefix: string): void {
  const earlier = into.get(name);
  if (earlier !== undefined) {
    throw new SekishoError({
      code: 'DUPLICATE_ADDRESS',
      what: `${prefix}${name} is declared twice`,
      file: block.file,
      got: earlier.file === block.file ? 'both in this file' : `also in ${earlier.file}`,
      expected: 'one declaration in a module',
      fix: 'rename or remove one of them',
    });
  }
  into.set(name, block);
}
