import type { ZoneFacts } from '../../../../../src/proofs/egress/prove-zone.ts';
import { changes } from '../closed-zone.ts';
import { awsRows, closedAwsStacks, factsOf, type Json, judged, proveAws, type Stacks } from './closed-aws-zone.ts';

export type Edit = (stacks: Stacks) => void;

const good = closedAwsStacks();
export const closed = proveAws(good);

/** The rows of AWS that edits change, and the ways out that they open: `A3 internet`, with `?` where it is only possible. */
export function after(...edits: readonly Edit[]): { readonly rows: string; readonly paths: string } {
  const stacks = structuredClone(good);
  for (const edit of edits) edit(stacks);
  const facts = factsOf(stacks);
  note(facts);
  const zone = judged(facts);
  const paths = zone.paths
    .filter(({ exit }) => exit.startsWith('A'))
    .map(({ exit, to, certain }) => `${exit} ${to}${certain ? '' : '?'}`);
  return {
    rows: changes(closed, zone)
      .filter((change) => change.startsWith('A'))
      .join(', '),
    paths: [...new Set(paths)].join(', '),
  };
}

/** Guards that some change so far took away, or made unreadable, as `ROW GUARD`. */
export const shaken = new Set<string>();

function note({ rows }: ZoneFacts): void {
  for (const { row, readings } of rows) {
    for (const { guard, reading } of readings) {
      if (reading.missing.length + reading.unknown.length > 0) shaken.add(`${row.id} ${guard.text.en}`);
    }
  }
}

/** The path of a row after edits, hop by hop. */
export function pathAfter(row: string, ...edits: readonly Edit[]): readonly string[] {
  const stacks = structuredClone(good);
  for (const edit of edits) edit(stacks);
  const exit = awsRows(proveAws(stacks)).find(({ id }) => id === row);
  return (exit?.path ?? []).map(({ address, why }) => `${address}: ${why.en}`);
}

function place(stacks: Stacks, type: string, name: string): readonly [owner: Record<string, Json>, values: Json] {
  for (const { resource } of Object.values(stacks)) {
    const values = resource[type]?.[name];
    if (values !== undefined) return [resource[type] ?? {}, values];
  }
  throw new Error(`expected ${type}.${name}, got none`);
}

export function remove(type: string, name: string): Edit {
  return (stacks) => {
    const [owner] = place(stacks, type, name);
    Reflect.deleteProperty(owner, name);
  };
}

/** Sets attributes; `undefined` takes one away, which must be there. */
export function set(type: string, name: string, values: Json): Edit {
  return (stacks) => {
    const [, found] = place(stacks, type, name);
    for (const [attribute, value] of Object.entries(values)) {
      if (value === undefined && !(attribute in found))
        throw new Error(`expected ${type}.${name} to have ${attribute}`);
      if (value === undefined) Reflect.deleteProperty(found, attribute);
      else found[attribute] = value;
    }
  };
}

export function add(type: string, name: string, values: Json, stack = 'isolated'): Edit {
  return (stacks) => {
    const { resource } = whole(stacks, stack);
    resource[type] = { ...resource[type], [name]: values };
  };
}

function whole(stacks: Stacks, name: string): Stacks[string] {
  const stack = stacks[name];
  if (stack === undefined) throw new Error(`expected stack ${name}, got none`);
  return stack;
}

/** Takes away what the organisation denies for a row. */
export function undeny(row: string): Edit {
  return remove('aws_organizations_policy', `scp_${row}_`);
}

/** A policy with one statement that allows. */
export function allowing(Principal: unknown, Action: unknown, rest: Json = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action, Resource: '*', ...rest }],
  });
}
