/**
 * What looks for a way out through a row, given all guards of all rows. `network`: packets. `apis`: calls past or through a perimeter. `access`: principals who get
 * at a store. `data`: services that move data by themselves. `resources`: a declared resource that leads out as it stands, or that strangers may call.
 */
export type Search = 'network' | 'apis' | 'access' | 'data' | 'resources';

/**
 * The searches that cover each row: where a guard is missing and they find nothing, defence in depth alone is lost. For a row that none covers it can't be said
 * that other guards hold. Whatever runs in the zone is taken to hold all its data, so that rows about what runs there are covered by the ways out of it.
 */
const searches: Readonly<Record<string, readonly Search[]>> = {
  E1: ['network'],
  E2: ['network'],
  E3: ['network'],
  E4: ['network'],
  E5: ['network'],
  E6: ['network', 'resources'],
  E7: ['network'],
  E8: ['data', 'resources'],
  E9: ['network'],
  E10: ['network'],
  E11: ['network'],
  E12: ['network', 'resources'],
  E13: ['network', 'apis'],
  E14: ['network', 'resources'],
  E15: ['network'],
  E16: ['apis', 'data', 'resources'],
  E17: ['apis'],
  E18: ['apis', 'access', 'resources'],
  E19: ['apis', 'access'],
  E20: [],
  E21: ['data', 'access', 'resources'],
  E22: ['data', 'access', 'resources'],
  E23: ['data', 'resources'],
  E24: ['access'],
  E25: ['access'],
  E26: ['apis', 'network'],
  E27: ['access', 'resources'],
  E28: ['access'],
  E29: ['access', 'data', 'resources'],
  E30: ['access'],
  E31: ['resources'],
  E32: ['data', 'resources'],
  E33: ['data', 'access', 'resources'],
  E34: ['network', 'resources'],
  E35: ['network', 'apis'],
  E36: [],
  E37: ['access', 'resources'],
  E38: ['resources'],
  E39: ['network', 'apis'],
  // What the host reads of a machine's memory passes no rule, no grant and no service.
  E40: [],
  E41: [],
  E42: [],
  E43: [],
  E44: ['data', 'network', 'resources'],
  E45: ['data', 'network', 'resources'],
  E46: [],
  E47: ['data', 'resources'],
  E48: [],
};

/** The searches that cover a row; null for a row that the table does not hold. */
export function searchesOf(exit: string): readonly Search[] | null {
  return searches[exit] ?? null;
}
