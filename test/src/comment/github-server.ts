import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredComment {
  readonly id: number;
  readonly login: string;
  body: string;
}

/** An answer that the server gives instead of its own, once. */
export interface Trouble {
  readonly on: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server of the test's own that answers as GitHub's issue comments API does: pages of at most 100 with a Link header, create, update, delete. */
export class GitHubServer {
  readonly comments: StoredComment[] = [];
  readonly requests: string[] = [];
  readonly troubles: Trouble[] = [];
  /** Login that `/user` names; null answers 403, as it does to the token of a workflow. */
  login: string | null = null;
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = `${request.method ?? ''} ${url.pathname}`;
    this.requests.push(`${name}${url.search}`);
    const text = await bodyOf(request);
    const trouble = this.troubles.findIndex(({ on }) => name.startsWith(on));
    const [said] = trouble < 0 ? [] : this.troubles.splice(trouble, 1);
    if (said !== undefined) {
      reply(response, said.status, said.body ?? '{"message":"trouble"}', said.headers);
      return;
    }
    if (request.headers.authorization !== 'Bearer good') {
      reply(response, 401, '{"message":"Bad credentials"}');
      return;
    }
    this.#route(request.method ?? '', url, text, response);
  }

  #route(method: string, url: URL, text: string, response: ServerResponse): void {
    const id = Number(/^\/repos\/sat\/estate\/issues\/comments\/(\d+)$/u.exec(url.pathname)?.[1]);
    const found = this.comments.find((comment) => comment.id === id);
    if (url.pathname === '/user') {
      this.#user(response);
      return;
    }
    if (url.pathname === '/repos/sat/estate/issues/12/comments') {
      if (method === 'POST') this.#create(text, response);
      else this.#list(url, response);
      return;
    }
    if (found === undefined) {
      reply(response, 404, '{"message":"Not Found"}');
      return;
    }
    if (method === 'DELETE') {
      this.comments.splice(this.comments.indexOf(found), 1);
      reply(response, 204, '');
      return;
    }
    const body = textIn(text);
    if (body === null) {
      reply(response, 422, '{"message":"Validation Failed"}');
      return;
    }
    found.body = body;
    reply(response, 200, JSON.stringify(shown(found)));
  }

  #user(response: ServerResponse): void {
    if (this.login === null) reply(response, 403, '{"message":"Resource not accessible by integration"}');
    else reply(response, 200, JSON.stringify({ login: this.login }));
  }

  #create(text: string, response: ServerResponse): void {
    const body = textIn(text);
    if (body === null) {
      reply(response, 422, '{"message":"Validation Failed"}');
      return;
    }
    const id = Math.max(0, ...this.comments.map((one) => one.id)) + 1;
    const comment = { id, login: this.login ?? 'github-actions[bot]', body };
    this.comments.push(comment);
    reply(response, 201, JSON.stringify(shown(comment)));
  }

  #list(url: URL, response: ServerResponse): void {
    const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
    const page = Number(url.searchParams.get('page') ?? 1);
    const members = this.comments.slice((page - 1) * size, page * size);
    const hasNext = page * size < this.comments.length;
    const link = hasNext ? { link: `<http://127.0.0.1/next?page=${page + 1}>; rel="next", <x>; rel="last"` } : {};
    reply(response, 200, JSON.stringify(members.map(shown)), link);
  }
}

function shown({ id, login, body }: StoredComment): object {
  return { id, body, user: { login }, html_url: `https://github.example/sat/estate/pull/12#issuecomment-${id}` };
}

/** GitHub's limit, as it enforces it. */
function textIn(text: string): string | null {
  const { body } = JSON.parse(text) as { body?: unknown };
  return typeof body === 'string' && body !== '' && body.length <= 65_536 ? body : null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function reply(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
