import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf, SekishoError } from '../errors.ts';

export interface GitHubAccess {
  /** `https://api.github.com`, or that of an enterprise server, without a slash at the end. */
  readonly api: string;
  readonly token: string;
  /** Longest wait in one go for a rate limit, in seconds. */
  readonly patience: number;
}

export interface GitHubRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with its query, from a slash. */
  readonly path: string;
  readonly body?: object;
}

export interface GitHubAnswer {
  readonly status: number;
  readonly json: unknown;
  /** Whether the Link header names a next page. */
  readonly hasNext: boolean;
}

const attempts = 4;
const requestTimeout = 30_000;

/**
 * The one place that reaches GitHub. Rate limits and failures of the server are waited for, as GitHub asks; a POST that may have been taken is
 * not sent twice. Throws GITHUB_UNREACHABLE, GITHUB_RATE_LIMITED, GITHUB_UNAUTHORISED, GITHUB_FORBIDDEN, GITHUB_NOT_FOUND, GITHUB_REFUSED; the
 * token is in none of them.
 */
export async function requestGitHub(access: GitHubAccess, request: GitHubRequest): Promise<GitHubAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(access, request);
    if (response.ok) return await answerOf(response, request);
    const wait = await waitBefore(response, request, { attempt, patience: access.patience });
    await sleep(wait * 1000);
  }
}

/** Refuses an address to which a token must not be sent. Throws GITHUB_API_INVALID. */
export function checkApi(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isNear = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isNear)) && url.username === '') {
    return url.href.replace(/\/+$/u, '');
  }
  throw new SekishoError({
    code: 'GITHUB_API_INVALID',
    what: 'a token must not be sent to this address',
    got: url === null ? address : `${url.protocol}//${url.host}`,
    expected: 'https, or http on this machine',
    fix: 'correct GITHUB_API_URL',
  });
}

async function send({ api, token }: GitHubAccess, { method, path, body }: GitHubRequest): Promise<Response> {
  try {
    return await fetch(`${api}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'sekisho',
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      // A redirect would turn a PATCH into a GET, and carry the token elsewhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(requestTimeout),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? `: ${reasonOf(error.cause)}` : '';
    throw new SekishoError({
      code: 'GITHUB_UNREACHABLE',
      what: 'GitHub can not be reached',
      got: `${method} ${path}: ${reasonOf(error)}${cause}`,
      fix: 'run the command again; see whether GITHUB_API_URL is right and the machine has a way there',
      cause: error,
    });
  }
}

async function answerOf(response: Response, { method, path }: GitHubRequest): Promise<GitHubAnswer> {
  const text = await response.text();
  const hasNext = /;\s*rel="next"/u.test(response.headers.get('link') ?? '');
  if (text === '') return { status: response.status, json: null, hasNext };
  try {
    return { status: response.status, json: JSON.parse(text), hasNext };
  } catch (error) {
    throw new SekishoError({
      code: 'GITHUB_REFUSED',
      what: 'what answered is not GitHub',
      got: `${method} ${path}: ${response.status} without JSON`,
      fix: 'see whether GITHUB_API_URL is right',
      cause: error,
    });
  }
}

interface Attempt {
  readonly attempt: number;
  readonly patience: number;
}

/** How many seconds to wait before the same request is sent again; throws when it must not, or not so soon. */
async function waitBefore(response: Response, request: GitHubRequest, { attempt, patience }: Attempt): Promise<number> {
  const said = await messageOf(response);
  const limited = rateLimit(response, said);
  if (limited !== null) {
    if (attempt < attempts && limited <= patience) return limited;
    throw rateLimited(request, limited);
  }
  const isOurs = response.status < 500 || request.method === 'POST' || attempt >= attempts;
  if (isOurs) throw refusal(response, request, said);
  return Math.min(2 ** (attempt - 1), patience);
}

/** Seconds that a rate limit asks for; null when it is none. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function rateLimit(response: Response, said: string): number | null {
  if (response.status !== 403 && response.status !== 429) return null;
  const after = response.headers.get('retry-after');
  if (after !== null && /^\d+$/u.test(after)) return Number(after);
  if (response.headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(response.headers.get('x-ratelimit-reset'));
    const now = Date.parse(response.headers.get('date') ?? '') / 1000;
    return Number.isFinite(reset) && Number.isFinite(now) ? Math.max(1, Math.ceil(reset - now)) : 60;
  }
  return response.status === 429 || /rate limit/iu.test(said) ? 60 : null;
}

function rateLimited({ method, path }: GitHubRequest, seconds: number): SekishoError {
  return new SekishoError({
    code: 'GITHUB_RATE_LIMITED',
    what: "GitHub's rate limit is reached",
    got: `${method} ${path}: again in ${seconds} seconds`,
    fix: 'run the command again later',
  });
}

const refusals: Readonly<Record<number, readonly [code: string, what: string, fix: string]>> = {
  401: ['GITHUB_UNAUTHORISED', 'GitHub does not take the token', 'give a valid token in GITHUB_TOKEN'],
  403: [
    'GITHUB_FORBIDDEN',
    'the token may not do this',
    'give the job `permissions: pull-requests: write`; a pull request from a fork has no such token, so comment from a workflow of its own',
  ],
  404: [
    'GITHUB_NOT_FOUND',
    'GitHub knows no such pull request, or the token may not see it',
    'correct --repo and --pull, or the permissions of the token',
  ],
};

function refusal(response: Response, { method, path }: GitHubRequest, said: string): SekishoError {
  const moved = response.headers.get('location');
  const got = `${method} ${path}: ${response.status} ${moved === null ? said : `moved to ${moved}`}`.trim();
  const [code, what, fix] = refusals[response.status] ?? [
    'GITHUB_REFUSED',
    'GitHub did not take the request',
    'see what GitHub says',
  ];
  return new SekishoError({ code, what, got, fix });
}

async function messageOf(response: Response): Promise<string> {
  const text = (await response.text()).slice(0, 100_000);
  try {
    const json: unknown = JSON.parse(text);
    const message = typeof json === 'object' && json !== null && 'message' in json ? json.message : null;
    return typeof message === 'string' ? message.slice(0, 500) : '';
  } catch {
    return text.slice(0, 200);
  }
}
