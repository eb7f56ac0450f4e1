import { SekishoError } from '../errors.ts';
import type { Resource } from './estate.ts';
import { withoutKeys } from './plan/configuration-index.ts';
import type { Reference } from './value.ts';

/** Finds the resources that references name. */
export class ResourceIndex {
  private readonly byId = new Map<string, Resource>();
  /** First instance of each block that has `count` or `for_each`, by its address without keys. */
  private readonly byBlock = new Map<string, Resource>();

  /** Throws a SekishoError when two resources have the same stack and address. */
  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      if (this.byId.has(resource.id)) throw duplicate(resource);
      this.byId.set(resource.id, resource);
      if (!resource.address.includes('[')) continue;
      const block = `${resource.stack}/${withoutKeys(resource.address.replaceAll('[*]', ''))}`;
      if (!this.byBlock.has(block)) this.byBlock.set(block, resource);
    }
  }

  get(id: string): Resource | undefined {
    return this.byId.get(id);
  }

  /** The resource behind a reference; for a reference to a whole block, its first instance. */
  find(reference: Reference): Resource | undefined {
    const id = `${reference.stack}/${reference.address}`;
    return (
      this.byId.get(id) ??
      this.byBlock.get(`${reference.stack}/${withoutKeys(reference.address.replaceAll('[*]', ''))}`)
    );
  }
}

function duplicate(resource: Resource): SekishoError {
  return new SekishoError({
    code: 'ADDRESS_DUPLICATE',
    what: 'two resources of one stack have the same address',
    got: `${resource.address} twice in stack ${resource.stack}`,
    expected: 'every stack once, every address once',
    fix: 'give each stack by one path only; if two different stacks share a name, rename one',
    ja: {
      what: '一つのスタックに同じアドレスのリソースが二つある',
      got: `スタック ${resource.stack} に ${resource.address} が二度`,
      expected: '各スタック・各アドレスは一度だけ',
      fix: '各スタックを一つのパスだけで与える。別のスタックが同じ名前なら一方を変える',
    },
  });
}
