import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { commitOf } from '../../evidence/commit.ts';
import { unseal } from '../../evidence/envelope.ts';
import { configurationDigests } from '../../evidence/evidence-of.ts';
import { isEvidenceRequired } from '../../evidence/evidence-required.ts';
import type { Key } from '../../evidence/keys.ts';
import type { Evidence } from '../../evidence/statement.ts';
import { keyVariable, trustedKeys } from '../../evidence/trusted-keys.ts';
import { type Mismatch, verifyEvidence } from '../../evidence/verify-evidence.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import type { Law, PlanJson } from './judge-turn.ts';
import { planArguments } from './plan-arguments.ts';
import type { RootModule } from './root-module.ts';

/** Evidence of a reviewed plan: a file, or the folder that `sekisho plan` wrote. */
const evidenceVariable = 'SEKISHO_EVIDENCE';
/** Environments and globs of stacks besides those of the configuration. */
const requiredVariable = 'SEKISHO_EVIDENCE_REQUIRED';
/** A shorter limit than that of the configuration. */
const hoursVariable = 'SEKISHO_EVIDENCE_HOURS';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** The evidence on which an apply must rest. */
export interface RequiredEvidence {
  readonly file: string;
  readonly keys: readonly Key[];
  readonly maximumAgeHours: number;
}

/** True when the stack may be applied with evidence only: by the configuration, because it is production, or because the environment asks for it too. */
function needsEvidence(environment: Environment, stack: string, { configuration }: Law): boolean {
  const globs = (environment[requiredVariable] ?? '').split(',').map((glob) => glob.trim());
  const { requiredFor } = configuration.evidence;
  return isEvidenceRequired(stack, { requiredFor: [...requiredFor, ...globs.filter((glob) => glob !== '')] });
}

/** The evidence that is named for the stack; null when none is, and none is needed. Throws a SekishoError when it is needed and can't be had or believed. */
export function requiredEvidence(environment: Environment, stack: string, law: Law): RequiredEvidence | null {
  const named = environment[evidenceVariable] ?? '';
  const isRequired = needsEvidence(environment, stack, law);
  if (named === '' && !isRequired) return null;
  if (named === '') throw missing(stack, `nothing in ${evidenceVariable}`);
  if (isRequired && !law.isPinned) throw unpinned(stack, law.digest);
  const keys = trustedKeys({
    files: environment[keyVariable] ?? '',
    base: law.projectRoot,
    written: law.configuration.evidence.keys,
    isPinned: law.isPinned,
    now: law.now,
  });
  if (keys.length === 0) throw missing(stack, `no key in ${keyVariable}, so that anybody could have written it`);
  const path = resolve(law.projectRoot, named);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, `${stack}.evidence.json`) : path;
  if (!existsSync(file)) throw missing(stack, `nothing at ${file}`);
  const { maximumAgeHours } = law.configuration.evidence;
  return {
    file,
    keys,
    maximumAgeHours: Math.min(readHours(environment[hoursVariable], maximumAgeHours), maximumAgeHours),
  };
}

/** The plan that is about to be applied, and by what it was judged. */
export interface AboutToApply {
  readonly root: RootModule;
  readonly stack: string;
  readonly law: Law;
  readonly json: PlanJson;
  readonly state: Evidence['state'];
  /** Digest of a plan file that was made before; null for one that was made just now, which is compared by what it would change. */
  readonly savedPlan: string | null;
}

/**
 * Digest of the evidence, when it is that of what is about to be applied. Throws a SekishoError when it is not, naming everything in which it
 * differs.
 */
export async function refuseOtherEvidence(required: RequiredEvidence, about: AboutToApply): Promise<string> {
  const { law, json, savedPlan, root, stack, state } = about;
  const text = readText(required.file);
  const { predicate } = unseal(text, required.file, required.keys);
  const plan = savedPlan === null ? { change: changeDigest(json.document) } : { plan: savedPlan };
  const synth = root.kind === 'stack' ? { synth: readBytes(join(root.directory, 'cdk.tf.json')).sha256 } : {};
  const mismatches = verifyEvidence(predicate, {
    now: law.now,
    maximumAgeHours: required.maximumAgeHours,
    stack,
    law: law.digest,
    policy: law.policy.sha256,
    ...configurationDigests(law.configuration),
    commit: await commitOf(law.projectRoot),
    state,
    arguments: planArguments,
    ...plan,
    ...synth,
  });
  if (mismatches.length > 0) throw other(required.file, mismatches);
  return createHash('sha256').update(text).digest('hex');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw missing(file, reasonOf(error));
  }
}

/** A limit that can't be read must not become no limit. */
function readHours(text: string | undefined, usual: number): number {
  if (text === undefined || text === '') return usual;
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0) return hours;
  throw new SekishoError({
    code: 'EVIDENCE_LIMIT',
    what: `${hoursVariable} is no number of hours`,
    got: text,
    expected: 'a number above 0',
    fix: `correct ${hoursVariable}`,
  });
}

function missing(stack: string, got: string): SekishoError {
  return new SekishoError({
    code: 'EVIDENCE_MISSING',
    what: `${stack} is applied with the evidence of its reviewed plan only`,
    got,
    expected: `${evidenceVariable} with what \`sekisho plan --key …\` wrote, and ${keyVariable} with the public key`,
    fix: 'plan, have the plan reviewed, and hand its evidence to apply; in an emergency: `sekisho break-glass open`',
  });
}

function unpinned(stack: string, digest: string): SekishoError {
  return new SekishoError({
    code: 'PIN_MISSING',
    what: `${stack} is applied only by a law that is pinned outside of the repository, and nothing is pinned`,
    got: 'no SEKISHO_PINNED_DIGEST',
    expected: `a digest in SEKISHO_PINNED_DIGEST; the law here is ${digest}`,
    fix: 'set it in the settings of the pipeline, not in a file of the repository',
  });
}

function other(file: string, mismatches: readonly Mismatch[]): SekishoError {
  return new SekishoError({
    code: 'EVIDENCE_OTHER',
    what: `the evidence is not that of what is about to be applied: ${mismatches.map(({ field }) => field).join(', ')}`,
    file,
    got: mismatches.map(({ field, got }) => `${field}: ${got}`).join('; '),
    expected: mismatches.map(({ field, expected }) => `${field}: ${expected}`).join('; '),
    fix: 'plan again from this commit, and have that plan reviewed',
  });
}
