import type { Resource } from '../../../../src/estate/estate.ts';
import { type ExpandedModule, expandConfiguration } from '../../../../src/estate/module/expand-configuration.ts';
import { type ProofStep, type Reference, Unknown, type UnknownReason } from '../../../../src/estate/value.ts';

export type Folders = Readonly<Record<string, unknown>>;

/** Expands a configuration as stack `s` in folder `/root`; `folders` are the modules that it can call. */
export function expand(content: unknown, folders: Folders = {}): ExpandedModule {
  return expandConfiguration(
    { files: [{ path: '/project/main.tf.json', content }] },
    {
      stack: 's',
      directory: '/project',
      loadModule: (source, from) => {
        const folder = new URL(`${source}/`, `file://${from}/`).pathname.slice(0, -1);
        const module = folders[folder];
        return module === undefined ? null : { files: [{ path: `${folder}/main.tf.json`, content: module }] };
      },
      remoteOutput: () => undefined,
    },
  );
}

/** Expands files of stacks that read each other's outputs. */
export function expandStacks(contents: Readonly<Record<string, unknown>>): Readonly<Record<string, ExpandedModule>> {
  const stacks: Record<string, ExpandedModule> = {};
  for (const [stack, content] of Object.entries(contents)) {
    stacks[stack] = expandConfiguration(
      { files: [{ path: `/${stack}/cdk.tf.json`, content }] },
      {
        stack,
        directory: `/${stack}`,
        loadModule: () => null,
        remoteOutput: (name, output) => stacks[name]?.outputs.get(output),
        remoteReferences: (name, output) => stacks[name]?.outputReferences.get(output) ?? [],
      },
    );
  }
  return stacks;
}

export function find(module: ExpandedModule, address: string): Resource {
  const found = module.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no ${address} in ${addresses(module).join(', ')}`);
  return found;
}

export function addresses(module: ExpandedModule): string[] {
  return module.resources.map((resource) => resource.address);
}

export function reference(address: string, attribute: string, via: readonly ProofStep[] = [], stack = 's'): Reference {
  const labels = address.replace(/^(module\.[^.]+\.)*/, '').split('.');
  const type = labels[0] === 'data' ? `data.${labels[1] ?? ''}` : (labels[0] ?? '');
  return { address, type, attribute, stack, via };
}

export function exactly(...parts: Parameters<typeof reference>): Unknown {
  return new Unknown('after-apply', [reference(...parts)], true);
}

export function unknown(why: UnknownReason, ...references: readonly Reference[]): Unknown {
  return new Unknown(why, references, false);
}
