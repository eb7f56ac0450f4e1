import { type ErrorParts, SekishoError } from '../../errors.ts';
import type { Action } from '../estate.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** The parts of `terraform show -json` that are read; everything else is left alone. */
export interface PlanDocument {
  readonly formatVersion: string;
  readonly resourceChanges: readonly ResourceChange[];
  readonly configuration: JsonRecord;
  readonly variables: JsonRecord;
  readonly priorState: JsonRecord;
  /** False where OpenTofu leaves the flag out, so that `-target` and `-exclude` can't be seen. */
  readonly completeIsKnown: boolean;
  /** `check` blocks that did not pass: Terraform only warns of them. Conditions of resources that only an apply can decide are left out: they stop it. */
  readonly failedChecks: readonly string[];
}

export interface ResourceChange {
  readonly address: string;
  readonly moduleAddress: string | null;
  readonly previousAddress: string | null;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly actions: readonly Action[];
  readonly before: Json;
  readonly after: Json;
  readonly afterUnknown: Json;
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
  readonly replacePaths: readonly string[];
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON array; `Array.isArray` alone loses the type of the members of a readonly list. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object under `key`, or an empty one. */
export function recordAt(value: JsonRecord, key: string): JsonRecord {
  const member = value[key];
  return isRecord(member) ? member : {};
}

const knownActions: ReadonlySet<string> = new Set<Action>(['create', 'update', 'delete', 'no-op', 'read', 'forget']);

/** Checks what a plan must have before anything in it may be believed. Throws a SekishoError otherwise. */
export function readPlanDocument(document: unknown, path: string): PlanDocument {
  if (!isRecord(document)) {
    throw planError(path, {
      code: 'PLAN_INVALID',
      what: 'the plan is not an object',
      got: typeof document,
      expected: 'a JSON object',
    });
  }
  const version = document['format_version'];
  if (typeof version !== 'string' || !/^1\.\d+$/.test(version)) {
    throw planError(path, {
      code: 'PLAN_FORMAT',
      what: 'the plan has a format that is not known here',
      got: JSON.stringify(version ?? null),
      expected: 'format_version 1.x',
    });
  }
  refuseIncomplete(document, path);
  const changes = document['resource_changes'] ?? [];
  if (!isJsonArray(changes)) {
    throw planError(path, {
      code: 'PLAN_INVALID',
      what: 'resource_changes is not a list',
      got: typeof changes,
      expected: 'a list of resource changes',
    });
  }
  return {
    formatVersion: version,
    resourceChanges: changes.map((change, index) => readChange(change, index, path)),
    configuration: recordAt(document, 'configuration'),
    variables: recordAt(document, 'variables'),
    priorState: recordAt(document, 'prior_state'),
    completeIsKnown: typeof document['complete'] === 'boolean',
    failedChecks: failedChecks(document['checks']),
  };
}

function failedChecks(checks: Json | undefined): string[] {
  if (!isJsonArray(checks)) return [];
  return checks.filter(isRecord).flatMap((check) => {
    const status = check['status'];
    const { to_display: name, kind = 'check' } = recordAt(check, 'address');
    return status === 'pass' || (status === 'unknown' && kind !== 'check')
      ? []
      : [`${typeof name === 'string' ? name : 'a check'}: ${typeof status === 'string' ? status : 'no status'}`];
  });
}

function refuseIncomplete(document: JsonRecord, path: string): void {
  if (document['errored'] === true) {
    throw planError(path, {
      code: 'PLAN_ERRORED',
      what: 'the plan failed, and holds only what was seen until then',
      got: 'errored: true',
      expected: 'errored: false',
    });
  }
  if (document['complete'] === false) {
    throw planError(path, {
      code: 'PLAN_INCOMPLETE',
      what: 'the plan does not cover the whole configuration',
      got: 'complete: false (-target, or a deferred change)',
      expected: 'complete: true',
    });
  }
}

function readChange(change: unknown, index: number, path: string): ResourceChange {
  const place = `resource_changes[${String(index)}]`;
  if (!isRecord(change) || !isRecord(change['change'])) throw invalidChange(path, place, 'an entry without `change`');
  const { address, type, name, mode } = change;
  if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string') {
    throw invalidChange(path, place, 'an entry without address, type and name');
  }
  if (mode !== 'managed' && mode !== 'data') throw invalidChange(path, place, `mode ${JSON.stringify(mode ?? null)}`);
  const inner = change['change'];
  const actions = readActions(inner['actions'], path, place);
  return {
    address,
    type,
    name,
    mode,
    actions,
    moduleAddress: textAt(change, 'module_address'),
    previousAddress: textAt(change, 'previous_address'),
    before: inner['before'] ?? null,
    after: inner['after'] ?? null,
    afterUnknown: maskAt(inner, 'after_unknown'),
    beforeSensitive: maskAt(inner, 'before_sensitive'),
    afterSensitive: maskAt(inner, 'after_sensitive'),
    replacePaths: readReplacePaths(inner['replace_paths']),
  };
}

function textAt(record: JsonRecord, key: string): string | null {
  const text = record[key];
  return typeof text === 'string' ? text : null;
}

/** A mask has the shape of its value, with `true` where it applies; Terraform leaves it out where it applies nowhere. */
function maskAt(record: JsonRecord, key: string): Json {
  return record[key] ?? false;
}

function readActions(actions: unknown, path: string, place: string): readonly Action[] {
  if (Array.isArray(actions) && actions.length > 0 && actions.every(isAction)) return actions;
  throw invalidChange(path, place, `actions ${JSON.stringify(actions ?? null)}`);
}

function isAction(action: unknown): action is Action {
  return typeof action === 'string' && knownActions.has(action);
}

function readReplacePaths(paths: unknown): readonly string[] {
  if (!Array.isArray(paths)) return [];
  return paths.map((path: unknown) => (Array.isArray(path) ? path.join('.') : String(path)));
}

function invalidChange(path: string, place: string, got: string): SekishoError {
  return new SekishoError({
    code: 'PLAN_INVALID',
    what: 'the plan has an entry that is not a resource change as Terraform writes it',
    file: path,
    place,
    got,
    expected: 'address, mode, type, name and change.actions of create, update, delete, no-op, read or forget',
    fix: 'write the plan again with `terraform show -json`',
  });
}

function planError(file: string, parts: ErrorParts): SekishoError {
  return new SekishoError({
    ...parts,
    file,
    fix: 'run `terraform plan -out=plan` without -target, then `terraform show -json plan`',
  });
}
