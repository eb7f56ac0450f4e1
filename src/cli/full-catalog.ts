import type { Catalog } from '../policy/catalog.ts';
import { builtInControls } from '../verdict/built-in-controls.ts';
import { gateControls } from '../verdict/gate-controls.ts';

/** The compiled policy's catalogue with the controls that TypeScript itself judges. Throws what loading the policy throws. */
export async function loadFullCatalog(): Promise<Catalog> {
  const { loadPolicy } = await import('../policy/load-policy.ts');
  return withBuiltIn(loadPolicy().catalog);
}

export function withBuiltIn(catalog: Catalog): Catalog {
  const known = new Set(catalog.controls.map((control) => control.id));
  const own = [...builtInControls, ...gateControls].filter(({ id }) => !known.has(id));
  return { ...catalog, controls: [...catalog.controls, ...own] };
}
