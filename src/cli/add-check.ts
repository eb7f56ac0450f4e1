import { type Command, Option } from 'commander';
import { formats, type Language } from '../report/renderer.ts';
import type { ExitCode } from '../verdict/report.ts';
import { checkWords } from './check-words.ts';
import {
  addCommonOptions,
  addEstateOptions,
  collectList,
  commonOptions,
  estateOptions,
  listOf,
  textOrNull,
} from './options.ts';
import { commandWords } from './words.ts';

export interface AddedCheck {
  readonly language: Language;
  readonly done: (exitCode: ExitCode) => void;
}

/** What judging needs and reading a part does not: given together they would be forgotten at the merge. */
const ofTheMerge = ['merge', 'only', 'baseline', 'assumeZone', 'now', 'config'];

/** Adds `sekisho check`, whole or in parts. */
export function addCheck(program: Command, { language, done }: AddedCheck): void {
  const words = commandWords[language];
  const own = checkWords[language];
  const command = program.command('check').description(words.check).argument('[path...]', words.arguments.path);
  addCommonOptions(addEstateOptions(command, words), words, formats)
    .addOption(new Option('--only <controls>', words.options.only).argParser(collectList))
    .option('--baseline <file>', words.options.baseline)
    .addOption(new Option('--shard <I/N>', own.options.shard).conflicts(ofTheMerge))
    .option('--merge <files...>', own.options.merge)
    .addHelpText('after', `${words.examples.check}\n${own.examples}${words.exitCodes}`)
    .action(async (paths: readonly string[]) => {
      const given = command.opts();
      const part = textOrNull(given['shard']);
      const options = commonOptions(given, process.env);
      if (part !== null) {
        const { shardCommand } = await import('./commands/shard.ts');
        done(await shardCommand({ part, paths }, options));
        return;
      }
      const { checkCommand } = await import('./commands/check.ts');
      const asked = {
        ...estateOptions(given),
        paths,
        merge: listOf(given['merge']),
        only: listOf(given['only']),
        baseline: textOrNull(given['baseline']),
      };
      done(await checkCommand(asked, options));
    });
}
