import { type Command, Option } from 'commander';
import type { ExitCode } from '../verdict/report.ts';
import type { EvidenceWords } from './evidence-words.ts';
import { addCommonOptions, collectList, commonOptions, listOf, textOrNull } from './options.ts';
import type { CommandWords } from './words.ts';

/** Where the commands are added. */
export interface EvidenceProgram {
  readonly program: Command;
  readonly words: CommandWords;
  readonly evidenceWords: EvidenceWords;
  readonly end: (exitCode: ExitCode) => void;
}

/** Adds `pin`, `public-key`, `log verify` and `export` to `evidence`. */
export function addEvidenceCommands(evidence: Command, { words, evidenceWords: own, end }: EvidenceProgram): void {
  const pin = evidence.command('pin').description(own.pin);
  addCommonOptions(pin, words)
    .option('--config <file>', words.options.config)
    .action(async () => {
      const { pinCommand } = await import('./commands/law-pin.ts');
      end(await pinCommand(textOrNull(pin.opts()['config']), commonOptions(pin.opts(), process.env)));
    });
  const publicKey = evidence.command('public-key').description(own.publicKey);
  addCommonOptions(publicKey, words)
    .option('--key <key>', own.options.key)
    .action(async () => {
      const { publicKeyCommand } = await import('./commands/law-pin.ts');
      end(await publicKeyCommand(textOrNull(publicKey.opts()['key']), commonOptions(publicKey.opts(), process.env)));
    });
  addLog(evidence, { words, evidenceWords: own, end });
  addExport(evidence, { words, evidenceWords: own, end });
}

type Parts = Omit<EvidenceProgram, 'program'>;

function addLog(evidence: Command, { words, evidenceWords: own, end }: Parts): void {
  const verify = evidence
    .command('log')
    .description(own.log)
    .helpCommand(false)
    .command('verify')
    .description(own.logVerify);
  addCommonOptions(verify, words)
    .option('--log <file>', own.options.log)
    .option('--head <sequence:digest>', own.options.head, collectList)
    .option('--evidence <file>', own.options.evidence, collectList)
    .option('--key <file>', own.options.evidenceKey)
    .action(async () => {
      const given = verify.opts();
      const { verifyLogCommand } = await import('./commands/evidence-log.ts');
      const asked = {
        file: textOrNull(given['log']),
        heads: listOf(given['head']),
        evidence: listOf(given['evidence']),
        key: textOrNull(given['key']),
      };
      end(await verifyLogCommand(asked, commonOptions(given, process.env)));
    });
}

function addExport(evidence: Command, { words, evidenceWords: own, end }: Parts): void {
  const command = evidence
    .command('export')
    .description(own.export)
    .requiredOption('--report <file>', own.options.report)
    .option('--assessment-plan <address>', own.options.plan)
    .addOption(new Option('--format <oscal>', own.options.format).choices(['oscal']).default('oscal'))
    .option('--output <file>', words.options.output)
    .addOption(new Option('--lang <en|ja>', words.options.lang).choices(['en', 'ja']))
    .action(async () => {
      const given = command.opts();
      const { exportCommand } = await import('./commands/evidence-export.ts');
      const asked = { report: textOrNull(given['report']) ?? '', plan: textOrNull(given['assessmentPlan']) };
      end(await exportCommand(asked, commonOptions({ ...given, format: 'json' }, process.env)));
    });
}

/** Adds `break-glass open`, `approve` and `review`. */
export function addBreakGlass({ program, words, evidenceWords: own, end }: EvidenceProgram): void {
  const { options } = own;
  const group = program.command('break-glass').description(own.breakGlass).helpCommand(false);
  const open = group.command('open').description(own.open).argument('<id>', own.id);
  addCommonOptions(open, words)
    .requiredOption('--stack <name>', options.stack)
    .requiredOption('--person <name>', options.person)
    .requiredOption('--approver <name>', options.approver)
    .requiredOption('--reason <text>', options.reason)
    .option('--hours <number>', options.hours)
    .option('--change <digest>', options.change)
    .option('--key <key>', options.key)
    .action(async (id: string) => {
      const given = open.opts();
      const { openCommand } = await import('./commands/break-glass.ts');
      const of = (name: string): string => textOrNull(given[name]) ?? '';
      const said = { stack: of('stack'), person: of('person'), approver: of('approver'), reason: of('reason') };
      const more = {
        hours: textOrNull(given['hours']),
        change: textOrNull(given['change']),
        key: textOrNull(given['key']),
      };
      end(await openCommand({ id, ...said, ...more }, commonOptions(given, process.env)));
    });
  addApproval(group, { words, evidenceWords: own, end });
}

function addApproval(group: Command, { words, evidenceWords: own, end }: Parts): void {
  const approve = group.command('approve').description(own.approve).argument('<id>', own.id);
  addCommonOptions(approve, words)
    .option('--key <key>', own.options.key)
    .action(async (id: string) => {
      const given = approve.opts();
      const { approveCommand } = await import('./commands/break-glass.ts');
      end(await approveCommand(id, textOrNull(given['key']), commonOptions(given, process.env)));
    });
  const review = group.command('review').description(own.review).argument('<id>', own.id);
  addCommonOptions(review, words)
    .requiredOption('--reviewer <name>', own.options.reviewer)
    .requiredOption('--outcome <text>', own.options.outcome)
    .option('--key <key>', own.options.key)
    .action(async (id: string) => {
      const given = review.opts();
      const { reviewCommand } = await import('./commands/break-glass.ts');
      const asked = {
        id,
        reviewer: textOrNull(given['reviewer']) ?? '',
        outcome: textOrNull(given['outcome']) ?? '',
        key: textOrNull(given['key']),
      };
      end(await reviewCommand(asked, commonOptions(given, process.env)));
    });
}
