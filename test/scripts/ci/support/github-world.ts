import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const repository = 'sat/estate';
const bot = { login: 'github-actions[bot]' };

export interface StoredText {
  readonly id: number;
  title?: string;
  body: string;
  state: string;
}

export interface StoredCheck {
  readonly name: string;
  readonly head_sha: string;
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  readonly annotations: {
    path: string;
    start_line: number;
    annotation_level: string;
    title: string;
    message: string;
  }[];
}

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

type Body = Readonly<Record<string, unknown>>;

/** A server of the test's own that answers as GitHub's API does, as far as our workflows ask it. */
export class GitHubWorld {
  readonly pulls: { number: number; branch: string; owner: string; sha: string; files: string[] }[] = [];
  readonly merged: Record<string, { number: number; sha: string }> = {};
  readonly planRuns: Record<string, { id: number; conclusion: string }[]> = {};
  readonly artifacts: { id: number; run: number; name: string; bytes: Buffer; size?: number }[] = [];
  readonly comments: StoredText[] = [];
  readonly issues: StoredText[] = [];
  readonly checks: StoredCheck[] = [];
  readonly releases: { id: number; tag_name: string; draft: boolean; files: Record<string, Buffer> }[] = [];
  readonly requests: string[] = [];
  #address = '';
  #count = 0;
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#address;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What a job finds in its environment. */
  environment(): Readonly<Record<string, string>> {
    return {
      GITHUB_API_URL: this.#address,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_REPOSITORY: repository,
      GITHUB_RUN_ID: '77',
      GITHUB_TOKEN: 'good',
      GITHUB_ACTIONS: 'true',
      SEKISHO_LANG: 'en',
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#address);
    const method = request.method ?? '';
    this.requests.push(`${method} ${url.pathname}`);
    const bytes = await bytesOf(request);
    const answer = this.#authorised(request, method, url, bytes);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.bytes ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)));
  }

  #authorised(request: IncomingMessage, method: string, url: URL, bytes: Buffer): Answer {
    const token = request.headers.authorization;
    const stored = /^\/store\/(\d+)$/u.exec(url.pathname)?.[1];
    if (stored !== undefined) {
      // The real store refuses a request with two rights, and must never see the token.
      const found = token === undefined ? this.artifacts.find(({ id }) => id === Number(stored)) : undefined;
      return found === undefined ? { status: 400, json: {} } : { status: 200, bytes: found.bytes };
    }
    if (token !== 'Bearer good') return { status: 401, json: { message: 'Bad credentials' } };
    const prefix = `/repos/${repository}`;
    if (url.pathname === '/user') return { status: 403, json: { message: 'Resource not accessible by integration' } };
    if (!url.pathname.startsWith(prefix)) return notFound;
    const uploaded = /^\/repos\/sat\/estate\/releases\/(\d+)\/assets$/u.exec(url.pathname)?.[1];
    if (uploaded !== undefined) return this.#upload(Number(uploaded), url, bytes);
    const body = bytes.length === 0 ? {} : (JSON.parse(bytes.toString()) as Body);
    return this.#route(`${method} ${url.pathname.slice(prefix.length)}`, url, body);
  }

