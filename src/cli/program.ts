import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import { renderErrorText } from '../report/error-text.ts';
import type { Language } from '../report/renderer.ts';
import type { ExitCode } from '../verdict/report.ts';
import { addCheck } from './add-check.ts';
import { addCoverage } from './add-coverage.ts';
import { addEgress } from './add-egress.ts';
import { addInit } from './add-init.ts';
import { writeStream } from './deliver.ts';
import { evidenceWords } from './evidence-words.ts';
import { gateCommandWords } from './gate-words.ts';
import { lookOf } from './look.ts';
import {
  addCommonOptions,
  addEstateOptions,
  commonOptions,
  estateOptions,
  languageOfArguments,
  textOrNull,
} from './options.ts';
import { addGateCommands } from './program-gate.ts';
import { type CommandWords, commandWords } from './words.ts';

/** What one run of the command line has come to so far. */
interface Session {
  readonly words: CommandWords;
  readonly language: Language;
  exitCode: ExitCode;
  /** What commander wants printed; written at the end, since only then can be waited for it. */
  out: string;
}

/** Runs the command line and gives its exit code. Nothing that goes wrong is thrown. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const language = languageOfArguments(args, process.env);
  const session: Session = { words: commandWords[language], language, exitCode: 3, out: '' };
  try {
    await buildProgram(session).parseAsync([...args], { from: 'user' });
    return session.exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return await endUsage(thrown, session, { args, language });
  }
}

function buildProgram(session: Session): Command {
  const { words } = session;
  const program = new Command('sekisho')
    .description(words.description)
    .exitOverride()
    .configureOutput(collected(session))
    .configureHelp({
      helpWidth: 100,
      styleTitle: (title) => words.headings[title] ?? title,
      // Choices and defaults stand in the texts, which have two languages; those that commander adds have one.
      optionDescription: (option) => option.description,
    })
    .helpOption('-h, --help', words.help)
    .helpCommand('help [command]', words.help)
    .addOption(new Option('-V, --version', words.version))
    .addHelpText('after', `${words.examples.root}\n${words.exitCodes}`);
  program.on('option:version', () => {
    throw new CommanderError(0, 'commander.version', 'version');
  });
  const ends = {
    ...session,
    done: (exitCode: ExitCode) => {
      session.exitCode = exitCode;
    },
  };
  addCheck(program, ends);
  addEgress(program, ends);
  addInit(program, ends);
  addExplain(program, session);
  addControls(program, session);
  addCoverage(program, ends);
  addGate(program, session);
  addComment(program, session);
  return program;
}

/** What commander wants printed is kept, and written at the end. */
function collected(session: Session): OutputConfiguration {
  const write = (text: string): void => {
    session.out += text;
  };
  // Usage errors are put into words in `endUsage`.
  return { writeOut: write, writeErr: write, outputError: () => undefined };
}

function addGate(program: Command, session: Session): void {
  addGateCommands({
    program,
    words: session.words,
    gateWords: gateCommandWords[session.language],
    evidenceWords: evidenceWords[session.language],
    end: (exitCode) => {
      session.exitCode = exitCode;
    },
  });
}

function addExplain(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('explain')
    .description(words.explain)
    .argument('<id>', words.arguments.id)
    .argument('[path...]', words.arguments.sources);
  addCommonOptions(addEstateOptions(command, words), words)
    .option('--report <file>', words.options.report)
    .addHelpText('after', words.examples.explain)
    .action(async (id: string, paths: readonly string[]) => {
      const given = command.opts();
      const { explainCommand } = await import('./commands/explain.ts');
      const question = { ...estateOptions(given), id, paths, report: textOrNull(given['report']) };
      session.exitCode = await explainCommand(question, commonOptions(given, process.env));
    });
}

function addControls(program: Command, session: Session): void {
  const { words } = session;
  const command = program.command('controls').description(words.controls);
  addCommonOptions(command, words)
    .addHelpText('after', words.examples.controls)
    .action(async () => {
      const { controlsCommand } = await import('./commands/controls.ts');
      session.exitCode = await controlsCommand(commonOptions(command.opts(), process.env));
    });
}

function addComment(program: Command, session: Session): void {
  const { words } = session;
  const command = program.command('comment').description(words.comment);
  addCommonOptions(command, words)
    .requiredOption('--report <file>', words.commentOptions.report)
    .option('--base-report <file>', words.commentOptions.baseReport)
    .option('--config <file>', words.options.config)
    .option('--base-config <file>', words.commentOptions.baseConfig)
    .option('--dry-run', words.commentOptions.dryRun)
    .option('--repo <owner/name>', words.commentOptions.repo)
    .option('--pull <number>', words.commentOptions.pull)
    .option('--target <name>', words.commentOptions.target)
    .option('--details-url <url>', words.commentOptions.detailsUrl)
    .option('--author <login>', words.commentOptions.author)
    .addHelpText('after', words.examples.comment)
    .action(async () => {
      const given = command.opts();
      const { commentCommand } = await import('./commands/comment.ts');
      const question = {
        report: textOrNull(given['report']) ?? '',
        baseReport: textOrNull(given['baseReport']),
        config: textOrNull(given['config']),
        baseConfig: textOrNull(given['baseConfig']),
        dryRun: given['dryRun'] === true,
        repository: textOrNull(given['repo']),
        pull: textOrNull(given['pull']),
        target: textOrNull(given['target']) ?? '',
        details: textOrNull(given['detailsUrl']),
        author: textOrNull(given['author']),
      };
      session.exitCode = await commentCommand(question, commonOptions(given, process.env), process.env);
    });
}

/** Help and version end with 0; everything else that commander ends is a wrong command line, which evaluated nothing: 3. */
async function endUsage(
  ended: CommanderError,
  session: Session,
  { args, language }: { readonly args: readonly string[]; readonly language: Language },
): Promise<ExitCode> {
  if (ended.code === 'commander.version') {
    const { toolVersion } = await import('./version.ts');
    await writeStream(process.stdout, `${toolVersion()}\n`);
    return 0;
  }
  if (ended.code === 'commander.helpDisplayed' || (ended.code === 'commander.help' && args[0] === 'help')) {
    await writeStream(process.stdout, session.out);
    return 0;
  }
  await writeStream(
    process.stderr,
    ended.code === 'commander.help' ? session.out : usageText(ended, session.words, { args, language }),
  );
  return 3;
}

function usageText(
  ended: CommanderError,
  words: CommandWords,
  { args, language }: { readonly args: readonly string[]; readonly language: Language },
): string {
  const command = ['check', 'egress', 'explain', 'controls', 'coverage', 'comment', 'plan', 'evidence', 'init'].find(
    (name) => args.includes(name),
  );
  const detail = ended.message.replace(/^error:\s*/u, '').replace(/\s+/gu, ' ');
  const look = lookOf(
    { ...commonOptions({}, process.env), language, color: !args.includes('--no-color') },
    process.stderr,
  );
  const parts = {
    code: 'USAGE',
    what: words.usage[ended.code.replace(/^commander\./u, '')] ?? detail,
    got: detail,
    fix: words.usageFix(command === undefined ? 'sekisho' : `sekisho ${command}`),
  };
  return renderErrorText(parts, look);
}
