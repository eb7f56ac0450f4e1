import { z } from 'zod';
import { runOpa } from '../opa.ts';
import { fragileLine } from './fragile-line.ts';
import { literalOf, nameOf, partsOf, visit } from './syntax-tree.ts';

/** One parsed Rego file: what the build needs of OPA's syntax tree. */
export interface RegoFile {
  /** Path from the folder `policies`, with `/`. */
  readonly path: string;
  /** `controls.storage.location` */
  readonly package: string;
  /** Packages below `data` that it imports: `lib.estate`. */
  readonly imports: readonly string[];
  /** The package's METADATA, or null. */
  readonly metadata: unknown;
  /** Names of its rules, in order, once each. */
  readonly rules: readonly string[];
  /** Every string literal, sorted, once each. */
  readonly strings: readonly string[];
  /** Lines, with their numbers, where a missing field would silently make a whole rule undefined. */
  readonly fragile: readonly string[];
  /** Keys of findings that are written out, with the argument names beside them when those are written out too. */
  readonly keys: readonly FindingKey[];
}

export interface FindingKey {
  /** Null when the key is computed. */
  readonly key: string | null;
  readonly args: readonly string[] | null;
}

const path = z.array(z.object({ value: z.unknown() }));
const moduleShape = z.object({
  package: z.object({ path }),
  imports: z.array(z.object({ path: z.object({ value: path }) })).default([]),
  annotations: z.array(z.looseObject({ scope: z.string(), location: z.unknown() })).default([]),
  rules: z
    .array(z.looseObject({ head: z.looseObject({ name: z.string().optional(), ref: path.optional() }) }))
    .default([]),
});

const parse = ['parse', '--format', 'json', '--json-include', 'locations'] as const;

/** Parses one file with OPA; throws OPA's own words when it isn't Rego. */
export function parseRego(opa: string, policies: string, file: string): RegoFile {
  const tree = moduleShape.parse(JSON.parse(runOpa(opa, [...parse, file], policies)));
  const strings = new Set<string>();
  const keys: FindingKey[] = [];
  const fragile: string[] = [];
  visit(tree.rules, (node) => {
    const literal = literalOf(node);
    if (literal !== null) strings.add(literal);
    const key = keyOf(node);
    if (key !== null) keys.push(key);
    const line = fragileLine(node);
    if (line !== null) fragile.push(line);
  });
  return {
    path: file,
    package: dotted(tree.package.path),
    imports: tree.imports.map((one) => dotted(one.path.value)),
    metadata: tree.annotations.map(({ location: _, ...one }) => one).find(({ scope }) => scope === 'package') ?? null,
    rules: [...new Set(tree.rules.map((rule) => rule.head.name ?? String(rule.head.ref?.[0]?.value)))],
    strings: [...strings].sort(),
    fragile,
    keys,
  };
}

function dotted(segments: z.infer<typeof path>): string {
  return segments
    .slice(1)
    .map((segment) => String(segment.value))
    .join('.');
}

/** `{"key": "x", "args": {…}}` written out, or a call of `finding.of` or `finding.element`. */
function keyOf(node: unknown): FindingKey | null {
  const members = partsOf(node, 'object');
  if (members !== null) {
    const key = memberOf(members, 'key');
    return key === undefined ? null : { key: literalOf(key), args: argumentNames(memberOf(members, 'args')) };
  }
  const terms: readonly unknown[] = Array.isArray(node) ? node : [];
  const name = /^(data\.lib\.)?finding\.(of|element)$/.exec(nameOf(terms[0]))?.[2];
  if (name === undefined) return null;
  return { key: literalOf(terms[2]), args: argumentNames(terms[name === 'of' ? 4 : 5]) };
}

function memberOf(members: readonly unknown[], name: string): unknown {
  const pairs = members.filter((member) => Array.isArray(member));
  return pairs.find(([key]) => literalOf(key) === name)?.[1];
}

function argumentNames(term: unknown): readonly string[] | null {
  const members = partsOf(term, 'object');
  const names = members?.map((member) => (Array.isArray(member) ? literalOf(member[0]) : null)) ?? [null];
  return names.every((name) => name !== null) ? names : null;
}
