import { Unknown, type Value } from '../value.ts';
import { type Followed, fullReferences } from './configuration-index.ts';
import { isRecord, type Json, type JsonRecord } from './plan-document.ts';

export type Follow = (references: readonly string[]) => Followed;

/** True for `{constant_value?, references?}`: an attribute's expression, not a nested block. */
export function isLeaf(expression: JsonRecord): boolean {
  return Object.keys(expression).every((key) => key === 'constant_value' || key === 'references');
}

/**
 * What the configuration says an unknown attribute or block will be. `constant_value` beside references is the template's text, not a
 * constant, when the configuration was written in JSON (as cdktf does).
 */
export function valueOfExpression(expression: Json, follow: Follow): Value {
  if (Array.isArray(expression)) return expression.map((block: Json) => valueOfExpression(block, follow));
  if (!isRecord(expression)) return new Unknown('expression');
  if (!isLeaf(expression)) {
    return Object.fromEntries(
      Object.entries(expression).map(([key, inner]) => [key, valueOfExpression(inner, follow)]),
    );
  }
  const references = fullReferences(expression['references']);
  const text = expression['constant_value'];
  if (text !== undefined) return valueOfText(text, references, follow);
  return unknownOf(references, references.length === 1, follow);
}

function valueOfText(text: Json, references: readonly string[], follow: Follow): Value {
  if (Array.isArray(text)) return text.map((member: Json) => valueOfText(member, references, follow));
  if (isRecord(text)) {
    return Object.fromEntries(
      Object.entries(text).map(([key, inner]) => [key, valueOfText(inner, references, follow)]),
    );
  }
  if (typeof text !== 'string' || !text.includes('${')) return text;
  const named = references.filter((reference) => text.includes(reference));
  const whole = named.length === 1 && text === `\${${named[0] ?? ''}}`;
  const unknown = unknownOf(named, whole, follow);
  if (unknown.why !== 'after-apply' || unknown.exact || !isPlainTemplate(text, named)) return unknown;
  return new Unknown(unknown.why, unknown.references, unknown.exact, text);
}

/** True when nothing but whole references stands between the braces: no function, no condition, no directive. */
function isPlainTemplate(text: string, references: readonly string[]): boolean {
  let rest = text;
  for (const reference of references) rest = rest.replaceAll(`\${${reference}}`, '');
  return !rest.includes('${') && !rest.includes('%{');
}

function unknownOf(references: readonly string[], whole: boolean, follow: Follow): Unknown {
  const followed = follow(references);
  if (!followed.decided || followed.references.length === 0) return new Unknown('expression', followed.references);
  return new Unknown('after-apply', followed.references, whole && followed.references.length === 1);
}
