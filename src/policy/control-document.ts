import type { LocalText } from './catalog.ts';
import type { RawFinding } from './raw-evaluation.ts';

/** A control's package as it evaluated, checked. */
export interface ControlDocument {
  readonly resources: readonly string[];
  readonly violations: readonly RawFinding[];
  readonly unknowns: readonly RawFinding[];
  readonly discharges: readonly { readonly resource: string; readonly attribute: string }[];
}

/** Checks the shape of what a control returned; gives a sentence that says what is wrong instead when it is not the agreed one. */
export function parseControlDocument(document: unknown): ControlDocument | string {
  if (!isObject(document)) return `it returned ${typeof document}, not its documents`;
  const { resources, violations, unknowns, discharges = [] } = document;
  if (!isTextArray(resources)) return 'its `resources` is not a set of ids';
  const parsedViolations = parseFindings(violations);
  if (parsedViolations === null) return 'its `violations` is not a set of findings with resource and key';
  const parsedUnknowns = parseFindings(unknowns);
  if (parsedUnknowns === null) return 'its `unknowns` is not a set of findings with resource and key';
  if (!Array.isArray(discharges) || !discharges.every(isDischarge))
    return 'its `discharges` is not a set of resource and attribute';
  const judged = new Set(resources);
  const stray = [...parsedViolations, ...parsedUnknowns].find((finding) => !judged.has(finding.resource));
  if (stray !== undefined) return `it blames ${stray.resource}, which is not among its resources`;
  return { resources, violations: parsedViolations, unknowns: parsedUnknowns, discharges };
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((member) => typeof member === 'string');
}

function isDischarge(value: unknown): value is { resource: string; attribute: string } {
  return isObject(value) && typeof value['resource'] === 'string' && typeof value['attribute'] === 'string';
}

function parseFindings(value: unknown): RawFinding[] | null {
  if (!Array.isArray(value)) return null;
  const findings = value.map(parseFinding);
  return findings.every((finding) => finding !== null) ? findings : null;
}

function parseFinding(value: unknown): RawFinding | null {
  if (!isFinding(value)) return null;
  const { resource, key, attribute = null, element = null, args = {}, exit, path } = value;
  return {
    resource,
    key,
    attribute,
    element: element === null ? null : textOf(element),
    args: scalarsOf(args),
    ...(exit === undefined ? {} : { exit }),
    ...(path === undefined ? {} : { path: path.map(({ address, why }) => ({ address, why: inBoth(why) })) }),
  };
}

/** A finding as a control writes it: what it leaves out is undefined. */
interface FindingDocument {
  readonly resource: string;
  readonly key: string;
  readonly attribute?: string | null | undefined;
  readonly element?: unknown;
  readonly args?: JsonObject | undefined;
  readonly exit?: string | undefined;
  readonly path?: readonly Step[] | undefined;
}

function isFinding(value: unknown): value is FindingDocument {
  if (!isObject(value)) return false;
  const { resource, key, attribute, args, exit, path } = value;
  return (
    typeof resource === 'string' &&
    typeof key === 'string' &&
    (attribute === undefined || isTextOrNull(attribute)) &&
    (args === undefined || isObject(args)) &&
    (exit === undefined || typeof exit === 'string') &&
    (path === undefined || (Array.isArray(path) && path.every(isStep)))
  );
}

function scalarsOf(args: JsonObject): RawFinding['args'] {
  return Object.fromEntries(
    Object.entries(args).map(([name, member]) => [name, isScalar(member) ? member : textOf(member)]),
  );
}

/** A step as a control writes it: what is no sentence, e.g. an attribute, is the same in every language. */
interface Step {
  readonly address: string;
  readonly why: string | LocalText;
}

function isStep(value: unknown): value is Step {
  return (
    isObject(value) &&
    typeof value['address'] === 'string' &&
    (typeof value['why'] === 'string' || isLocalText(value['why']))
  );
}

function isLocalText(value: unknown): value is LocalText {
  return isObject(value) && typeof value['en'] === 'string' && typeof value['ja'] === 'string';
}

function inBoth(why: string | LocalText): LocalText {
  return typeof why === 'string' ? { en: why, ja: why } : { en: why.en, ja: why.ja };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
