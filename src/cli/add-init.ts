import { type Command, Option } from 'commander';
import type { AddedCheck } from './add-check.ts';
import { initWords } from './init-words.ts';
import { addCommonOptions, commonOptions, textOrNull } from './options.ts';
import { commandWords } from './words.ts';

/** Adds `sekisho init`. */
export function addInit(program: Command, { language, done }: AddedCheck): void {
  const words = initWords[language];
  const command = program.command('init').description(words.describe);
  addCommonOptions(command, commandWords[language], ['text'])
    .option('--entry <file>', words.options.entry)
    .option('--dry-run', words.options.dryRun)
    .addOption(new Option('--undo', words.options.undo).conflicts(['entry', 'dryRun']))
    .addHelpText('after', words.examples)
    .action(async () => {
      const given = command.opts();
      const { initCommand } = await import('./commands/init.ts');
      const asked = {
        entry: textOrNull(given['entry']),
        undo: given['undo'] === true,
        dryRun: given['dryRun'] === true,
      };
      done(await initCommand(asked, commonOptions(given, process.env)));
    });
}
