import { type Json, type Stacks } from '../closed-zone.ts';

/** Calls every managed resource otherwise, in its own address and wherever another refers to it. Names that the cloud knows stay. */
export function renameResources(stacks: Stacks): Stacks {
  const known = new Set(Object.values(stacks).flatMap((stack) => addressesIn(stack)));
  return Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, renamedStack(stack, known)]));
}

/** Texts of the proof of renamed resources as they were before. */
export function originalName(text: string): string {
  return text.replace(renamed, '$1');
}

/** Neither the order nor the length of the names stays: each begins with its own end. */
const renamed = /\bz[0-9A-Za-z]*_q_([\w-]+)/gu;

function newName(name: string): string {
  return `z${name.slice(-5).replace(/[^0-9A-Za-z]/gu, '')}_q_${name}`;
}

function addressesIn(stack: Json): readonly string[] {
  return Object.entries(objectOf(stack['resource'])).flatMap(([type, byName]) =>
    Object.keys(objectOf(byName)).map((name) => `${type}.${name}`),
  );
}

function renamedStack(stack: Json, known: ReadonlySet<string>): Json {
  const resources = Object.fromEntries(
    Object.entries(objectOf(stack['resource'])).map(([type, byName]) => [
      type,
      Object.fromEntries(Object.entries(objectOf(byName)).map(([name, values]) => [newName(name), values])),
    ]),
  );
  return objectOf(referring({ ...stack, resource: resources }, known));
}

function referring(value: unknown, known: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    return value.replace(/\b(\w+)\.([\w-]+)/gu, (whole, type: string, name: string) =>
      known.has(`${type}.${name}`) ? `${type}.${newName(name)}` : whole,
    );
  }
  if (Array.isArray(value)) return value.map((member: unknown) => referring(member, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, referring(member, known)]));
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
