import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkApi } from '../../../src/comment/github-request.ts';
import { type CommentPlace, type Published, publishComment } from '../../../src/comment/publish-comment.ts';
import { commentMarker } from '../../../src/comment/render-comment.ts';
import { SekishoError } from '../../../src/errors.ts';
import { GitHubServer } from './github-server.ts';

const marker = commentMarker('prd');
const bot = 'github-actions[bot]';
const url = (id: number): string => `https://github.example/sat/estate/pull/12#issuecomment-${id}`;

let server = new GitHubServer();
let api = '';
beforeEach(async () => {
  server = new GitHubServer();
  api = await server.start();
});
afterEach(async () => {
  await server.stop();
});

function body(text: string): string {
  return `${text}\n\n${marker}`;
}

function publish(text: string, parts: Partial<CommentPlace> = {}, isNews = true): Promise<Published> {
  const place = { api, token: 'good', patience: 2, repository: 'sat/estate', pull: 12, marker, author: null, ...parts };
  return publishComment(place, { body: body(text), isNews });
}

/** Code and what was got, of an error that was meant to be thrown. */
async function refusal(work: Promise<unknown>): Promise<readonly [string, string | undefined]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SekishoError) return [error.code, error.parts.got];
    throw error;
  }
  return ['nothing thrown', undefined];
}

describe('the one comment of a pull request', () => {
  test('is written, then updated in place, then left as it is', async () => {
    expect(await publish('one')).toEqual({ action: 'created', url: url(1) });
    expect(await publish('two')).toEqual({ action: 'updated', url: url(1) });
    expect(await publish('two')).toEqual({ action: 'unchanged', url: url(1) });
    expect(server.comments).toEqual([{ id: 1, login: bot, body: body('two') }]);
  });

  test('is not written when there is nothing to tell, yet brought up to date when it is there', async () => {
    expect(await publish('calm', {}, false)).toEqual({ action: 'silent', url: null });
    expect(server.comments).toEqual([]);
    await publish('storm');
    expect(await publish('calm', {}, false)).toEqual({ action: 'updated', url: url(1) });
  });

  test('is found behind two full pages of other comments', async () => {
    for (let id = 1; id <= 200; id += 1) server.comments.push({ id, login: 'tanaka', body: `talk ${id}` });
    server.comments.push({ id: 201, login: bot, body: body('old') });
    expect(await publish('new')).toEqual({ action: 'updated', url: url(201) });
    expect(server.requests.filter((name) => name.startsWith('GET /repos')).map((name) => name.split('?')[1])).toEqual([
      'per_page=100&page=1',
      'per_page=100&page=2',
      'per_page=100&page=3',
    ]);
  });

  test('is never one that somebody else wrote, that quotes the marker, or that is for another target', async () => {
    const others = [
      { id: 1, login: 'mallory', body: body('forged') },
      { id: 2, login: bot, body: `${marker}\n\nquoted` },
      { id: 3, login: bot, body: `other\n\n${commentMarker('dev')}` },
    ];
    server.comments.push(...others.map((one) => ({ ...one })));
    expect(await publish('ours')).toEqual({ action: 'created', url: url(4) });
    expect(server.comments.slice(0, 3)).toEqual(others);
  });

  test('is the oldest when two runs wrote one each; the other goes', async () => {
    server.comments.push({ id: 8, login: bot, body: body('b') }, { id: 5, login: bot, body: body('a') });
    expect(await publish('new')).toEqual({ action: 'updated', url: url(5) });
    expect(server.comments).toEqual([{ id: 5, login: bot, body: body('new') }]);
  });

  test('is of the login that the token has, or that is given', async () => {
    server.login = 'sekisho-app[bot]';
    server.comments.push({ id: 1, login: 'sekisho-app[bot]', body: body('a') });
    expect((await publish('b')).action).toBe('updated');
    expect((await publish('c', { author: 'sekisho-app[bot]' })).action).toBe('updated');
    expect(server.requests.filter((name) => name === 'GET /user')).toHaveLength(1);
  });

  test('is the same although GitHub changed its line ends', async () => {
    server.comments.push({ id: 1, login: bot, body: `${body('a').replaceAll('\n', '\r\n')}\r\n` });
    expect((await publish('a')).action).toBe('unchanged');
  });
});

describe('what GitHub refuses', () => {
  const list = 'GET /repos/sat/estate/issues';
  const create = 'POST /repos';

  test.each([
    [401, 'GITHUB_UNAUTHORISED'],
    [403, 'GITHUB_FORBIDDEN'],
    [404, 'GITHUB_NOT_FOUND'],
    [422, 'GITHUB_REFUSED'],
    [301, 'GITHUB_REFUSED'],
  ])('with %i is said as %s', async (status, code) => {
    server.troubles.push({ on: list, status, headers: { location: 'https://elsewhere.example' } });
    expect((await refusal(publish('a')))[0]).toBe(code);
  });

  test('with a wrong token does not show the token', async () => {
    const error: unknown = await publish('a', { token: 'secret-token' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SekishoError);
    expect(JSON.stringify([error, String(error), (error as SekishoError).parts])).not.toContain('secret-token');
  });

  test.each([
    ['Retry-After', 403, { 'retry-after': '1' }],
    ['429', 429, { 'retry-after': '0' }],
    ['a reset', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }],
  ])('for a while is waited for: %s', async (_, status, headers) => {
    server.troubles.push({ on: create, status, headers });
    expect((await publish('a')).action).toBe('created');
    expect(server.comments).toHaveLength(1);
  });

  test('for too long is an error that says how long', async () => {
    server.troubles.push({ on: create, status: 403, headers: { 'retry-after': '3600' } });
    expect(await refusal(publish('a'))).toEqual([
      'GITHUB_RATE_LIMITED',
      'POST /repos/sat/estate/issues/12/comments: again in 3600 seconds',
    ]);
  });

  test('by mistake is asked again, but a comment is never sent twice', async () => {
    server.troubles.push({ on: list, status: 502 });
    expect((await publish('a')).action).toBe('created');
    server.comments.length = 0;
    server.troubles.push({ on: create, status: 502 });
    expect((await refusal(publish('a')))[0]).toBe('GITHUB_REFUSED');
    expect(server.comments).toEqual([]);
  });

  test('is not taken for comments: an object, a page of HTML, pages without end', async () => {
    server.troubles.push({ on: list, status: 200, body: '{}' });
    expect((await refusal(publish('a')))[0]).toBe('GITHUB_REFUSED');
    server.troubles.push({ on: list, status: 200, body: '<html>' });
    expect((await refusal(publish('a')))[0]).toBe('GITHUB_REFUSED');
    expect(server.comments).toEqual([]);
  });

  test('when nobody answers is said', async () => {
    await server.stop();
    expect((await refusal(publish('a')))[0]).toBe('GITHUB_UNREACHABLE');
    await server.start();
  });
});

describe('the address of the API', () => {
  test.each([
    ['https://api.github.com', 'https://api.github.com'],
    ['https://git.example/api/v3/', 'https://git.example/api/v3'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('%s is taken', (given, taken) => {
    expect(checkApi(given)).toBe(taken);
  });

  test.each(['http://api.github.com', 'ftp://a', 'api.github.com', 'https://user:pass@git.example'])(
    '%s gets no token',
    (given) => {
      expect(() => checkApi(given)).toThrow(/GITHUB_API_INVALID/u);
    },
  );
});
