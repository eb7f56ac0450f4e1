import { z } from 'zod';
import { checkApi, type GitHubAccess, requestGitHub } from '../../../src/comment/github-request.ts';
import { reasonOf, SekishoError } from '../../../src/errors.ts';

export interface ArtifactPlace {
  /** `owner/name`. */
  readonly repository: string;
  /** Id of the workflow's run. */
  readonly run: number;
  readonly name: string;
  /** Largest archive, in bytes. */
  readonly limit: number;
}

const listed = z.object({
  artifacts: z.array(
    z.object({ id: z.int().min(1), name: z.string(), size_in_bytes: z.number(), expired: z.boolean() }),
  ),
});

/** The archive of a run's artifact; null when it has none of that name. Throws ARTIFACT_REFUSED when it is too large, and what `requestGitHub` throws. */
export async function downloadArtifact(access: GitHubAccess, place: ArtifactPlace): Promise<Buffer | null> {
  const { repository, run, name, limit } = place;
  const path = `/repos/${repository}/actions/runs/${run}/artifacts?per_page=100&name=${encodeURIComponent(name)}`;
  const { json } = await requestGitHub(access, { method: 'GET', path });
  const found = listed.parse(json).artifacts.filter((one) => one.name === name && !one.expired);
  // A second attempt of a run leaves the first one's artifact: the newest is that of the attempt that ended.
  const newest = found.sort((one, other) => other.id - one.id)[0];
  if (newest === undefined) return null;
  if (newest.size_in_bytes > limit) throw tooLarge(`${newest.size_in_bytes} bytes`, limit);
  return await download(access, `/repos/${repository}/actions/artifacts/${newest.id}/zip`, limit);
}

async function download(access: GitHubAccess, path: string, limit: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(120_000);
  const first = await send(`${access.api}${path}`, {
    headers: {
      authorization: `Bearer ${access.token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'sekisho',
    },
    redirect: 'manual',
    signal,
  });
  const target = first.headers.get('location');
  if (first.status !== 302 || target === null) throw notServed(path, `${first.status}`);
  // The store's address carries its own right; the token stays with GitHub.
  const response = await send(checkApi(target), { redirect: 'error', signal });
  if (!response.ok || response.body === null) throw notServed(path, `${response.status} of the store`);
  return await readLimited(response.body.getReader(), limit);
}

async function readLimited(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader.cancel();
      throw tooLarge('more than was declared', limit);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

async function send(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (error) {
    throw notServed(new URL(url).pathname, reasonOf(error));
  }
}

function notServed(path: string, got: string): SekishoError {
  return new SekishoError({
    code: 'ARTIFACT_UNREACHABLE',
    what: 'the artifact can not be downloaded',
    got: `${path}: ${got}`,
    expected: 'the archive',
    fix: 'give the job `permissions: actions: read`, and run it again',
  });
}

function tooLarge(got: string, limit: number): SekishoError {
  return new SekishoError({
    code: 'ARTIFACT_REFUSED',
    what: 'the artifact is larger than any report',
    got,
    expected: `at most ${limit} bytes`,
    fix: 'look at the pull request: somebody may have changed the workflow',
  });
}
