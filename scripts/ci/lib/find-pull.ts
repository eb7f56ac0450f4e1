import { z } from 'zod';
import { type GitHubAccess, requestGitHub } from '../../../src/comment/github-request.ts';

/** A run of a workflow, as GitHub's own event tells it. */
export const workflowRun = z.object({
  id: z.int().min(1),
  event: z.string(),
  path: z.string(),
  head_sha: z.string().regex(/^[0-9a-f]{40}$/u),
  head_branch: z.string().min(1).max(255),
  head_repository: z.object({
    full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/u),
    owner: z.object({ login: z.string().regex(/^[\w.-]+$/u) }),
  }),
  html_url: z.string(),
});

export type WorkflowRun = z.infer<typeof workflowRun>;

export interface Pull {
  readonly number: number;
  /** True when its branch is in another repository, whose people can't write here. */
  readonly isFork: boolean;
}

const pulls = z.array(
  z.object({
    number: z.int().min(1),
    head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  }),
);

/** The open pull request whose head is the commit that ran, asked of GitHub and never of the run's own output; null when there is none any more. */
export async function findPull(access: GitHubAccess, repository: string, run: WorkflowRun): Promise<Pull | null> {
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  const path = `/repos/${repository}/pulls?state=open&per_page=100&head=${head}`;
  const { json } = await requestGitHub(access, { method: 'GET', path });
  const own = pulls
    .parse(json)
    .find((one) => one.head.sha === run.head_sha && one.head.repo?.full_name === run.head_repository.full_name);
  if (own === undefined) return null;
  return { number: own.number, isFork: run.head_repository.full_name.toLowerCase() !== repository.toLowerCase() };
}

const files = z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() }));

/** GitHub lists no more files of a pull request than this. */
const fileLimit = 3000;

/** True when the pull request changes what runs in workflows, or may: beyond what GitHub lists, nobody can say that it does not. */
export async function changesWorkflows(access: GitHubAccess, repository: string, pull: number): Promise<boolean> {
  for (let page = 1; page <= fileLimit / 100; page += 1) {
    const path = `/repos/${repository}/pulls/${pull}/files?per_page=100&page=${page}`;
    const { json, hasNext } = await requestGitHub(access, { method: 'GET', path });
    const names = files.parse(json).flatMap((one) => [one.filename, one.previous_filename ?? '']);
    if (names.some((name) => name.startsWith('.github/'))) return true;
    if (!hasNext) return false;
  }
  return true;
}
