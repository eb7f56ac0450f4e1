import type { Random } from './random.ts';

/** A value that one resource takes from another. */
export class Ref {
  readonly address: string;
  readonly attribute: string;

  constructor(address: string, attribute: string) {
    this.address = address;
    this.attribute = attribute;
  }
}

export type Setting =
  | string
  | number
  | boolean
  | null
  | Ref
  | readonly Setting[]
  | { readonly [attribute: string]: Setting };

export type Settings = Readonly<Record<string, Setting>>;

export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly set: Settings;
}

/** One project with its cluster, storage and entry: what the generator repeats until there are enough resources. */
export interface Cell {
  readonly number: number;
  readonly region: string;
  readonly project: string;
  readonly labels: { readonly zone: string; readonly owner: string } | null;
  readonly random: Random;
}

const regions = ['asia-northeast1', 'asia-northeast2'] as const;
const zones = ['ttc', 'remote-sensing', 'business'] as const;

export function makeCell(number: number, random: Random): Cell {
  const region = random.bad(0.04) ? 'us-central1' : random.pick(regions);
  const project = `p${number}-${random.pick(zones)}`;
  const labels = random.bad() ? null : { zone: zones[number % 3] ?? zones[0], owner: `team-${number % 7}` };
  return { number, region, project, labels, random };
}

export function google(type: string, name: string, set: Settings): Declared {
  return { type: `google_${type}`, name, set };
}

export function aws(type: string, name: string, set: Settings): Declared {
  return { type: `aws_${type}`, name, set };
}

export function ref(address: string, attribute = 'id'): Ref {
  return new Ref(address, attribute);
}