  #route(asked: string, url: URL, body: Body): Answer {
    for (const [pattern, answer] of this.#routes) {
      const match = pattern.exec(asked);
      if (match !== null) return answer.call(this, match[1] ?? '', body, url);
    }
    return notFound;
  }

  readonly #routes: readonly (readonly [RegExp, (id: string, body: Body, url: URL) => Answer])[] = [
    [/^GET \/pulls$/u, (_id, _body, url) => ok(this.#pullsOf(url.searchParams.get('head') ?? ''))],
    [/^GET \/pulls\/(\d+)\/files$/u, (id) => ok(this.#filesOf(Number(id)))],
    [/^GET \/commits\/(\w+)\/pulls$/u, (id) => ok(this.#mergedBy(id))],
    [
      /^GET \/commits\/(\w+)\/check-runs$/u,
      (id, _body, url) => ok(this.#checksOf(id, url.searchParams.get('check_name'))),
    ],
    [
      /^GET \/actions\/runs\/(\d+)\/artifacts$/u,
      (id, _body, url) => ok(this.#artifactsOf(id, url.searchParams.get('name'))),
    ],
    [
      /^GET \/actions\/artifacts\/(\d+)\/zip$/u,
      (id) => ({ status: 302, headers: { location: `${this.#address}/store/${id}` } }),
    ],
    [
      /^GET \/actions\/workflows\/pull-request-plan\.yml\/runs$/u,
      (_id, _body, url) => ok({ workflow_runs: this.planRuns[url.searchParams.get('head_sha') ?? ''] ?? [] }),
    ],
    [/^GET \/issues\/\d+\/comments$/u, () => ok(this.comments.map(shown))],
    [/^POST \/issues\/\d+\/comments$/u, (_id, body) => this.#create(this.comments, body)],
    [/^PATCH \/issues\/comments\/(\d+)$/u, (id, body) => change(this.comments, id, body)],
    [/^GET \/issues$/u, () => ok(this.issues.filter(({ state }) => state === 'open').map(shown))],
    [/^POST \/issues$/u, (_id, body) => this.#create(this.issues, body)],
    [/^PATCH \/issues\/(\d+)$/u, (id, body) => change(this.issues, id, body)],
    [/^POST \/check-runs$/u, (_id, body) => this.#createCheck(body)],
    [/^PATCH \/check-runs\/(\d+)$/u, (id, body) => this.#annotate(Number(id), body)],
    [/^GET \/releases$/u, () => ok(this.releases.map((one) => this.#release(one.id)))],
    [/^POST \/releases$/u, (_id, body) => this.#createRelease(body)],
    [/^PATCH \/releases\/(\d+)$/u, (id) => this.#publishRelease(Number(id))],
    [/^DELETE \/releases\/(\d+)$/u, (id) => this.#deleteRelease(Number(id))],
  ];

  #pullsOf(head: string): unknown {
    return this.pulls
      .filter((one) => `${one.owner}:${one.branch}` === head)
      .map(({ number, sha, owner }) => ({ number, head: { sha, repo: { full_name: `${owner}/estate` } } }));
  }

  #filesOf(number: number): unknown {
    return this.pulls.find((one) => one.number === number)?.files.map((filename) => ({ filename })) ?? [];
  }

  #mergedBy(commit: string): unknown {
    const own = this.merged[commit];
    if (own === undefined) return [];
    return [
      { number: own.number, merged_at: '2026-11-24T09:00:00Z', merge_commit_sha: commit, head: { sha: own.sha } },
    ];
  }

  #checksOf(commit: string, name: string | null): unknown {
    return { total_count: this.checks.filter((one) => one.head_sha === commit && one.name === name).length };
  }

  #artifactsOf(run: string, name: string | null): unknown {
    const artifacts = this.artifacts
      .filter((one) => one.run === Number(run) && one.name === name)
      .map(({ id, name: own, bytes, size }) => ({
        id,
        name: own,
        size_in_bytes: size ?? bytes.length,
        expired: false,
      }));
    return { artifacts };
  }

  #create(list: StoredText[], body: Body): Answer {
    this.#count += 1;
    const one: StoredText = { id: this.#count, body: '', state: 'open' };
    const done = write(one, body);
    if (done.status === 200) list.push(one);
    return { ...done, status: done.status === 200 ? 201 : done.status };
  }

  #createCheck(body: Body): Answer {
    const output = body['output'] as { title: string; summary: string; annotations: StoredCheck['annotations'] };
    if (output.annotations.length > 50 || output.summary.length > 65_535) return { status: 422, json: {} };
    const { name, head_sha: sha, conclusion } = body as { name: string; head_sha: string; conclusion: string };
    this.checks.push({
      name,
      head_sha: sha,
      conclusion,
      title: output.title,
      summary: output.summary,
      annotations: [...output.annotations],
    });
    return { status: 201, json: { id: this.checks.length } };
  }

  #annotate(id: number, body: Body): Answer {
    const { annotations } = body['output'] as { annotations: StoredCheck['annotations'] };
    if (annotations.length > 50) return { status: 422, json: {} };
    this.checks[id - 1]?.annotations.push(...annotations);
    return ok({ id });
  }

  #release(id: number): unknown {
    const { tag_name, draft } = this.releases.find((one) => one.id === id) ?? { tag_name: '', draft: true };
    const upload = `${this.#address}/repos/${repository}/releases/${id}/assets{?name,label}`;
    return { id, tag_name, draft, upload_url: upload };
  }

  #createRelease(body: Body): Answer {
    this.#count += 1;
    this.releases.push({ id: this.#count, tag_name: String(body['tag_name']), draft: true, files: {} });
    return { status: 201, json: this.#release(this.#count) };
  }

  #publishRelease(id: number): Answer {
    for (const one of this.releases) if (one.id === id) one.draft = false;
    return ok(this.#release(id));
  }

  #deleteRelease(id: number): Answer {
    this.releases.splice(
      this.releases.findIndex((one) => one.id === id),
      1,
    );
    return { status: 204 };
  }

  #upload(id: number, url: URL, bytes: Buffer): Answer {
    const found = this.releases.find((one) => one.id === id);
    if (found !== undefined) found.files[url.searchParams.get('name') ?? ''] = bytes;
    return { status: 201, json: {} };
  }
}

const notFound: Answer = { status: 404, json: { message: 'Not Found' } };

function ok(json: unknown): Answer {
  return { status: 200, json };
}

function shown({ id, title, body }: StoredText): object {
  return { id, number: id, title, body, user: bot, html_url: `https://github.example/${repository}/issues/${id}` };
}

function change(list: StoredText[], id: string, body: Body): Answer {
  const found = list.find((one) => one.id === Number(id));
  return found === undefined ? notFound : write(found, body);
}

/** GitHub's limit, as it enforces it. */
function write(one: StoredText, { title, body, state }: Body): Answer {
  if (body !== undefined && (typeof body !== 'string' || body === '' || body.length > 65_536))
    return { status: 422, json: {} };
  if (typeof title === 'string') one.title = title;
  if (typeof body === 'string') one.body = body;
  if (typeof state === 'string') one.state = state;
  return ok(shown(one));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
