import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import picomatch from 'picomatch';
import { reasonOf, SekishoError } from '../../errors.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { commitOf } from '../../evidence/commit.ts';
import { unseal } from '../../evidence/envelope.ts';
import { configurationDigests } from '../../evidence/evidence-of.ts';
import { readPublicKey } from '../../evidence/keys.ts';
import { type Mismatch, verifyEvidence } from '../../evidence/verify-evidence.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import type { Law, PlanJson } from './judge-turn.ts';
import { planArguments } from './plan-arguments.ts';
import type { RootModule } from './root-module.ts';

/** Evidence of a reviewed plan: a file, or the folder that `sekisho plan` wrote. */
const evidenceVariable = 'SEKISHO_EVIDENCE';
/** Public key by which evidence must be signed. */
const keyVariable = 'SEKISHO_EVIDENCE_KEY';
/** Globs of the stacks that may only be applied with evidence. */
const requiredVariable = 'SEKISHO_EVIDENCE_REQUIRED';
const hoursVariable = 'SEKISHO_EVIDENCE_HOURS';
const usualHours = 24;

type Environment = Readonly<NodeJS.ProcessEnv>;

/** The evidence on which an apply must rest. */
export interface RequiredEvidence {
  readonly file: string;
  readonly key: string;
  readonly maximumAgeHours: number;
}

/** What the environment asks for the stack; null when it may be applied without. Throws a SekishoError when evidence is required and none is named. */
export function requiredEvidence(environment: Environment, stack: string, base: string): RequiredEvidence | null {
  const named = environment[evidenceVariable] ?? '';
  const globs = (environment[requiredVariable] ?? '').split(',').map((glob) => glob.trim());
  const isRequired = globs.some((glob) => glob !== '' && picomatch.isMatch(stack, glob));
  if (named === '' && !isRequired) return null;
  if (named === '') throw missing(stack, `nothing in ${evidenceVariable}`);
  const key = environment[keyVariable] ?? '';
  if (key === '') throw missing(stack, `no key in ${keyVariable}, so that anybody could have written it`);
  const path = resolve(base, named);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, `${stack}.evidence.json`) : path;
  if (!existsSync(file)) throw missing(stack, `nothing at ${file}`);
  return { file, key: resolve(base, key), maximumAgeHours: readHours(environment[hoursVariable]) };
}

/** The plan that is about to be applied, and by what it was judged. */
export interface AboutToApply {
  readonly root: RootModule;
  readonly stack: string;
  readonly law: Law;
  readonly json: PlanJson;
  /** Digest of a plan file that was made before; null for one that was made just now, which is compared by what it would change. */
  readonly savedPlan: string | null;
}

/** Throws a SekishoError when the evidence is not that of what is about to be applied, naming everything in which it differs. */
export async function refuseOtherEvidence(required: RequiredEvidence, about: AboutToApply): Promise<void> {
  const { law, json, savedPlan, root, stack } = about;
  const { predicate } = unseal(readText(required.file), required.file, [readPublicKey(required.key)]);
  const plan = savedPlan === null ? { change: changeDigest(json.document) } : { plan: savedPlan };
  const synth = root.kind === 'stack' ? { synth: readBytes(join(root.directory, 'cdk.tf.json')).sha256 } : {};
  const mismatches = verifyEvidence(predicate, {
    now: law.now,
    maximumAgeHours: required.maximumAgeHours,
    stack,
    policy: law.policy.sha256,
    ...configurationDigests(law.configuration),
    commit: await commitOf(law.projectRoot),
    arguments: planArguments,
    ...plan,
    ...synth,
  });
  if (mismatches.length > 0) throw other(required.file, mismatches);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw missing(file, reasonOf(error));
  }
}

/** A limit that can't be read must not become no limit. */
function readHours(text: string | undefined): number {
  if (text === undefined || text === '') return usualHours;
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
    fix: 'plan, have the plan reviewed, and hand its evidence to apply',
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
