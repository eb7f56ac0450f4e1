import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commitOf } from '../../evidence/commit.ts';
import { seal } from '../../evidence/envelope.ts';
import { evidenceOf } from '../../evidence/evidence-of.ts';
import { readSigningKey } from '../../evidence/keys.ts';
import { statementOf } from '../../evidence/statement.ts';
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
}

/**
 * Writes signed evidence of a plan that is about to be applied, and gives its path; null where no signing key is named. Throws when it can't be written:
 * what leaves no evidence is not applied.
 */
export async function writeApplyEvidence(
  environment: Readonly<NodeJS.ProcessEnv>,
  applied: Applied,
): Promise<string | null> {
  const { law, root, report, plan, json, stack } = applied;
  const keyFile = environment[signingVariable] ?? '';
  if (keyFile === '') return null;
  const key = readSigningKey(resolve(law.projectRoot, keyFile));
  const evidence = evidenceOf({
    stack,
    report,
    configuration: law.configuration,
    plan: { sha256: plan.sha256, jsonSha256: json.sha256, document: json.document },
    synth: root.kind === 'stack' ? synthDigests(root.output) : {},
    commit: await commitOf(law.projectRoot),
    arguments: applied.arguments,
    approvers: [],
    ...(await toolVersionsOf({ ...applied.terraform, directory: root.directory })),
  });
  const folder = resolve(law.projectRoot, environment[folderVariable] ?? join('.sekisho', 'evidence'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${stack}.${plan.sha256.slice(0, 12)}.evidence.json`);
  writeFileSync(path, seal(statementOf(evidence), key), { mode: 0o600 });
  return path;
}
