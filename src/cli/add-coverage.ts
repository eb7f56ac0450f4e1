import { type Command, Option } from 'commander';
import { type Language, languages } from '../report/renderer.ts';
import type { ExitCode } from '../verdict/report.ts';
import { addEstateOptions, commonOptions, estateOptions } from './options.ts';
import { commandWords } from './words.ts';

/** What the matrix can be printed as. */
export const coverageFormats = ['text', 'markdown', 'json'] as const;
export type CoverageFormat = (typeof coverageFormats)[number];

interface CoverageCommandWords {
  readonly command: string;
  readonly format: string;
  readonly examples: string;
}

const own: Readonly<Record<Language, CoverageCommandWords>> = {
  en: {
    command:
      'show which article is served by which requirement, control and resources, what no control serves, and what people must vouch for',
    format: 'text for a person (default), markdown for a document, json for programs',
    examples: `
Exit code 0 when it was printed, whatever the verdicts; 3 when it could not be.

Examples:
  sekisho coverage                                 the app that cdktf.json names
  sekisho coverage plan.json --format markdown --output coverage.md`,
  },
  ja: {
    command: '条文・要件・コントロール・リソースの対応、コントロールのない要件、人が証明すべきものを表示する',
    format: 'text は人向け(既定)、markdown は文書、json はプログラム向け',
    examples: `
表示できれば判定にかかわらず終了コード 0、できなければ 3。

例:
  sekisho coverage                                 cdktf.json のアプリ
  sekisho coverage plan.json --format markdown --output coverage.md`,
  },
};

interface Parts {
  readonly language: Language;
  readonly done: (exitCode: ExitCode) => void;
}

/** Adds `sekisho coverage [PATH...]`. */
export function addCoverage(program: Command, { language, done }: Parts): void {
  const words = commandWords[language];
  const { command: description, format: formatWords, examples } = own[language];
  const command = program.command('coverage').description(description).argument('[path...]', words.arguments.path);
  addEstateOptions(command, words)
    .addOption(
      new Option(`--format <${coverageFormats.join('|')}>`, formatWords).choices([...coverageFormats]).default('text'),
    )
    .option('--output <file>', words.options.output)
    .addOption(new Option('--lang <en|ja>', words.options.lang).choices([...languages]))
    .option('--no-color', words.options.color)
    .addOption(new Option('--quiet', words.options.quiet).conflicts('verbose'))
    .addOption(new Option('--verbose', words.options.verbose))
    .addHelpText('after', examples)
    .action(async (paths: readonly string[]) => {
      const given = command.opts();
      const { coverageCommand } = await import('./commands/coverage.ts');
      const format = coverageFormats.find((one) => one === given['format']) ?? 'text';
      done(await coverageCommand({ ...estateOptions(given), paths, format }, commonOptions(given, process.env)));
    });
}
