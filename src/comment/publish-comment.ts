import { SekishoError } from '../errors.ts';
import { type GitHubAccess, requestGitHub } from './github-request.ts';
import type { Comment } from './render-comment.ts';

export interface CommentPlace extends GitHubAccess {
  /** `owner/name`. */
  readonly repository: string;
  readonly pull: number;
  /** The line by which our comment is found. */
  readonly marker: string;
  /** Login under which comments are ours; null: that of the token. */
  readonly author: string | null;
}

export type CommentAction = 'created' | 'updated' | 'unchanged' | 'silent';

export interface Published {
  readonly action: CommentAction;
  readonly url: string | null;
}

interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string | null;
}

/** More comments than any pull request has, so that a server that always promises a next page ends. */
const pageLimit = 200;

/** As GITHUB_TOKEN of a workflow writes, which may not ask who it is. */
const workflowLogin = 'github-actions[bot]';

/**
 * Brings the one comment of a pull request up to date: writes it, changes it in place, leaves it, or writes none where there is nothing to tell.
 * Two runs at once may have written two: the older is kept, the others go. Throws what `requestGitHub` throws.
 */
export async function publishComment(place: CommentPlace, comment: Comment): Promise<Published> {
  const [first, ...others] = await ownComments(place);
  for (const { id } of others) {
    await requestGitHub(place, { method: 'DELETE', path: `${commentsPath(place)}/${id}` });
  }
  if (first === undefined) {
    if (!comment.isNews) return { action: 'silent', url: null };
    const path = `/repos/${place.repository}/issues/${place.pull}/comments`;
    const { json } = await requestGitHub(place, { method: 'POST', path, body: { body: comment.body } });
    return { action: 'created', url: urlOf(json) };
  }
  if (sameText(first.body, comment.body)) return { action: 'unchanged', url: first.url };
  const path = `${commentsPath(place)}/${first.id}`;
  const { json } = await requestGitHub(place, { method: 'PATCH', path, body: { body: comment.body } });
  return { action: 'updated', url: urlOf(json) ?? first.url };
}

/** Ours, oldest first: written by us and with our marker as the last line, so that nobody's quotation of it is taken for it. */
async function ownComments(place: CommentPlace): Promise<readonly OwnComment[]> {
  const author = place.author ?? (await loginOf(place));
  const found: OwnComment[] = [];
  for (let page = 1; page <= pageLimit; page += 1) {
    const path = `/repos/${place.repository}/issues/${place.pull}/comments?per_page=100&page=${page}`;
    const { json, hasNext } = await requestGitHub(place, { method: 'GET', path });
    if (!Array.isArray(json)) throw notComments(path);
    found.push(...json.flatMap((entry: unknown) => ownComment(entry, author, place.marker)));
    if (!hasNext) return found.sort((one, other) => one.id - other.id);
  }
  throw notComments(`more than ${pageLimit} pages of comments`);
}

function ownComment(entry: unknown, author: string, marker: string): readonly OwnComment[] {
  if (!isRecord(entry)) return [];
  const { id, body, user } = entry;
  if (typeof id !== 'number' || typeof body !== 'string' || !isRecord(user) || user['login'] !== author) return [];
  return body.trimEnd().split(/\r?\n/u).at(-1) === marker ? [{ id, body, url: urlOf(entry) }] : [];
}

async function loginOf(place: CommentPlace): Promise<string> {
  try {
    const { json } = await requestGitHub(place, { method: 'GET', path: '/user' });
    if (isRecord(json) && typeof json['login'] === 'string') return json['login'];
  } catch (error) {
    if (!(error instanceof SekishoError) || error.code !== 'GITHUB_FORBIDDEN') throw error;
  }
  return workflowLogin;
}

/** GitHub may keep line ends of its own and drops blanks at the end. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n/gu, '\n').trim();
  return plain(one) === plain(other);
}

function commentsPath({ repository }: CommentPlace): string {
  return `/repos/${repository}/issues/comments`;
}

function urlOf(json: unknown): string | null {
  return isRecord(json) && typeof json['html_url'] === 'string' ? json['html_url'] : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notComments(got: string): SekishoError {
  return new SekishoError({
    code: 'GITHUB_REFUSED',
    what: 'GitHub answers with something else than the comments of a pull request',
    got,
    fix: 'see whether GITHUB_API_URL, --repo and --pull are right',
  });
}
