import { basename, resolve } from 'node:path';
import type { SekishoError } from '../../errors.ts';
import { renderErrorText } from '../../report/error-text.ts';
import type { LookOptions } from '../../report/renderer.ts';
import { renderText } from '../../report/text.ts';
import type { Report } from '../../verdict/report.ts';
import type { Invocation } from './invocation.ts';
import type { Law } from './judge-turn.ts';
import { refuseInfluence } from './refuse-influence.ts';
import { findRootModule, type RootModule, refuseForeignFiles } from './root-module.ts';
import type { Terraform } from './run-terraform.ts';
import { type GateWords, gateWords } from './words.ts';

/** One call that the gate has a say in. */
export interface Call {
  /** Where terraform is started; `-chdir` in `args` is its own business. */
  readonly terraform: Terraform;
  readonly args: readonly string[];
  readonly invocation: Invocation;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly look: LookOptions;
  /** Writes to the operator, and waits until it is written: cdktf loses what is buffered. */
  readonly say: (text: string) => Promise<void>;
  /** The next line that the operator, or cdktf, types; null when nobody is there. */
  readonly readLine: () => Promise<string | null>;
  readonly now: () => Date;
}

/** The exit code of every refusal: all that cdktf looks at is that it is not 0. */
export const refusedCode = 1;

export function wordsOf(call: Call): GateWords {
  return gateWords[call.look.language];
}

/** Where the call runs. Throws a SekishoError for whatever would make terraform read or do something that nobody judged. */
export function rootOf(call: Call): RootModule {
  const directory = resolve(call.terraform.directory, call.invocation.changeTo ?? '.');
  refuseInfluence(call.environment, directory);
  const root = findRootModule(directory);
  refuseForeignFiles(root);
  return root;
}

/** Global options that go before each sub-command of this call. */
export function globalsOf(call: Call): readonly string[] {
  return call.invocation.changeTo === null ? [] : [`-chdir=${call.invocation.changeTo}`];
}

/** How the stack is named to people. */
export function nameOf(root: RootModule): string {
  return root.kind === 'stack' ? root.stack.name : basename(root.directory);
}

export async function sayRefusal(call: Call, root: RootModule, report: Report, law: Law): Promise<void> {
  const { catalog } = law.policy;
  const text = renderText(report, { ...call.look, quiet: false, catalog, rerun: '' });
  await call.say(`${wordsOf(call).refused(call.invocation.command, nameOf(root))}\n${text}`);
}

export async function sayError(call: Call, error: SekishoError): Promise<void> {
  const { changeTo, command } = call.invocation;
  const place = basename(resolve(call.terraform.directory, changeTo ?? '.'));
  await call.say(`${wordsOf(call).refused(command, place)}\n${renderErrorText(error.parts, call.look)}`);
}
