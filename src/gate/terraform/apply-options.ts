import { SekishoError } from '../../errors.ts';
import type { Invocation } from './invocation.ts';

/** What `apply` and `destroy` are asked, after everything that could make the applied plan another than the judged one was refused. */
export interface ApplyOptions {
  readonly destroys: boolean;
  readonly isApproved: boolean;
  /** Options for `plan` and `apply` alike, as they were given. */
  readonly shared: readonly string[];
  readonly hasColor: boolean;
  /** A plan file that somebody made before. */
  readonly planFile: string | null;
}

const shared = new Set(['no-color', 'parallelism', 'lock-timeout', 'compact-warnings']);
const ours = new Set(['auto-approve', 'destroy', 'input', 'refresh']);
const takesValue = new Set(['parallelism', 'lock-timeout']);

const reasons: Readonly<Record<string, string>> = {
  target: 'it applies a part of what was judged',
  exclude: 'it applies a part of what was judged',
  replace: 'it replaces what the declared configuration does not ask to replace',
  var: 'it changes what is declared after it was judged',
  'var-file': 'it changes what is declared after it was judged',
  refresh: 'it plans without looking at what exists',
  'refresh-only': 'it writes what somebody changed by hand into the state, and leaves nothing to judge',
  state: 'it applies to another state',
  'state-out': 'it writes another state',
  backup: 'it writes another state',
  lock: 'it lets two runs write one state',
};

interface Option {
  readonly name: string;
  readonly value: string | null;
  readonly given: readonly string[];
}

/** Reads the parameters of `apply` or `destroy`. Throws a SekishoError for an option that is refused or not known here. */
export function readApplyOptions({ command, parameters }: Invocation): ApplyOptions {
  const { options, rest } = split(parameters);
  const foreign = options.find((option) => !isAccepted(option));
  if (foreign !== undefined) throw refusedOption(command, foreign);
  if (rest.length > 1 || (rest.length === 1 && command === 'destroy')) throw superfluous(command, rest);
  return {
    destroys: command === 'destroy' || isOn(options, 'destroy'),
    isApproved: isOn(options, 'auto-approve'),
    shared: options.filter((option) => shared.has(option.name)).flatMap((option) => option.given),
    hasColor: !isOn(options, 'no-color'),
    planFile: rest[0] ?? null,
  };
}

/** Terraform's flags end at the first word that is none, or at `--`. */
function split(parameters: readonly string[]): {
  readonly options: readonly Option[];
  readonly rest: readonly string[];
} {
  const options: Option[] = [];
  for (let at = 0; at < parameters.length; at += 1) {
    const word = parameters[at] ?? '';
    if (word === '--') return { options, rest: parameters.slice(at + 1) };
    const parts = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/u.exec(word);
    if (parts === null) return { options, rest: parameters.slice(at) };
    const [, name = '', attached] = parts;
    const next = parameters[at + 1];
    if (attached === undefined && takesValue.has(name) && next !== undefined) {
      options.push({ name, value: next, given: [`-${name}=${next}`] });
      at += 1;
    } else options.push({ name, value: attached ?? null, given: [word] });
  }
  return { options, rest: [] };
}

function isAccepted({ name, value }: Option): boolean {
  if (name === 'refresh') return value === null || isTrue(value);
  return shared.has(name) || ours.has(name);
}

/** The last one counts, as for terraform. */
function isOn(options: readonly Option[], name: string): boolean {
  const last = options.findLast((option) => option.name === name);
  return last !== undefined && (last.value === null || isTrue(last.value));
}

/** What Go's flag package takes for true. */
function isTrue(value: string): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value);
}

function refusedOption(command: string, { name, given }: Option): SekishoError {
  return new SekishoError({
    code: 'APPLY_OPTION',
    what: `\`${command} -${name}\` is refused: ${reasons[name] ?? 'what it does to the plan is not known here'}`,
    got: given.map(withoutValue).join(' '),
    expected: `-auto-approve, ${[...shared].map((one) => `-${one}`).join(', ')}, -input, -destroy`,
    fix: 'declare the change in the app, or leave the option out',
  });
}

/** A variable's value may be a secret. */
function withoutValue(word: string): string {
  return word.replace(/=[\s\S]*$/u, '=…');
}

function superfluous(command: string, rest: readonly string[]): SekishoError {
  return new SekishoError({
    code: 'APPLY_OPTION',
    what: `\`${command}\` has arguments that terraform would refuse`,
    got: rest.join(' '),
    expected: 'options first, then at most one plan file',
    fix: 'put the options before the plan file',
  });
}
