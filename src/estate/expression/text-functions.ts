import { isValueObject, type Value } from '../value.ts';
import { subnetOf } from './cidr.ts';
import { known, ofTexts, type PureFunction } from './pure-function.ts';
import { isList, numberOf, textOf, valueOfJson } from './value-tools.ts';

export const textFunctions: readonly (readonly [string, PureFunction])[] = [
  ['join', known(([separator, ...lists]) => join(separator ?? null, lists))],
  ['split', ofTexts(2, (separator, text) => text.split(separator))],
  ['lower', ofTexts(1, (text) => (isAscii(text) ? text.toLowerCase() : undefined))],
  ['upper', ofTexts(1, (text) => (isAscii(text) ? text.toUpperCase() : undefined))],
  ['trimspace', ofTexts(1, (text) => text.trim())],
  ['trimprefix', ofTexts(2, (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ['trimsuffix', ofTexts(2, trimSuffix)],
  ['replace', ofTexts(3, replace)],
  ['startswith', ofTexts(2, (text, prefix) => text.startsWith(prefix))],
  ['endswith', ofTexts(2, (text, suffix) => text.endsWith(suffix))],
  ['format', known(format)],
  ['jsonencode', known(([value]) => (value === undefined ? undefined : encodeJson(value)))],
  ['jsondecode', ofTexts(1, decodeJson)],
  ['urlencode', ofTexts(1, urlEncode)],
  ['cidrsubnet', cidrSubnet],
];

function cidrSubnet(values: readonly Value[]): string | undefined {
  const [prefix, newBits, number] = [
    textOf(values[0] ?? null),
    numberOf(values[1] ?? null),
    numberOf(values[2] ?? null),
  ];
  if (prefix === undefined || newBits === undefined || number === undefined) return undefined;
  return subnetOf(prefix, newBits, number);
}

/** Changing the case of other letters depends on Unicode tables that differ between languages. */
function isAscii(text: string): boolean {
  return /^[ -~\s]*$/.test(text);
}

function join(separator: Value, lists: readonly Value[]): string | undefined {
  if (typeof separator !== 'string' || !lists.every((list) => isList(list))) return undefined;
  const elements = lists.flat().map((element) => textOf(element));
  return elements.includes(undefined) ? undefined : elements.join(separator);
}

function trimSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** A pattern between slashes is a regular expression of another dialect than JavaScript's. */
function replace(text: string, part: string, replacement: string): string | undefined {
  const isPattern = part.length > 1 && part.startsWith('/') && part.endsWith('/');
  return isPattern ? undefined : text.split(part).join(replacement);
}

function format([template, ...values]: readonly Value[]): string | undefined {
  if (typeof template !== 'string') return undefined;
  const rest = [...values];
  const pieces = template.split(/(%.?)/s).map((piece) => {
    if (!piece.startsWith('%')) return piece;
    if (piece === '%%') return '%';
    return rest.length === 0 ? undefined : formatOne(piece, rest.shift() ?? null);
  });
  return pieces.includes(undefined) || rest.length > 0 ? undefined : pieces.join('');
}

function formatOne(verb: string, value: Value): string | undefined {
  if (verb === '%s') return textOf(value);
  if (verb === '%v') return value === null || typeof value === 'object' ? encodeJson(value) : textOf(value);
  const number = verb === '%d' ? numberOf(value) : undefined;
  return number !== undefined && Number.isInteger(number) ? String(number) : undefined;
}

/** As Terraform writes JSON: sorted keys, and what HTML could misread is escaped. */
function encodeJson(value: Value): string {
  if (isList(value)) return `[${value.map(encodeJson).join(',')}]`;
  if (isValueObject(value)) {
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${entries.map(([key, member]) => `${encodeJson(key)}:${encodeJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function decodeJson(text: string): Value | undefined {
  try {
    return valueOfJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Go's `url.QueryEscape`. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
