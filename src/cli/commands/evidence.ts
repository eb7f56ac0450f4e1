import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInConfiguration } from '../../configuration/built-in-configuration.ts';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { reasonOf, SekishoError } from '../../errors.ts';
import { unseal } from '../../evidence/envelope.ts';
import { configurationDigests } from '../../evidence/evidence-of.ts';
import { readPublicKey } from '../../evidence/keys.ts';
import type { Evidence } from '../../evidence/statement.ts';
import { type Mismatch, verifyEvidence } from '../../evidence/verify-evidence.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { loadPolicy } from '../../policy/load-policy.ts';
import { cleanText } from '../../report/clean-text.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { gateCommandWords } from '../gate-words.ts';
import type { CommonOptions } from '../options.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

export interface EvidenceQuestion {
  readonly file: string;
  readonly key: string | null;
  readonly plan: string | null;
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
  const key = asked.key ?? process.env['SEKISHO_EVIDENCE_KEY'] ?? '';
  if (key === '') throw keyMissing(asked.file);
  const { predicate } = unseal(readText(asked.file), asked.file, [readPublicKey(key)]);
  const mismatches = verifyEvidence(predicate, {
    now: new Date(),
    maximumAgeHours: readHours(asked.hours),
    policy: loadPolicy().sha256,
    ...configurationDigests(configurationOf(asked.config)),
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

function configurationOf(named: string | null): ReturnType<typeof readConfiguration> {
  const usual = join(findProjectRoot(), 'sekisho.yaml');
  if (named !== null) return readConfiguration(named);
  return existsSync(usual) ? readConfiguration(usual) : builtInConfiguration;
}

function readHours(text: string | null): number {
  const hours = text === null ? 24 : Number(text);
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
