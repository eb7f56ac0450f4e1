/**
 * Publishes files as a release of a tag: `tsx scripts/ci/publish-release.ts --tag TAG FILE...`. The release is a draft until all files are there, so that nobody
 * loads half of one; one that is published already is left alone and refused.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type GitHubAccess, requestGitHub } from '../../src/comment/github-request.ts';
import { SekishoError } from '../../src/errors.ts';
import { githubStep } from './lib/github-step.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { tag: { type: 'string' } } });
const release = z.object({ id: z.int(), tag_name: z.string(), draft: z.boolean(), upload_url: z.string() });
type Release = z.infer<typeof release>;

await runStep(async () => {
  const { access, repository } = githubStep(process.env);
  const tag = stepSetting(values.tag, '--tag', 'the tag of the release');
  stepSetting(files[0], 'FILE', 'at least one file');
  const path = `/repos/${repository}/releases`;
  const { json } = await requestGitHub(access, { method: 'GET', path: `${path}?per_page=100` });
  const same = z
    .array(release)
    .parse(json)
    .filter((one) => one.tag_name === tag);
  if (same.some((one) => !one.draft)) throw published(tag);
  // What an interrupted run left is made again.
  for (const { id } of same) await requestGitHub(access, { method: 'DELETE', path: `${path}/${id}` });
  const body = { tag_name: tag, name: tag, draft: true, body: notes(tag) };
  const draft = release.parse((await requestGitHub(access, { method: 'POST', path, body })).json);
  for (const file of files) await upload(access, draft, file);
  await requestGitHub(access, { method: 'PATCH', path: `${path}/${draft.id}`, body: { draft: false } });
  console.log(`published ${tag}: ${files.map((file) => basename(file)).join(', ')}`);
  return 0;
});

async function upload(access: GitHubAccess, { upload_url: template }: Release, file: string): Promise<void> {
  const url = new URL(template.replace(/\{.*$/u, ''));
  const api = new URL(access.api);
  // The token goes to GitHub's own hosts only.
  const hosts = [api.host, api.host.replace(/^api\./u, 'uploads.')];
  if (!hosts.includes(url.host) || url.protocol !== api.protocol) throw notUploaded(file, `another host: ${url.host}`);
  url.searchParams.set('name', basename(file));
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${access.token}`,
      'content-type': 'application/octet-stream',
      'user-agent': 'sekisho',
    },
    body: readFileSync(file),
    redirect: 'error',
    signal: AbortSignal.timeout(120_000),
  });
  if (response.status !== 201) throw notUploaded(file, String(response.status));
}

function notes(tag: string): string {
  return [
    `Controls of ${tag} as an OPA bundle. Check where it was built before you load it:`,
    '',
    '```console',
    '$ gh attestation verify sekisho-policies.tar.gz --repo OWNER/NAME',
    "$ opa eval --bundle sekisho-policies.tar.gz --input estate.json 'data.main.deny'",
    '```',
    '',
    'What `estate.json` is: `docs/ci.md`.',
  ].join('\n');
}

function published(tag: string): SekishoError {
  return new SekishoError({
    code: 'RELEASE_EXISTS',
    what: 'the release is published already, and a published release does not change',
    got: tag,
    expected: 'a tag of its own for each release',
    fix: 'tag the commit with the next version',
  });
}

function notUploaded(file: string, got: string): SekishoError {
  return new SekishoError({
    code: 'RELEASE_UPLOAD',
    what: 'a file of the release can not be uploaded, so the release stays a draft',
    file,
    got,
    expected: '201',
    fix: 'run the job again',
  });
}
