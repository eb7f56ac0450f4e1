import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { requestGitHub } from '../../../src/comment/github-request.ts';
import { SekishoError } from '../../../src/errors.ts';
import { downloadArtifact } from './download-artifact.ts';
import type { GitHubStep } from './github-step.ts';
import { readArchive } from './read-archive.ts';

const workflow = 'pull-request-plan.yml';
const archiveLimit = 16 * 1024 * 1024;
const rules = {
  isExpected: (name: string) => /^[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.evidence\.json$/u.test(name),
  fileLimit: 1024 * 1024,
  countLimit: 1000,
};

const merged = z.array(
  z.object({
    number: z.int(),
    merged_at: z.string().nullable(),
    merge_commit_sha: z.string().nullable(),
    head: z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/u) }),
  }),
);
const runs = z.object({ workflow_runs: z.array(z.object({ id: z.int().min(1), conclusion: z.string().nullable() })) });

export interface ReviewAsked {
  /** On the main branch. */
  readonly commit: string;
  /** Folder for the evidence; what lies in it is deleted. */
  readonly output: string;
  /** Id of a run of the plan workflow; empty for that of the merged pull request. */
  readonly run: string;
}

/** Writes the evidence of a review into a folder, which stays empty where there is none. Throws ARTIFACT_REFUSED, and what `requestGitHub` throws. */
export async function fetchReview(step: GitHubStep, asked: ReviewAsked, say: (line: string) => void): Promise<void> {
  const { commit, output, run: named } = asked;
  // What an earlier run left there was never reviewed for this commit.
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const run = named === '' ? await reviewedRun(step, commit) : runNamed(named);
  if (run === null) {
    say(`no review of ${commit} was found: only what changes nothing can be applied`);
    return;
  }
  const place = { repository: step.repository, run, name: 'sekisho-evidence', limit: archiveLimit };
  const archive = await downloadArtifact(step.access, place);
  const files = archive === null ? new Map<string, Buffer>() : readArchive(archive, rules);
  for (const [name, content] of files) writeFileSync(join(output, name), content);
  say(`review of ${commit}: evidence of ${files.size} stacks from run ${run}`);
}

/** The newest run that planned the head of the pull request with which the commit came; null when there is none. */
async function reviewedRun({ access, repository }: GitHubStep, commit: string): Promise<number | null> {
  const pulls = await requestGitHub(access, { method: 'GET', path: `/repos/${repository}/commits/${commit}/pulls` });
  const own = merged.parse(pulls.json).find((one) => one.merged_at !== null && one.merge_commit_sha === commit);
  if (own === undefined) return null;
  const query = `head_sha=${own.head.sha}&event=pull_request&status=success&per_page=100`;
  const path = `/repos/${repository}/actions/workflows/${workflow}/runs?${query}`;
  const { json } = await requestGitHub(access, { method: 'GET', path });
  const ids = runs
    .parse(json)
    .workflow_runs.filter((one) => one.conclusion === 'success')
    .map((one) => one.id);
  return ids.length === 0 ? null : Math.max(...ids);
}

function runNamed(given: string): number {
  if (/^[1-9]\d{0,15}$/u.test(given)) return Number(given);
  throw new SekishoError({
    code: 'SETTING_MISSING',
    what: '--run is no run',
    got: given,
    expected: 'the number at the end of the address of a run of the plan workflow',
    fix: 'correct it, or leave it out',
  });
}
