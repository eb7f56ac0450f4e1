import { SekishoError } from '../../errors.ts';
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
  /** `check` blocks and conditions that did not pass: Terraform only warns of them. */
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

/** The object under `key`, or an empty one. */
export function recordAt(value: JsonRecord, key: string): JsonRecord {
  const member = value[key];
  return isRecord(member) ? member : {};
}

const knownActions: ReadonlySet<string> = new Set<Action>(['create', 'update', 'delete', 'no-op', 'read', 'forget']);

/** Checks what a plan must have before anything in it may be believed. Throws a SekishoError otherwise. */
export function readPlanDocument(document: unknown, path: string): PlanDocument {
  if (!isRecord(document))
    throw planError(path, 'PLAN_INVALID', 'the plan is not an object', typeof document, 'a JSON object');
  const version = document['format_version'];
  if (typeof version !== 'string' || !/^1\.\d+$/.test(version)) {
    throw planError(
      path,
      'PLAN_FORMAT',
      'the plan has a format that is not known here',
      JSON.stringify(version ?? null),
      'format_version 1.x',
    );
  }
  refuseIncomplete(document, path);
  const changes = document['resource_changes'] ?? [];
  if (!Array.isArray(changes)) {
    throw planError(
      path,
      'PLAN_INVALID',
      'resource_changes is not a list',
      typeof changes,
      'a list of resource changes',
    );
  }
  return {
    formatVersion: version,
    resourceChanges: changes.map((change: unknown, index) => readChange(change, index, path)),
    configuration: recordAt(document, 'configuration'),
    variables: recordAt(document, 'variables'),
    priorState: recordAt(document, 'prior_state'),
    completeIsKnown: typeof document['complete'] === 'boolean',
    failedChecks: failedChecks(document['checks']),
  };
}

function failedChecks(checks: Json | undefined): string[] {
  if (!Array.isArray(checks)) return [];
  return (checks as readonly Json[]).filter(isRecord).flatMap((check) => {
    const status = check['status'];
    const name = recordAt(check, 'address')['to_display'];
    return status === 'pass' ? [] : [`${typeof name === 'string' ? name : 'a check'}: ${String(status)}`];
  });
}

function refuseIncomplete(document: JsonRecord, path: string): void {
  if (document['errored'] === true) {
    throw planError(
      path,
      'PLAN_ERRORED',
      'the plan failed, and holds only what was seen until then',
      'errored: true',
      'errored: false',
    );
  }
  if (document['complete'] === false) {
    const got = 'complete: false (-target, or a deferred change)';
    throw planError(path, 'PLAN_INCOMPLETE', 'the plan does not cover the whole configuration', got, 'complete: true');
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
    moduleAddress: typeof change['module_address'] === 'string' ? change['module_address'] : null,
    previousAddress: typeof change['previous_address'] === 'string' ? change['previous_address'] : null,
    before: inner['before'] ?? null,
    after: inner['after'] ?? null,
    afterUnknown: inner['after_unknown'] ?? false,
    beforeSensitive: inner['before_sensitive'] ?? false,
    afterSensitive: inner['after_sensitive'] ?? false,
    replacePaths: readReplacePaths(inner['replace_paths']),
  };
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

function planError(file: string, code: string, what: string, got: string, expected: string): SekishoError {
  return new SekishoError({
    code,
    what,
    file,
    got,
    expected,
    fix: 'run `terraform plan -out=plan` without -target, then `terraform show -json plan`',
  });
}
