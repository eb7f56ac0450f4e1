import { Unknown, type Value } from '../value.ts';
import { textOf } from './value-tools.ts';

/** Literal text around plain references, or null when a part is anything else. */
export function templateOf(parts: readonly Value[]): string | null {
  let text = '';
  for (const part of parts) {
    const shown = part instanceof Unknown ? (part.text ?? referenceText(part)) : textOf(part);
    if (shown === undefined) return null;
    text += shown;
  }
  return text;
}

function shownPart(unknown: Unknown): string {
  return unknown.text ?? referenceText(unknown) ?? unseen;
}

function referenceText(unknown: Unknown): string | undefined {
  const [reference] = unknown.references;
  if (!unknown.exact || reference === undefined) return undefined;
  return `\${${[reference.address, reference.attribute].filter((part) => part !== '').join('.')}}`;
}

/** The same for a text that is a JSON document, with `${}` for parts that are anything else; null for other texts. */
export function documentTemplateOf(parts: readonly Value[]): string | null {
  const [first] = parts;
  if (typeof first !== 'string' || !first.trimStart().startsWith('{')) return null;
  return parts.map((part) => (part instanceof Unknown ? shownPart(part) : (textOf(part) ?? unseen))).join('');
}

/** Stands in a template for what is no plain reference. */
const unseen = '${}';

/**
 * JSON of a value of which parts are unknown, as a template: plain references as such, `${}` for any other part that can't be seen; null when the whole
 * can't. What is known of a policy can be read from it.
 */
export function jsonTemplateOf(value: Value): string | null {
  if (value instanceof Unknown) return null;
  return JSON.stringify(value, (_key, member: Value) => (member instanceof Unknown ? shownPart(member) : member));
}
