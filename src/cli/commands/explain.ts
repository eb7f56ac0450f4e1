import { readFileSync } from 'node:fs';
import { reasonOf, SekishoError } from '../../errors.ts';
import type { ExitRow } from '../../proofs/egress/guard.ts';
import { type FindingDocument, findingDocument } from '../../report/document.ts';
import { exitEntryDocument, renderExitEntry } from '../../report/egress-explain.ts';
import { explanationRenderers } from '../../report/explain.ts';
import { type Explanation, explainFinding, explainId, isFingerprint } from '../../report/explanation.ts';
import { jsonText } from '../../report/json.ts';
import { readReportFindings } from '../../report/read-report.ts';
import { isJsonObject } from '../../sources/recognise.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { loadFullCatalog, withBuiltIn } from '../full-catalog.ts';
import { judgeEstate } from '../judge-estate.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions, EstateOptions } from '../options.ts';
import type { Progress } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { commandWords } from '../words.ts';

export interface Question extends EstateOptions {
  readonly id: string;
  readonly paths: readonly string[];
  /** Path of a JSON report. */
  readonly report: string | null;
}

/** `sekisho explain`: says what an id stands for. Exit code 0 when it could, whatever the finding's own verdict is. */
export async function explainCommand(question: Question, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async (progress) => {
    const explanation = await answer(question, options, progress);
    const look = lookOf(options, options.output === null ? process.stdout : null);
    const text = explanationRenderers[options.format === 'json' ? 'json' : 'text'](explanation, look);
    return { text: explanation.kind === 'exit' ? await withEntry(explanation.exit, text, options) : text, exitCode: 0 };
  });
}

/** What the table of exits says of an exit, with the controls that report on it. */
async function withEntry(id: string, text: string, options: CommonOptions): Promise<string> {
  const entry = (await exitRows()).find((exit) => exit.id === id);
  if (entry === undefined) return text;
  if (options.format !== 'json') {
    const look = lookOf(options, options.output === null ? process.stdout : null);
    return `${renderExitEntry(entry, look)}\n${text}`;
  }
  const document: unknown = JSON.parse(text);
  const rest = isJsonObject(document) ? document : {};
  return jsonText({ ...rest, entry: exitEntryDocument(entry, options.language) });
}

/** The tables of exits, which are large: only this command needs their texts. */
async function exitRows(): Promise<readonly ExitRow[]> {
  const { allExits } = await import('../../proofs/egress/exits/all-exits.ts');
  const { awsExits } = await import('../../proofs/egress/aws/aws-exits.ts');
  return [...allExits, ...awsExits];
}

async function answer(question: Question, options: CommonOptions, progress: Progress): Promise<Explanation> {
  const { id, report, paths } = question;
  if (!isFingerprint(id)) {
    if (report !== null || paths.length > 0) throw superfluous(id);
    const exits = new Set((await exitRows()).map((exit) => exit.id));
    return explainId(id, await loadFullCatalog(), exits);
  }
  if (report !== null) {
    if (paths.length > 0) throw superfluous(id);
    return explainFinding(id, readReportFindings(readText(report), report), await loadFullCatalog());
  }
  const asked = { ...question, only: [], baseline: null };
  const judged = await judgeEstate(asked, progress, commandWords[options.language]);
  const findings: readonly FindingDocument[] = [...judged.report.findings, ...judged.report.deferred].map((finding) =>
    findingDocument(finding, options.language),
  );
  return explainFinding(id, findings, withBuiltIn(judged.catalog));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SekishoError({
      code: 'REPORT_UNREADABLE',
      what: 'the report can not be read',
      file,
      got: reasonOf(error),
      expected: 'a report that `sekisho check --format json --output FILE` wrote',
      fix: 'correct the path',
      ja: {
        what: '報告を読めない',
        expected: '`sekisho check --format json --output FILE` が書いた報告',
        fix: 'パスを正す',
      },
      cause: error,
    });
  }
}

function superfluous(id: string): SekishoError {
  const isPrint = isFingerprint(id);
  return new SekishoError({
    code: 'SOURCES_SUPERFLUOUS',
    what: isPrint ? 'both sources and a report were given' : `\`${id}\` needs neither sources nor a report`,
    expected: isPrint
      ? 'either PATHs or --report'
      : 'sources or --report only with a fingerprint (8 hex digits or more)',
    fix: 'leave out what is too much',
    ja: {
      what: isPrint ? '入力と報告の両方が指定されている' : `\`${id}\` に入力や報告は要らない`,
      expected: isPrint ? 'PATH か --report のどちらか' : '入力や --report は指紋（16 進 8 桁以上）のときだけ',
      fix: '余分なものを省く',
    },
  });
}
