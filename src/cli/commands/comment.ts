import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkApi } from '../../comment/github-request.ts';
import { type CommentAction, publishComment } from '../../comment/publish-comment.ts';
import { type Comment, commentMarker, renderComment } from '../../comment/render-comment.ts';
import { commentWords } from '../../comment/words.ts';
import { builtInConfiguration } from '../../configuration/built-in-configuration.ts';
import { reasonOf, SekishoError } from '../../errors.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { cleanText } from '../../report/clean-text.ts';
import type { ReportDocument } from '../../report/document.ts';
import { jsonText } from '../../report/json.ts';
import { type ErrorDocument, readReportDocument } from '../../report/read-document.ts';
import { type Loosened, loosened } from '../../verdict/loosened.ts';
import type { ExitCode } from '../../verdict/report.ts';
import type { CommonOptions } from '../options.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

/** What `sekisho comment` was asked, as a person gave it. */
export interface CommentQuestion {
  readonly report: string;
  readonly baseReport: string | null;
  /** The request's `sekisho.yaml`, and that of the base branch. */
  readonly config: string | null;
  readonly baseConfig: string | null;
  readonly dryRun: boolean;
  readonly repository: string | null;
  readonly pull: string | null;
  readonly target: string;
  readonly details: string | null;
  readonly author: string | null;
}

/** `sekisho comment`: writes or updates the pull request's comment. Exit code 0 when the comment is as it should be, whatever the verdict. */
export async function commentCommand(
  question: CommentQuestion,
  options: CommonOptions,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  return await runCommand(options, async () => await work(question, options, environment));
}

async function work(
  question: CommentQuestion,
  options: CommonOptions,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutcome> {
  const comment = renderComment({
    head: readReport(question.report),
    base: question.baseReport === null ? null : readReport(question.baseReport),
    loosened: await loosenedBy(question),
    language: options.language,
    target: targetOf(question.target),
    details: question.details ?? runAddress(environment),
  });
  if (question.dryRun) return dryRun(comment, options);
  const published = await publishComment(placeOf(question, environment), comment);
  const done = commentWords[options.language].done[published.action];
  const line = `${done}${published.url === null ? '' : `: ${cleanText(published.url)}`}\n`;
  return { text: options.format === 'json' ? outcomeJson(published, comment.body) : line, exitCode: 0 };
}

/** What the request loosens. An empty base file stands for none; one that can't be read is an error, never "nothing loosened". */
async function loosenedBy({ config, baseConfig }: CommentQuestion): Promise<readonly Loosened[]> {
  if (baseConfig === null) return [];
  const { readConfiguration } = await import('../../configuration/read-configuration.ts');
  const usual = join(findProjectRoot(), 'sekisho.yaml');
  const head = config ?? (existsSync(usual) ? usual : null);
  const none = existsSync(baseConfig) && statSync(baseConfig).size === 0;
  const base = none ? builtInConfiguration : readConfiguration(baseConfig);
  return loosened(base, head === null ? builtInConfiguration : readConfiguration(head));
}

/** Where the comment belongs: as asked, else as GitHub's own variables say. */
function placeOf(question: CommentQuestion, environment: NodeJS.ProcessEnv): Parameters<typeof publishComment>[0] {
  const ownPull = /^refs\/pull\/(\d+)\//u.exec(environment['GITHUB_REF'] ?? '')?.[1];
  return {
    api: checkApi(environment['GITHUB_API_URL'] ?? 'https://api.github.com'),
    token: tokenOf(environment),
    patience: 60,
    repository: repositoryOf(question.repository ?? environment['GITHUB_REPOSITORY'] ?? ''),
    pull: pullOf(question.pull ?? ownPull ?? ''),
    marker: commentMarker(question.target),
    author: question.author,
  };
}

/** What would be written; nothing, where nothing would be. */
function dryRun({ body, isNews }: Comment, { format, language }: CommonOptions): CommandOutcome {
  const headline = isNews ? '' : `${commentWords[language].done.silent}\n`;
  const said = { action: isNews ? ('created' as const) : ('silent' as const), url: null };
  const text = format === 'json' ? outcomeJson(said, body) : isNews ? `${body}\n` : '';
  return { text, exitCode: 0, headline };
}

function outcomeJson(
  { action, url }: { readonly action: CommentAction; readonly url: string | null },
  body: string,
): string {
  return jsonText({ schema: 'sekisho.comment/v1', action, url, characters: body.length, body });
}

function readReport(file: string): ReportDocument | ErrorDocument {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SekishoError({
      code: 'REPORT_UNREADABLE',
      what: 'the report can not be read',
      file,
      got: reasonOf(error),
      expected: 'a report that `sekisho check --format json --output FILE` wrote',
      fix: 'correct the path',
      cause: error,
    });
  }
  return readReportDocument(text, file);
}

/** The page of the workflow's run, where the whole report is an artifact. */
function runAddress(environment: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (server === undefined || repository === undefined || run === undefined) return null;
  return `${server}/${repository}/actions/runs/${run}`;
}

function tokenOf(environment: NodeJS.ProcessEnv): string {
  const token = environment['GITHUB_TOKEN'] ?? environment['GH_TOKEN'] ?? '';
  if (/^[\w.-]+$/u.test(token)) return token;
  throw missing(
    'GITHUB_TOKEN',
    token === '' ? 'nothing' : 'something else',
    'a token of GitHub',
    'set GITHUB_TOKEN, or use --dry-run',
  );
}

function repositoryOf(given: string): string {
  if (/^[A-Za-z0-9_.-]+\/(?!\.{1,2}$)[A-Za-z0-9_.-]+$/u.test(given) && !given.startsWith('.')) return given;
  throw missing('--repo', given, 'owner/name', 'give --repo owner/name, or use --dry-run');
}

function pullOf(given: string): number {
  if (/^[1-9]\d{0,9}$/u.test(given)) return Number(given);
  throw missing('--pull', given, 'the number of a pull request', 'give --pull N, or use --dry-run');
}

function targetOf(given: string): string {
  if (/^[\w.-]{0,64}$/u.test(given)) return given;
  throw missing('--target', given, 'up to 64 letters, digits, dots, hyphens and underscores', 'give another name');
}

function missing(option: string, got: string, expected: string, fix: string): SekishoError {
  return new SekishoError({
    code: 'COMMENT_OPTION_INVALID',
    what: `${option} is missing or wrong`,
    got,
    expected,
    fix,
  });
}
