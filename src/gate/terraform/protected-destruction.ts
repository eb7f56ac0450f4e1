import { isJsonObject, type JsonObject } from '../../sources/recognise.ts';

/** Something that a plan destroys or shortens although it keeps what must be kept; `key` names a message of the control `retention.destroyed`. */
export interface ProtectedDestruction {
  readonly address: string;
  readonly key: 'store' | 'until' | 'key' | 'shortened';
  readonly args: Readonly<Record<string, string | number>>;
}

export interface RetentionLimits {
  readonly now: Date;
  /** A log store that keeps at least this long holds books. */
  readonly bookRetentionDays: number;
}

type Judge = (before: JsonObject, limits: RetentionLimits) => Pick<ProtectedDestruction, 'key' | 'args'> | null;

const keyJudge: Judge = () => ({ key: 'key', args: {} });

/** What a type keeps, told by its state before the change. */
const judges: Readonly<Record<string, Judge>> = {
  google_storage_bucket: (before) => {
    const seconds = numberAt(blockOf(before['retention_policy']), 'retention_period');
    if (seconds > 0) return store(`retention_period = ${String(seconds)} s`);
    return before['enable_object_retention'] === true ? store('enable_object_retention = true') : null;
  },
  google_storage_bucket_object: (before, limits) => until(blockOf(before['retention'])['retain_until_time'], limits),
  google_logging_project_bucket_config: logBucket,
  google_logging_folder_bucket_config: logBucket,
  google_logging_organization_bucket_config: logBucket,
  google_gke_backup_backup_plan: (before) => {
    const policy = blockOf(before['retention_policy']);
    return policy['locked'] === true ? store('retention_policy.locked = true') : null;
  },
  google_kms_crypto_key: keyJudge,
  google_kms_crypto_key_version: keyJudge,
  aws_kms_key: keyJudge,
  aws_s3_bucket: (before) => (before['object_lock_enabled'] === true ? store('object_lock_enabled = true') : null),
  aws_s3_bucket_object_lock_configuration: () => store('object lock'),
  aws_s3_object: (before, limits) => until(before['object_lock_retain_until_date'], limits),
  aws_cloudwatch_log_group: (before, { bookRetentionDays }) => {
    const days = numberAt(before, 'retention_in_days');
    return days >= bookRetentionDays ? store(`retention_in_days = ${String(days)}`) : null;
  },
  aws_backup_vault_lock_configuration: () => store('vault lock'),
};

/** Everything that a plan destroys, or whose retention it shortens, before that has ended. Pure; by the state that the plan has read, not by what the author says. */
export function protectedDestructions(plan: JsonObject, limits: RetentionLimits): readonly ProtectedDestruction[] {
  const changes: readonly unknown[] = Array.isArray(plan['resource_changes']) ? plan['resource_changes'] : [];
  return changes.filter(isJsonObject).flatMap((entry) => {
    const { address, type, change } = entry;
    const { actions, before, after } = isJsonObject(change) ? change : {};
    if (!Array.isArray(actions) || !isJsonObject(before) || typeof type !== 'string') return [];
    const found = actions.includes('delete') ? (judges[type]?.(before, limits) ?? null) : shortened(before, after);
    const named = String(address);
    return found === null ? [] : [{ address: named, key: found.key, args: { ...found.args, address: named } }];
  });
}

function logBucket(before: JsonObject, { bookRetentionDays }: RetentionLimits): ReturnType<Judge> {
  const days = numberAt(before, 'retention_days');
  if (before['locked'] === true) return store(`locked, retention_days = ${String(days)}`);
  return days >= bookRetentionDays ? store(`retention_days = ${String(days)}`) : null;
}

function shortened(before: JsonObject, after: unknown): ReturnType<Judge> {
  if (!isJsonObject(after)) return null;
  const from = retentionOf(before);
  const to = retentionOf(after);
  return to < from ? { key: 'shortened', args: { from: `${String(from)} s`, to: `${String(to)} s` } } : null;
}

/** The retention policy of a bucket in seconds; 0 when there is none, and for other types. */
function retentionOf(values: JsonObject): number {
  return numberAt(blockOf(values['retention_policy']), 'retention_period');
}

function store(why: string): ReturnType<Judge> {
  return { key: 'store', args: { why } };
}

/** A date that can't be read has not passed. */
function until(date: unknown, { now }: RetentionLimits): ReturnType<Judge> {
  if (typeof date !== 'string' || date === '') return null;
  return Date.parse(date) <= now.getTime() ? null : { key: 'until', args: { until: date } };
}

function blockOf(value: unknown): JsonObject {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return isJsonObject(first) ? first : {};
}

/** Providers write some numbers as text. */
function numberAt(values: JsonObject, name: string): number {
  const number = Number(values[name] ?? 0);
  return Number.isFinite(number) ? number : Number.POSITIVE_INFINITY;
}
