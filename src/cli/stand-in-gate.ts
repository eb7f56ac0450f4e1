import { SekishoError } from '../errors.ts';
import { type Call, refusedCode, sayError } from '../gate/terraform/call.ts';
import { gateApply } from '../gate/terraform/gate-apply.ts';
import { gateInit } from '../gate/terraform/gate-init.ts';
import { type Invocation, treatmentOf } from '../gate/terraform/invocation.ts';
import type { Terraform } from '../gate/terraform/run-terraform.ts';
import { writeStream } from './deliver.ts';
import { lookOf } from './look.ts';
import { commonOptions, languageOfArguments } from './options.ts';
import { readLine } from './read-line.ts';

/** A call of terraform that is not simply passed on; gives the exit code. A SekishoError is said to the operator and refuses. */
export async function standIn(terraform: Terraform, invocation: Invocation, args: readonly string[]): Promise<number> {
  const call = callOf(terraform, invocation, args);
  try {
    switch (treatmentOf(invocation)) {
      case 'init':
        return await gateInit(call);
      case 'apply':
      case 'destroy':
        return await gateApply(call);
      case 'refuse':
      case 'pass-through':
        throw withoutPlan(invocation);
    }
  } catch (thrown) {
    if (!(thrown instanceof SekishoError)) throw thrown;
    await sayError(call, thrown);
    return refusedCode;
  }
}

function callOf(terraform: Terraform, invocation: Invocation, args: readonly string[]): Call {
  const { SEKISHO_LANG: asked, ...environment } = process.env;
  const language = languageOfArguments(asked === undefined ? [] : ['--lang', asked], environment);
  const color = !invocation.parameters.some((one) => /^--?no-color(?:=|$)/u.test(one));
  return {
    terraform,
    args,
    invocation,
    environment,
    look: lookOf({ ...commonOptions({}, environment), language, color }, process.stderr),
    say: (text) => writeStream(process.stderr, text),
    readLine,
    now: () => new Date(),
  };
}

function withoutPlan({ command, isAmbiguous }: Invocation): SekishoError {
  if (isAmbiguous) {
    return new SekishoError({
      code: 'USAGE',
      what: 'the command can be read in more than one way',
      got: command,
      expected: 'one word per argument, and -chdir=… at most once',
      fix: 'write the words apart',
    });
  }
  return new SekishoError({
    code: 'COMMAND_WITHOUT_PLAN',
    what: `\`terraform ${command}\` changes state or infrastructure without a plan that could be judged`,
    expected: '`import`, `moved` and `removed` blocks in the configuration, which `apply` plans and the gate judges',
    fix: `declare the change in the app; only who has SEKISHO_TERRAFORM at hand can run the real \`${command}\``,
  });
}
