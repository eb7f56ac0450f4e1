/** One call of terraform, as its own command line would understand it. */
export interface Invocation {
  /** Value of the global `-chdir`; null when there is none. */
  readonly changeTo: string | null;
  /** The sub-command, `state rm` for nested ones; empty when there is none. */
  readonly command: string;
  /** What follows the sub-command. */
  readonly parameters: readonly string[];
  /** True when terraform only prints help or its version, whatever else is asked. */
  readonly onlyPrints: boolean;
  /** True when words stand in one argument, or `-chdir` twice: terraform's parser reads these in ways of its own. */
  readonly isAmbiguous: boolean;
}

const groups = new Set(['state', 'workspace', 'env', 'providers', 'metadata']);
const help = new Set(['-h', '-help', '--help']);
const version = new Set(['-v', '-version', '--version']);

/** Reads an argument list as terraform does: global options come before the sub-command, and help anywhere before `--` wins. */
export function readInvocation(args: readonly string[]): Invocation {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  const globals = at < 0 ? args : args.slice(0, at);
  const words = at < 0 ? [] : args.slice(at);
  const chdir = globals.filter((arg) => arg.startsWith('-chdir'));
  const value = chdir[0]?.slice('-chdir='.length) ?? '';
  return {
    changeTo: value === '' ? null : value,
    ...readCommand(words),
    onlyPrints: globals.some((arg) => version.has(arg)) || untilEnd(args).some((arg) => help.has(arg)),
    isAmbiguous: chdir.length > 1 || words.slice(0, 1).some((first) => first.trim() === '' || /\s/u.test(first)),
  };
}

function readCommand(words: readonly string[]): Pick<Invocation, 'command' | 'parameters'> {
  const [first = '', second = ''] = words;
  const isNested = groups.has(first) && second !== '' && !second.startsWith('-');
  return isNested
    ? { command: `${first} ${second}`, parameters: words.slice(2) }
    : { command: first, parameters: words.slice(1) };
}

/** What comes before `--`. */
function untilEnd(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

/** What the gate does with a call. */
export type Treatment = 'pass-through' | 'init' | 'apply' | 'destroy' | 'refuse';

/** They change state or infrastructure by a way that leaves no plan to be judged. */
const refused = new Set([
  'import',
  'refresh',
  'rpcapi',
  'state mv',
  'state push',
  'state replace-provider',
  'state rm',
  'taint',
  'test',
  'untaint',
]);

export function treatmentOf(invocation: Invocation): Treatment {
  const { command } = invocation;
  if (invocation.isAmbiguous) return 'refuse';
  if (invocation.onlyPrints) return 'pass-through';
  if (command === 'init' || command === 'apply' || command === 'destroy') return command;
  return refused.has(command) ? 'refuse' : 'pass-through';
}
