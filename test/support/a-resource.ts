import type { Resource } from '../../src/estate/estate.ts';
import type { Reference, Value } from '../../src/estate/value.ts';

/** A resource as the estate holds it; `references` name addresses of the same stack by attribute path. */
export function aResource(
  address: string,
  values: Readonly<Record<string, unknown>> = {},
  references: Readonly<Record<string, string>> = {},
  parts: Partial<Resource> = {},
): Resource {
  const stack = parts.stack ?? 's';
  const type = address
    .split('.')
    .slice(0, address.startsWith('data.') ? 2 : 1)
    .join('.');
  return {
    id: `${stack}/${address}`,
    stack,
    address,
    previousAddress: null,
    type,
    mode: 'managed',
    actions: ['create'],
    replacePaths: [],
    values: values as Readonly<Record<string, Value>>,
    before: null,
    references: new Map(Object.entries(references).map(([path, to]) => [path, [aReference(to, 'id', stack)]])),
    undeclared: [],
    provider: { key: '', values: {} },
    lifecycle: null,
    provisioners: [],
    inlineWaivers: [],
    location: null,
    createdBy: null,
    constructPath: null,
    ...parts,
  };
}

export function aReference(address: string, attribute = 'id', stack = 's'): Reference {
  return { address, type: address.split('.')[0] ?? '', attribute, stack, via: [] };
}
