import { type Command, Option } from 'commander';
import { type Language, languages } from '../report/renderer.ts';
import type { ExitCode } from '../verdict/report.ts';
import { egressCommandWords } from './egress-words.ts';
import { addEstateOptions, commonOptions, estateOptions } from './options.ts';
import type { CommandWords } from './words.ts';

interface Parts {
  readonly words: CommandWords;
  readonly language: Language;
  readonly done: (exitCode: ExitCode) => void;
}

/** What the proof can be printed as. */
export const egressFormats = ['text', 'json', 'mermaid', 'svg'] as const;
export type EgressFormat = (typeof egressFormats)[number];

/** Adds `sekisho egress [ZONE] [PATH...]`. */
export function addEgress(program: Command, { words, language, done }: Parts): void {
  const own = egressCommandWords[language];
  const command = program
    .command('egress')
    .description(own.command)
    .argument('[zone]', own.zone)
    .argument('[path...]', own.path);
  addEstateOptions(command, words)
    .addOption(
      new Option(`--format <${egressFormats.join('|')}>`, own.format).choices([...egressFormats]).default('text'),
    )
    .option('--baseline <file>', own.baseline)
    .option('--redundant', own.redundant)
    .option('--output <file>', words.options.output)
    .addOption(new Option('--lang <en|ja>', words.options.lang).choices([...languages]))
    .option('--no-color', words.options.color)
    .addOption(new Option('--quiet', words.options.quiet).conflicts('verbose'))
    .addOption(new Option('--verbose', words.options.verbose))
    .addHelpText('after', `${own.examples}\n${words.exitCodes}`)
    .action(async (zone: string | undefined, paths: readonly string[]) => {
      const given = command.opts();
      const { egressCommand } = await import('./commands/egress.ts');
      const format = egressFormats.find((one) => one === given['format']) ?? 'text';
      const baseline = typeof given['baseline'] === 'string' ? given['baseline'] : null;
      const redundant = given['redundant'] === true;
      const asked = { ...estateOptions(given), zone: zone ?? null, paths, format, baseline, redundant };
      done(await egressCommand(asked, commonOptions(given, process.env)));
    });
}
