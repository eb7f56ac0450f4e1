import { z } from 'zod';
import { publishComment } from '../../../src/comment/publish-comment.ts';
import { commentMarker, renderComment } from '../../../src/comment/render-comment.ts';
import { SekishoError } from '../../../src/errors.ts';
import { cleanText } from '../../../src/report/clean-text.ts';
import { headlineText } from '../../../src/report/headline.ts';
import { pageFor } from '../../../src/report/page.ts';
import { isErrorDocument } from '../../../src/report/read-document.ts';
import { annotationsOf, type CheckRun, type Conclusion, hasCheckRun, publishCheckRun } from './check-run.ts';
import { downloadArtifact } from './download-artifact.ts';
import { changesWorkflows, findPull, type Pull, type WorkflowRun, workflowRun } from './find-pull.ts';
import { type GitHubStep, githubStep, readEvent } from './github-step.ts';
import { type JudgedReport, readJudgedReport } from './judged-report.ts';
import { publishWords } from './publish-words.ts';

/** The workflows whose runs are published, by their file: a name is free for everybody. Each has its own check run. */
const checkNames: Readonly<Record<string, string>> = {
  '.github/workflows/pull-request.yml': 'sekisho / check',
  '.github/workflows/pull-request-plan.yml': 'sekisho / plan',
};
const planName = 'sekisho / plan';
const archiveLimit = 16 * 1024 * 1024;

type Unnamed = Pick<CheckRun, 'conclusion' | 'title' | 'summary' | 'annotations'>;

/**
 * Publishes what the run of GITHUB_EVENT_PATH came to, and tells how. Throws ARTIFACT_REFUSED and REPORT_INVALID after failing the check run, RUN_FOREIGN, and
 * what `requestGitHub` throws.
 */
export async function publishReport(
  environment: Readonly<NodeJS.ProcessEnv>,
  say: (line: string) => void,
): Promise<number> {
  const step = githubStep(environment);
  const words = publishWords[step.language];
  const { workflow_run: run } = z.object({ workflow_run: workflowRun }).parse(readEvent(environment));
  const name = checkNames[run.path];
  if (name === undefined || run.event !== 'pull_request') throw foreignRun(run);
  const pull = await findPull(step.access, step.repository, run);
  if (pull === null) {
    say(words.noPull(run.head_sha));
    return 0;
  }
  const publish = async (parts: Unnamed): Promise<void> => {
    await publishCheckRun(step.access, step.repository, {
      ...parts,
      name,
      commit: run.head_sha,
      detailsUrl: run.html_url,
    });
  };
  try {
    const judged = await download(step, run);
    if (judged === null) {
      await publish({ ...words.noReport, conclusion: 'failure', annotations: [] });
      return 0;
    }
    say(await comment(step, { run, pull, name }, judged));
    await publish(await checkOf(step, pull, judged));
    return 0;
  } catch (error) {
    if (!(error instanceof SekishoError) || !['ARTIFACT_REFUSED', 'REPORT_INVALID'].includes(error.code)) throw error;
    const { title, summary } = words.refused;
    await publish({ title, summary: summary(error.code), conclusion: 'failure', annotations: [] });
    throw error;
  }
}

async function download({ access, repository }: GitHubStep, run: WorkflowRun): Promise<JudgedReport | null> {
  const place = { repository, run: run.id, name: 'sekisho-report', limit: archiveLimit };
  const archive = await downloadArtifact(access, place);
  return archive === null ? null : readJudgedReport(archive);
}

interface Judged {
  readonly run: WorkflowRun;
  readonly pull: Pull;
  readonly name: string;
}

/** One comment for both workflows: the plan knows more than the configuration, so whichever ends last, the plan's stays. */
async function comment(step: GitHubStep, { run, pull, name }: Judged, { head, base }: JudgedReport): Promise<string> {
  const { access, repository, language } = step;
  if (name !== planName && (await hasCheckRun(access, repository, { commit: run.head_sha, name: planName }))) {
    return publishWords[language].planCounts;
  }
  const text = renderComment({ head, base, language, target: '', details: run.html_url });
  const place = { ...access, repository, pull: pull.number, marker: commentMarker(''), author: null };
  const { action, url } = await publishComment(place, text);
  return `comment ${action}${url === null ? '' : `: ${cleanText(url)}`}`;
}

async function checkOf(step: GitHubStep, pull: Pull, { head, base }: JudgedReport): Promise<Unnamed> {
  const { access, repository, language } = step;
  const words = publishWords[language];
  const page = pageFor({ language, color: false, width: 80, verbose: false });
  const summary = renderComment({ head, base, language, target: '', details: null }).body;
  if (isErrorDocument(head)) {
    return { conclusion: 'failure', title: page.words.headline.errorOnly, summary, annotations: [] };
  }
  if (pull.isFork && (await changesWorkflows(access, repository, pull.number))) {
    return { ...words.ownWorkflow, conclusion: 'action_required', annotations: annotationsOf(head) };
  }
  const isPartial = head.partial.length > 0;
  const conclusion: Conclusion = head.verdict !== 'pass' ? 'failure' : isPartial ? 'action_required' : 'success';
  const title = `${page.words.verdict[head.verdict]}: ${headlineText(page.words, head)}`;
  return {
    conclusion,
    title: isPartial ? `${title} (${words.partial})` : title,
    summary,
    annotations: annotationsOf(head),
  };
}

function foreignRun({ path, event }: WorkflowRun): SekishoError {
  return new SekishoError({
    code: 'RUN_FOREIGN',
    what: 'this is not a run whose report is published here',
    got: `${event} of ${path}`,
    expected: `pull_request of ${Object.keys(checkNames).join(' or ')}`,
    fix: 'let the workflow listen to these two only',
  });
}
