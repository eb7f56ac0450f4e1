import { type Decision, decisionSchema, digestOfLine, type LogHead } from './decision.ts';

/** One thing by which a chain is not whole; `line` counts from 1. */
export interface LogProblem {
  readonly line: number;
  readonly kind: 'unreadable' | 'missing' | 'edited' | 'torn' | 'cut';
  readonly got: string;
  readonly expected: string;
}

export interface VerifiedLog {
  readonly decisions: readonly Decision[];
  readonly head: LogHead | null;
  readonly problems: readonly LogProblem[];
}

/**
 * Reads a whole chain and finds out where a line is missing, was edited, moved, or cut off. What was cut off at the end shows only against an
 * anchor: a head that evidence, or the output of an earlier run, remembers. Pure.
 */
export function verifyLog(text: string, anchors: readonly LogHead[]): VerifiedLog {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const torn: readonly LogProblem[] =
    rest === ''
      ? []
      : [
          {
            line: lines.length + 1,
            kind: 'torn',
            got: `${String(rest.length)} characters without an end`,
            expected: 'a whole line',
          },
        ];
  const decisions: Decision[] = [];
  const problems = lines.flatMap((line, at) => {
    const decision = read(line);
    if (decision !== null) decisions.push(decision);
    return decision === null ? [unreadable(at, line)] : chained(decision, at, lines[at - 1]);
  });
  const last = lines.at(-1);
  return {
    decisions,
    head: last === undefined ? null : { sequence: lines.length - 1, head: digestOfLine(last) },
    problems: [...problems, ...torn, ...anchors.flatMap((anchor) => anchored(anchor, lines))],
  };
}

function read(line: string): Decision | null {
  try {
    const parsed = decisionSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function unreadable(at: number, line: string): LogProblem {
  return { line: at + 1, kind: 'unreadable', got: line.slice(0, 60), expected: 'a decision as the gate writes it' };
}

function chained(decision: Decision, at: number, before: string | undefined): readonly LogProblem[] {
  const { sequence, previous } = decision;
  if (sequence !== at) {
    return [{ line: at + 1, kind: 'missing', got: `decision ${String(sequence)}`, expected: `decision ${String(at)}` }];
  }
  const expected = before === undefined ? null : digestOfLine(before);
  if (previous === expected) return [];
  return [{ line: Math.max(at, 1), kind: 'edited', got: expected ?? 'none', expected: previous ?? 'none' }];
}

function anchored({ sequence, head }: LogHead, lines: readonly string[]): readonly LogProblem[] {
  const line = lines[sequence];
  const got = line === undefined ? null : digestOfLine(line);
  if (got === head) return [];
  return [
    {
      line: sequence + 1,
      kind: got === null ? 'cut' : 'edited',
      got: got ?? `${String(lines.length)} lines`,
      expected: head,
    },
  ];
}
