import { type Command, Option } from 'commander';
import type { ExitCode } from '../verdict/report.ts';
import type { EvidenceWords } from './evidence-words.ts';
import type { GateCommandWords } from './gate-words.ts';
import { addCommonOptions, collectList, commonOptions, listOf, textOrNull } from './options.ts';
import { addBreakGlass, addEvidenceCommands } from './program-evidence.ts';
import type { CommandWords } from './words.ts';

/** Where the commands of the gate are added. */
export interface GateProgram {
  readonly evidenceWords: EvidenceWords;
  readonly program: Command;
  readonly words: CommandWords;
  readonly gateWords: GateCommandWords;
  readonly end: (exitCode: ExitCode) => void;
}

/** Adds `plan`, `evidence` and `break-glass`; their code is loaded only when they run. */
export function addGateCommands(gate: GateProgram): void {
  addPlan(gate);
  addEvidence(gate);
  addBreakGlass(gate);
}

function addPlan({ program, words, gateWords, end }: GateProgram): void {
  const { options, examples } = gateWords;
  const command = program.command('plan').description(gateWords.plan).argument('[stack...]', gateWords.arguments.stack);
  addCommonOptions(command, words)
    .option('--config <file>', options.config)
    .option('--out <folder>', options.out)
    .option('--key <file>', options.key)
    .option('--reviewed <folder>', options.reviewed)
    .option('--approver <name>', options.approver, collectList)
    .addOption(new Option('--order', options.order).conflicts(['out', 'key', 'reviewed', 'approver']))
    .addHelpText('after', `${examples.plan}\n${words.exitCodes}`)
    .action(async (stacks: readonly string[]) => {
      const given = command.opts();
      if (given['order'] === true) {
        const { orderCommand } = await import('./commands/order.ts');
        end(await orderCommand(stacks, commonOptions(given, process.env)));
        return;
      }
      const { planCommand } = await import('./commands/plan.ts');
      const asked = {
        stacks,
        config: textOrNull(given['config']),
        out: textOrNull(given['out']),
        key: textOrNull(given['key']),
        reviewed: textOrNull(given['reviewed']),
        approvers: listOf(given['approver']),
      };
      end(await planCommand(asked, commonOptions(given, process.env)));
    });
}

function addEvidence(gate: GateProgram): void {
  const { program, words, gateWords, end } = gate;
  const { options, examples } = gateWords;
  const group = program.command('evidence').description(gateWords.evidence).helpCommand(false);
  addEvidenceCommands(group, gate);
  const command = group.command('verify').description(gateWords.verify).argument('<file>', gateWords.arguments.file);
  addCommonOptions(command, words)
    .option('--key <file>', options.publicKey)
    .option('--plan <file>', options.planFile)
    .option('--plan-json <file>', options.planJson)
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
        planJson: textOrNull(given['planJson']),
        commit: textOrNull(given['commit']),
        stack: textOrNull(given['stack']),
        hours: textOrNull(given['maxAge']),
        config: textOrNull(given['config']),
      };
      end(await verifyCommand(asked, commonOptions(given, process.env)));
    });
}
