import { join, resolve } from 'node:path';
import { appendDecision, readTail } from '../../evidence/log/append-decision.ts';
import type { Decided, Decision, LogHead } from '../../evidence/log/decision.ts';
import { verifyLog } from '../../evidence/log/verify-log.ts';

/** Where the chain is kept. */
const logVariable = 'SEKISHO_DECISION_LOG';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** Path of the chain: what SEKISHO_DECISION_LOG names, else `.sekisho/decisions.jsonl` of the project. */
export function decisionLogPath(environment: Environment, projectRoot: string): string {
  const named = environment[logVariable] ?? '';
  return resolve(projectRoot, named === '' ? join('.sekisho', 'decisions.jsonl') : named);
}

/** The chain of the gate. */
export class DecisionLog {
  readonly path: string;

  constructor(environment: Environment, projectRoot: string) {
    this.path = decisionLogPath(environment, projectRoot);
  }

  head(): LogHead | null {
    return readTail(this.path)?.head ?? null;
  }

  async append(decided: Decided): Promise<LogHead> {
    return await appendDecision(this.path, decided);
  }

  /** The last apply of the stack of which nobody wrote how it ended: it was killed, or runs still. */
  unfinished(stack: string): Decision | null {
    const lines = readTail(this.path)?.lines ?? [];
    const { decisions } = verifyLog(lines.map((line) => `${line}\n`).join(''), []);
    const last = decisions.findLast((one) => one.stack === stack && (one.kind === 'apply' || one.kind === 'applied'));
    return last?.kind === 'apply' ? last : null;
  }
}
