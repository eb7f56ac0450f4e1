import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';
import { unseal } from '../../evidence/envelope.ts';
import { readPublicKey } from '../../evidence/keys.ts';
import type { LogHead } from '../../evidence/log/decision.ts';
import { type VerifiedLog, verifyLog } from '../../evidence/log/verify-log.ts';
import { keyVariable } from '../../evidence/trusted-keys.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { decisionLogPath } from '../../gate/terraform/decision-log.ts';
import { cleanText } from '../../report/clean-text.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { evidenceWords } from '../evidence-words.ts';
import type { CommonOptions } from '../options.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

export interface LogQuestion {
  readonly file: string | null;
  /** `SEQUENCE:DIGEST`. */
  readonly heads: readonly string[];
  readonly evidence: readonly string[];
  readonly key: string | null;
}

/** `sekisho evidence log verify`: exit code 0 when the chain is whole, 1 when it is not, 3 when it can't be read. */
export async function verifyLogCommand(asked: LogQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, () => Promise.resolve(work(asked, options)));
}

function work(asked: LogQuestion, options: CommonOptions): CommandOutcome {
  const file = asked.file ?? decisionLogPath(process.env, findProjectRoot());
  const anchors = [...asked.heads.map(readHead), ...asked.evidence.flatMap((one) => headOfEvidence(one, asked.key))];
  const verified = verifyLog(readText(file), anchors);
  const exitCode = verified.problems.length === 0 && verified.head !== null ? 0 : 1;
  const text = options.format === 'json' ? jsonOf(verified, exitCode) : textOf(verified, options);
  return { text, exitCode };
}

function textOf({ decisions, head, problems }: VerifiedLog, { language }: CommonOptions): string {
  const words = evidenceWords[language];
  if (problems.length === 0 && head !== null) {
    return `${words.whole(decisions.length, `${String(head.sequence)}:${head.head}`)}\n`;
  }
  const lines = problems.map((one) =>
    words.line(one.line, words.problem[one.kind], cleanText(one.got), cleanText(one.expected)),
  );
  return `${[words.broken(problems.length), ...lines].join('\n')}\n`;
}

function jsonOf({ decisions, head, problems }: VerifiedLog, exitCode: ExitCode): string {
  const document = { schema: 'sekisho.log-check/v1', whole: exitCode === 0, exitCode, head, problems, decisions };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function readHead(text: string): LogHead {
  const match = /^(\d{1,12}):([0-9a-f]{64})$/u.exec(text);
  const [, sequence, head] = match ?? [];
  if (sequence !== undefined && head !== undefined) return { sequence: Number(sequence), head };
  throw new SekishoError({
    code: 'USAGE',
    what: '`--head` is no place in the chain',
    got: text,
    expected: 'SEQUENCE:DIGEST, as an apply and this command print it',
    fix: 'copy it from the output of the run',
  });
}

/** What signed evidence remembers of the chain; nothing, where none was kept yet. */
function headOfEvidence(file: string, key: string | null): readonly LogHead[] {
  const named = key ?? process.env[keyVariable] ?? '';
  if (named === '') {
    throw new SekishoError({
      code: 'KEY_MISSING',
      what: 'without a public key nobody can say who wrote the evidence',
      file,
      expected: `\`--key\` or ${keyVariable}`,
      fix: 'name the key; take it from a place that the author of the evidence can not change',
    });
  }
  const { predicate } = unseal(readText(file), file, [readPublicKey(resolve(named))]);
  return predicate.log === null ? [] : [predicate.log];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SekishoError({
      code: 'DECISION_LOG_UNREADABLE',
      what: 'the chain of decisions can not be read',
      file,
      got: reasonOf(error),
      expected: 'what the gate writes at each plan and apply',
      fix: 'name it with --log; if it was there, it was deleted',
      cause: error,
    });
  }
}
