import { z } from 'zod';
import { type GitHubAccess, requestGitHub } from '../../../src/comment/github-request.ts';

export interface IssuePlace {
  readonly repository: string;
  /** The last line of the body, by which the issue is found. */
  readonly marker: string;
}

/** How the issue should be; null: closed, where there is one. */
export interface WantedIssue {
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

export type IssueAction = 'opened' | 'updated' | 'unchanged' | 'closed' | 'none';

const issues = z.array(
  z.object({
    number: z.int().min(1),
    body: z.string().nullable(),
    pull_request: z.unknown().optional(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);
const author = 'github-actions[bot]';
const pageLimit = 50;

/** Brings the one open issue up to date: opens it, changes it in place, leaves it, or closes it. Throws what `requestGitHub` throws. */
export async function publishIssue(access: GitHubAccess, place: IssuePlace, wanted: WantedIssue): Promise<IssueAction> {
  const path = `/repos/${place.repository}/issues`;
  const [first, ...others] = await ownIssues(access, place);
  for (const { number } of others) {
    await requestGitHub(access, {
      method: 'PATCH',
      path: `${path}/${number}`,
      body: { state: 'closed', state_reason: 'not_planned' },
    });
  }
  const { title, body, isOpen } = wanted;
  if (first === undefined) {
    if (!isOpen) return 'none';
    await requestGitHub(access, { method: 'POST', path, body: { title, body } });
    return 'opened';
  }
  if (!isOpen) {
    await requestGitHub(access, {
      method: 'PATCH',
      path: `${path}/${first.number}`,
      body: { body, state: 'closed', state_reason: 'completed' },
    });
    return 'closed';
  }
  if (plain(first.body) === plain(body)) return 'unchanged';
  await requestGitHub(access, { method: 'PATCH', path: `${path}/${first.number}`, body: { title, body } });
  return 'updated';
}

/** Open ones that we wrote, oldest first. */
async function ownIssues(
  access: GitHubAccess,
  { repository, marker }: IssuePlace,
): Promise<readonly { readonly number: number; readonly body: string }[]> {
  const found: { readonly number: number; readonly body: string }[] = [];
  for (let page = 1; page <= pageLimit; page += 1) {
    const query = `state=open&creator=${encodeURIComponent(author)}&per_page=100&page=${page}`;
    const { json, hasNext } = await requestGitHub(access, {
      method: 'GET',
      path: `/repos/${repository}/issues?${query}`,
    });
    for (const { number, body, user, pull_request: pull } of issues.parse(json)) {
      const isOurs = user?.login === author && body?.trimEnd().split(/\r?\n/u).at(-1) === marker;
      if (isOurs && pull === undefined) found.push({ number, body });
    }
    if (!hasNext) break;
  }
  return found.sort((one, other) => one.number - other.number);
}

/** The link to the run changes each time, and is no news. */
function plain(text: string): string {
  return text
    .replace(/\r\n/gu, '\n')
    .replace(/\/actions\/runs\/\d+/gu, '')
    .trim();
}
