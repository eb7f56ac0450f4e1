import type { Command } from 'commander';
import type { ExitCode } from '../verdict/report.ts';
import type { GateCommandWords } from './gate-words.ts';
import { addCommonOptions, collectList, commonOptions, listOf, textOrNull } from './options.ts';
import type { CommandWords } from './words.ts';

/** Where the commands of the gate are added. */
export interface GateProgram {
  readonly program: Command;
  readonly words: CommandWords;
  readonly gateWords: GateCommandWords;
  readonly end: (exitCode: ExitCode) => void;
}

/** Adds `plan` and `evidence verify`; their code is loaded only when they run. */
export function addGateCommands(gate: GateProgram): void {
  addPlan(gate);
  addEvidence(gate);
}

function addPlan({ program, words, gateWords, end }: GateProgram): void {
  const { options, examples } = gateWords;
  const command = program.command('plan').description(gateWords.plan).argument('[stack...]', gateWords.arguments.stack);
  addCommonOptions(command, words)
    .option('--config <file>', options.config)
    .option('--out <folder>', options.out)
    .option('--key <file>', options.key)
    .option('--approver <name>', options.approver, collectList)
    .addHelpText('after', `${examples.plan}\n${words.exitCodes}`)
    .action(async (stacks: readonly string[]) => {
      const given = command.opts();
      const { planCommand } = await import('./commands/plan.ts');
      const asked = {
        stacks,
        config: textOrNull(given['config']),
        out: textOrNull(given['out']),
        key: textOrNull(given['key']),
        approvers: listOf(given['approver']),
      };
      end(await planCommand(asked, commonOptions(given, process.env)));
    });
}

function addEvidence({ program, words, gateWords, end }: GateProgram): void {
  const { options, examples } = gateWords;
  const command = program
    .command('evidence')
    .description(gateWords.evidence)
    .helpCommand(false)
    .command('verify')
    .description(gateWords.verify)
    .argument('<file>', gateWords.arguments.file);
  addCommonOptions(command, words)
    .option('--key <file>', options.publicKey)
    .option('--plan <file>', options.planFile)
    .option('--commit <sha>', options.commit)
    .option('--stack <name>', options.stack)
    .option('--max-age <hours>', options.hours)
    .option('--config <file>', options.config)
    .addHelpText('after', `${examples.verify}\n${words.exitCodes}`)
    .action(async (file: string) => {
      const given = command.opts();
      const { verifyCommand } = await import('./commands/evidence.ts');
      const asked = {
        file,
        key: textOrNull(given['key']),
        plan: textOrNull(given['plan']),
        commit: textOrNull(given['commit']),
        stack: textOrNull(given['stack']),
        hours: textOrNull(given['maxAge']),
        config: textOrNull(given['config']),
      };
      end(await verifyCommand(asked, commonOptions(given, process.env)));
    });
}
