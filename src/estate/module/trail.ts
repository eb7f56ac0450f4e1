import { SekishoError } from '../../errors.ts';

/** Deeper than any chain of values in practice; keeps recursion within the stack. */
const longest = 100;

/** The values that are being computed, to notice when one needs itself. */
export class Trail {
  private readonly active = new Set<string>();

  /** Runs `read` for what `label` names. Throws a SekishoError that names the cycle when that is being computed already. */
  run<T>(label: string, read: () => T): T {
    if (this.active.has(label)) throw cycle([...this.active], label);
    if (this.active.size >= longest) throw tooLong([...this.active], label);
    this.active.add(label);
    try {
      return read();
    } finally {
      this.active.delete(label);
    }
  }
}

/** The error for values or resources that need each other; `path` ends before `first` comes again. */
export function cycleError(path: readonly string[]): SekishoError {
  return new SekishoError({
    code: 'REFERENCE_CYCLE',
    what: 'values refer to each other in a circle',
    got: [...path, path[0] ?? ''].join(' -> '),
    expected: 'references that end at a literal or at a resource',
    fix: 'remove one of these references',
  });
}

function cycle(active: readonly string[], label: string): SekishoError {
  return cycleError(active.slice(active.indexOf(label)));
}

function tooLong(active: readonly string[], label: string): SekishoError {
  return new SekishoError({
    code: 'REFERENCE_TOO_LONG',
    what: 'a value is reached over too many other values',
    got: `more than ${longest} steps from ${active[0] ?? label} to ${label}`,
    expected: `at most ${longest} locals, variables, outputs and attributes in a row`,
    fix: 'refer to the resource more directly',
  });
}
