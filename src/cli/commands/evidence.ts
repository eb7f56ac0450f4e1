import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import { changeDigest } from '../../evidence/change-digest.ts';
import { unseal } from '../../evidence/envelope.ts';
import { configurationDigests } from '../../evidence/evidence-of.ts';
import type { Evidence } from '../../evidence/statement.ts';
import { keyVariable, trustedKeys } from '../../evidence/trusted-keys.ts';
import { type Mismatch, verifyEvidence } from '../../evidence/verify-evidence.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { configurationVariable, readLaw, readPlanJson } from '../../gate/terraform/judge-turn.ts';
import { cleanText } from '../../report/clean-text.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import type { JsonObject } from '../../sources/recognise.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { gateCommandWords } from '../gate-words.ts';
import type { CommonOptions } from '../options.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

export interface EvidenceQuestion {
  readonly file: string;
  readonly key: string | null;
  readonly plan: string | null;
  readonly planJson: string | null;
  readonly commit: string | null;
  readonly stack: string | null;
  readonly config: string | null;
  readonly hours: string | null;
}

/** `sekisho evidence verify`: exit code 0 when an apply may rest on the evidence, 1 when it differs, 3 when it can't be believed or read. */
export async function verifyCommand(asked: EvidenceQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, () => Promise.resolve(work(asked, options)));
}

function work(asked: EvidenceQuestion, options: CommonOptions): CommandOutcome {
  const law = readLaw(findProjectRoot(), environmentOf(asked.config), new Date());
  const { policy, configuration, digest, isPinned, now } = law;
  const files = asked.key ?? process.env[keyVariable] ?? '';
  const keys = trustedKeys({ files, base: process.cwd(), written: configuration.evidence.keys, isPinned, now });
  if (keys.length === 0) throw keyMissing(asked.file);
  const { predicate } = unseal(readText(asked.file), asked.file, keys);
  const mismatches = verifyEvidence(predicate, {
    now,
    maximumAgeHours: readHours(asked.hours, configuration.evidence.maximumAgeHours),
    law: digest,
    policy: policy.sha256,
    ...configurationDigests(configuration),
    ...(asked.planJson === null ? {} : { change: changeDigest(readPlan(asked.planJson)) }),
    ...(asked.plan === null ? {} : { plan: readBytes(asked.plan).sha256 }),
    ...(asked.commit === null ? {} : { commit: asked.commit }),
    ...(asked.stack === null ? {} : { stack: asked.stack }),
  });
  const exitCode = mismatches.length === 0 ? 0 : 1;
  const text = options.format === 'json' ? jsonOf(predicate, mismatches) : textOf(predicate, mismatches, options);
  return { text, exitCode };
}

function textOf(evidence: Evidence, mismatches: readonly Mismatch[], { language }: CommonOptions): string {
  const words = gateCommandWords[language];
  const stack = cleanText(evidence.stack);
  if (mismatches.length === 0) return `${words.holds(stack, evidence.clock)}\n`;
  const lines = mismatches.map(({ field, got, expected }) =>
    words.mismatch(field, cleanText(got), cleanText(expected)),
  );
  return `${[words.differs(stack), ...lines].join('\n')}\n`;
}

function jsonOf(evidence: Evidence, mismatches: readonly Mismatch[]): string {
  const holds = mismatches.length === 0;
  const document = { schema: 'sekisho.evidence-check/v1', holds, exitCode: holds ? 0 : 1, mismatches, evidence };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function environmentOf(config: string | null): NodeJS.ProcessEnv {
  return config === null ? process.env : { ...process.env, [configurationVariable]: resolve(config) };
}

function readPlan(file: string): JsonObject {
  const bytes = readBytes(file);
  return readPlanJson(bytes.bytes, file).document;
}

function readHours(text: string | null, usual: number): number {
  const hours = text === null ? usual : Number(text);
  if (Number.isFinite(hours) && hours > 0) return hours;
  throw new SekishoError({
    code: 'EVIDENCE_LIMIT',
    what: '`--max-age` is no number of hours',
    got: text ?? '',
    expected: 'a number above 0',
    fix: 'correct `--max-age`',
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SekishoError({
      code: 'EVIDENCE_INVALID',
      what: 'the evidence can not be read',
      file,
      got: reasonOf(error),
      expected: 'evidence as `sekisho plan` writes it',
      fix: 'correct the path',
      cause: error,
    });
  }
}

function keyMissing(file: string): SekishoError {
  return new SekishoError({
    code: 'KEY_MISSING',
    what: 'without a public key nobody can say who wrote the evidence',
    file,
    expected: '`--key` or SEKISHO_EVIDENCE_KEY with the public key of who plans',
    fix: 'name the key; take it from a place that the author of the evidence can not change',
  });
}
