import { z } from 'zod';
import { type GitHubAccess, requestGitHub } from '../../../src/comment/github-request.ts';
import { clipText } from '../../../src/report/clean-text.ts';
import type { FindingDocument, ReportDocument } from '../../../src/report/document.ts';
import { blocks } from '../../../src/report/headline.ts';
import { repositoryPlace } from '../../../src/report/repository-place.ts';

export type Conclusion = 'success' | 'failure' | 'action_required';

export interface CheckRun {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Markdown, below GitHub's limit. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly detailsUrl: string | null;
}

interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** GitHub takes this many in one request. */
const batch = 50;
/** More than anybody reads; the report has all. */
const most = 200;

/** Findings on their TypeScript lines, those that stop an apply first. One without a place of its own in the repository is left to the summary. */
export function annotationsOf(report: ReportDocument): readonly Annotation[] {
  const open = report.findings.filter(({ status }) => status !== 'waived');
  return [...open.filter(blocks), ...open.filter((one) => !blocks(one))]
    .flatMap((finding) => annotationOf(finding, report))
    .slice(0, most);
}

function annotationOf(finding: FindingDocument, report: ReportDocument): readonly Annotation[] {
  const { file, line, exact } = repositoryPlace(finding, report, null);
  if (!exact) return [];
  const law = finding.articles.length === 0 ? [] : [clipText(finding.articles.join('; '), 1000)];
  return [
    {
      path: clipText(file, 500),
      start_line: line,
      end_line: line,
      annotation_level: blocks(finding) ? 'failure' : finding.status === 'fail' ? 'warning' : 'notice',
      title: clipText(`${finding.severity} ${finding.control} [${finding.status}]`, 250),
      message: [
        `${clipText(finding.stack, 200)}/${clipText(finding.address, 500)}: ${clipText(finding.message, 2000)}`,
        ...law,
        clipText(finding.remediation, 2000),
      ].join('\n'),
    },
  ];
}

/** Writes the check run of a commit; annotations follow in batches. Throws what `requestGitHub` throws. */
export async function publishCheckRun(access: GitHubAccess, repository: string, run: CheckRun): Promise<void> {
  const output = (at: number): object => ({
    title: clipText(run.title, 250),
    summary: run.summary,
    annotations: run.annotations.slice(at, at + batch),
  });
  const { json } = await requestGitHub(access, {
    method: 'POST',
    path: `/repos/${repository}/check-runs`,
    body: {
      name: run.name,
      head_sha: run.commit,
      status: 'completed',
      conclusion: run.conclusion,
      ...(run.detailsUrl === null ? {} : { details_url: run.detailsUrl }),
      output: output(0),
    },
  });
  const { id } = z.object({ id: z.int() }).parse(json);
  for (let at = batch; at < run.annotations.length; at += batch) {
    const body = { output: output(at) };
    await requestGitHub(access, { method: 'PATCH', path: `/repos/${repository}/check-runs/${id}`, body });
  }
}

/** True when the commit has a finished check run of the name. */
export async function hasCheckRun(
  access: GitHubAccess,
  repository: string,
  { commit, name }: { readonly commit: string; readonly name: string },
): Promise<boolean> {
  const path = `/repos/${repository}/commits/${commit}/check-runs?per_page=1&check_name=${encodeURIComponent(name)}`;
  const { json } = await requestGitHub(access, { method: 'GET', path });
  return z.object({ total_count: z.int() }).parse(json).total_count > 0;
}
