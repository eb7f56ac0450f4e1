import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { commitOf } from '../../evidence/commit.ts';
import { seal } from '../../evidence/envelope.ts';
import { evidenceOf } from '../../evidence/evidence-of.ts';
import { keepEvidence } from '../../evidence/keep-evidence.ts';
import { findSigner } from '../../evidence/signers/find-signer.ts';
import { type Evidence, statementOf } from '../../evidence/statement.ts';
import type { Report } from '../../verdict/report.ts';
import type { HeldPlan } from './held-plan.ts';
import type { Law, PlanJson } from './judge-turn.ts';
import { type RootModule, synthDigests } from './root-module.ts';
import type { Terraform } from './run-terraform.ts';
import { toolVersionsOf } from './tool-versions.ts';

/** Private key that signs the evidence of what is applied. */
const signingVariable = 'SEKISHO_SIGNING_KEY';
/** Where it goes. */
const folderVariable = 'SEKISHO_EVIDENCE_FOLDER';

export interface Applied {
  readonly terraform: Terraform;
  readonly root: RootModule;
  readonly stack: string;
  readonly law: Law;
  readonly report: Report;
  readonly plan: HeldPlan;
  readonly json: PlanJson;
  /** How the plan was made. */
  readonly arguments: readonly string[];
  readonly state: Evidence['state'];
  /** Digest of the evidence on which the apply rests. */
  readonly reviewed: string | null;
  readonly log: Evidence['log'];
  readonly breakGlass: string | null;
}

/** A signed envelope on the disk. */
export interface WrittenEvidence {
  readonly path: string;
  readonly sha256: string;
}

/** The key that signs what is applied; null where none is named. */
export function signingKey(environment: Readonly<NodeJS.ProcessEnv>): string | null {
  const named = environment[signingVariable] ?? '';
  return named === '' ? null : named;
}

/**
 * Writes signed evidence of a plan that is about to be applied, and gives its path; null where no signing key is named. Throws when it can't be written:
 * what leaves no evidence is not applied.
 */
export async function writeApplyEvidence(
  environment: Readonly<NodeJS.ProcessEnv>,
  applied: Applied,
): Promise<WrittenEvidence | null> {
  const { law, root, report, plan, json, stack, state, reviewed, log, breakGlass } = applied;
  const named = signingKey(environment);
  if (named === null) return null;
  const signer = await findSigner(named, law.projectRoot, environment);
  const evidence = evidenceOf({
    stack,
    report,
    configuration: law.configuration,
    plan: { sha256: plan.sha256, jsonSha256: json.sha256, document: json.document },
    synth: root.kind === 'stack' ? synthDigests(root.output) : {},
    commit: await commitOf(law.projectRoot),
    arguments: applied.arguments,
    approvers: [],
    state,
    reviewed,
    log,
    breakGlass,
    ...(await toolVersionsOf({ ...applied.terraform, directory: root.directory })),
  });
  const folder = resolve(law.projectRoot, environment[folderVariable] ?? join('.sekisho', 'evidence'));
  const path = join(folder, `${stack}.${plan.sha256.slice(0, 12)}.evidence.json`);
  const text = await seal(statementOf(evidence), signer);
  keepEvidence(path, text);
  return { path, sha256: createHash('sha256').update(text).digest('hex') };
}
