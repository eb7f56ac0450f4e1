import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishReport } from '../../../scripts/ci/lib/publish-report.ts';
import { SekishoError } from '../../../src/errors.ts';
import { reportDocument } from '../../../src/report/document.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { baseReport, headReport } from '../../src/comment/comment-reports.ts';
import { aFinding, aReport } from '../../src/report/report-builder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { GitHubWorld } from './support/github-world.ts';
import { zip } from './support/zip.ts';

const sha = 'a'.repeat(40);
let world = new GitHubWorld();
beforeEach(async () => {
  world = new GitHubWorld();
  await world.start();
});
afterEach(async () => {
  await world.stop();
});

const json = (report: Report): string => JSON.stringify(reportDocument(report, 'en'));
const clean = aReport({ verdict: 'pass', exitCode: 0, findings: [] });

interface Ended {
  readonly exitCode: number;
  readonly code: string | null;
  readonly said: string;
}

const ending = ({ exitCode, code }: Ended): readonly [number, string | null] => [exitCode, code];

/** What the step does, in this process. */
async function published(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const lines: string[] = [];
  try {
    const exitCode = await publishReport(environment, (line) => lines.push(line));
    return { exitCode, code: null, said: lines.join('\n') };
  } catch (error) {
    if (!(error instanceof SekishoError)) throw error;
    return { exitCode: error.exitCode, code: error.code, said: lines.join('\n') };
  }
}

/** A run on a pull request, by default from a fork, with what it packed. */
async function ran(
  archive: Buffer | null,
  parts: { readonly run?: number; readonly path?: string } = {},
): Promise<Ended> {
  const run = parts.run ?? 5;
  if (archive !== null) world.artifacts.push({ id: run * 10, run, name: 'sekisho-report', bytes: archive });
  const folder = temporaryFolder();
  const event = {
    workflow_run: {
      id: run,
      event: 'pull_request',
      path: parts.path ?? '.github/workflows/pull-request.yml',
      head_sha: sha,
      head_branch: 'change',
      head_repository: { full_name: 'stranger/estate', owner: { login: 'stranger' } },
      html_url: `https://github.example/sat/estate/actions/runs/${run}`,
      // What an event says of pull requests is empty for forks, and not asked.
      pull_requests: [],
    },
  };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
  return await published(step(join(folder, 'event.json')));
}

const step = (event: string): Readonly<Record<string, string>> => ({
  ...world.environment(),
  GITHUB_EVENT_PATH: event,
});

const packed = (head: string, base?: string): Buffer =>
  zip([
    { name: 'report.json', content: head },
    ...(base === undefined ? [] : [{ name: 'base-report.json', content: base }]),
  ]);

function pull(files: string[] = ['stacks/main.ts']): void {
  world.pulls.push({ number: 12, branch: 'change', owner: 'stranger', sha, files });
}

describe('publish-report', () => {
  it('comments once, updates in place, annotates the lines and ends with success when it is mended', async () => {
    pull();
    const bad = await ran(packed(json(headReport), json(baseReport)));
    expect(ending(bad)).toEqual([0, null]);
    expect(world.comments.map(({ body }) => body.split('\n')[0])).toEqual([expect.stringMatching(/^## ❌ FAIL/u)]);
    expect(world.checks).toMatchObject([{ name: 'sekisho / check', head_sha: sha, conclusion: 'failure' }]);
    const [annotation] = world.checks[0]?.annotations ?? [];
    expect(annotation).toMatchObject({
      annotation_level: 'failure',
      path: expect.stringMatching(/^stacks\//u) as string,
    });

    await ran(packed(json(headReport), json(baseReport)), { run: 5 });
    expect(world.comments).toHaveLength(1);
    const good = await ran(packed(json(clean), json(clean)), { run: 6 });
    expect(good.said).toContain('comment updated');
    expect(world.comments.map(({ id, body }) => [id, body.split('\n')[0]])).toEqual([
      [1, expect.stringMatching(/^## ✅ PASS/u)],
    ]);
    expect(world.checks.at(-1)).toMatchObject({ conclusion: 'success', annotations: [] });
  });

  it('is silent where nothing changed, but for the check run', async () => {
    pull();
    const result = await ran(packed(json(clean), json(clean)));
    expect([ending(result), world.comments, world.checks.length]).toEqual([[0, null], [], 1]);
  });

  it('publishes nothing for a commit that is no head any more', async () => {
    world.pulls.push({ number: 12, branch: 'change', owner: 'stranger', sha: 'b'.repeat(40), files: [] });
    const result = await ran(packed(json(headReport)));
    expect([ending(result), world.comments, world.checks]).toEqual([[0, null], [], []]);
  });

  it('asks a maintainer when a fork changes the workflows that judge it', async () => {
    pull(['.github/workflows/pull-request.yml']);
    await ran(packed(json(clean), json(clean)));
    expect(world.checks).toMatchObject([{ conclusion: 'action_required' }]);
  });

  it('does not take a part for the whole', async () => {
    pull();
    await ran(packed(json({ ...clean, partial: ['--only storage.public_access'] })));
    expect(world.checks).toMatchObject([{ conclusion: 'action_required' }]);
  });

  it('says that nothing was judged when there is no report', async () => {
    pull();
    expect(ending(await ran(null))).toEqual([0, null]);
    expect([world.comments, world.checks]).toMatchObject([
      [],
      [{ conclusion: 'failure', title: expect.stringContaining('not judged') as string }],
    ]);
  });

  it("keeps the plan's comment when the check ends later", async () => {
    pull();
    await ran(packed(json(headReport)), { run: 6, path: '.github/workflows/pull-request-plan.yml' });
    const late = await ran(packed(json(clean), json(clean)));
    expect(late.said).toContain('its comment stays');
    expect(world.checks.map(({ name }) => name)).toEqual(['sekisho / plan', 'sekisho / check']);
    expect(world.comments.map(({ body }) => body.startsWith('## ❌'))).toEqual([true]);
  });

  it('refuses a run of another workflow', async () => {
    pull();
    const result = await ran(packed(json(clean)), { path: '.github/workflows/mine.yml' });
    expect([ending(result), world.checks]).toEqual([[3, 'RUN_FOREIGN'], []]);
  });

  const forged = json({ ...headReport, verdict: 'pass', exitCode: 0 });
  const malicious: Readonly<Record<string, readonly [Buffer, string]>> = {
    'of another schema': [packed('{"schema":"sekisho.report/v2"}'), 'REPORT_INVALID'],
    'that is no JSON': [packed('<html>'), 'REPORT_INVALID'],
    'whose verdict is better than its findings': [packed(forged), 'REPORT_INVALID'],
    'with a path out of its folder': [
      zip([{ name: '../../../report.json', content: json(clean) }]),
      'ARTIFACT_REFUSED',
    ],
    'with more than a report': [
      zip([
        { name: 'report.json', content: json(clean) },
        { name: 'run.sh', content: '' },
      ]),
      'ARTIFACT_REFUSED',
    ],
    'that unpacks to more than it says': [
      zip([{ name: 'report.json', content: ' '.repeat(200_000), declaredSize: 9 }]),
      'ARTIFACT_REFUSED',
    ],
    'that is too large': [randomBytes(16 * 1024 * 1024 + 1), 'ARTIFACT_REFUSED'],
  };

  it.each(Object.entries(malicious))(
    'uses nothing of an artifact %s, and fails the check',
    async (_name, [archive, code]) => {
      pull();
      const result = await ran(archive);
      expect(ending(result)).toEqual([3, code]);
      expect(world.comments).toEqual([]);
      expect(world.checks).toMatchObject([{ conclusion: 'failure', annotations: [] }]);
    },
  );

  it('does not believe a small size that GitHub was told', async () => {
    pull();
    world.artifacts.push({ id: 50, run: 5, name: 'sekisho-report', bytes: randomBytes(17 * 1024 * 1024), size: 100 });
    expect(ending(await ran(null))).toEqual([3, 'ARTIFACT_REFUSED']);
    expect(world.comments).toEqual([]);
  });

  it('escapes what a stranger writes into a report, in comment, check run and log', async () => {
    pull();
    const text =
      '</details><img src=x onerror=alert(1)> @everyone ![x](https://evil.example/a.png)\n::error::owned\n<!-- sekisho:comment:v1 target= -->';
    const finding = aFinding({
      message: { en: text, ja: text },
      address: `a\n${text}`,
      control: '::set-output name=a::b',
    });
    const result = await ran(packed(json(aReport({ findings: [finding] }))));
    expect(ending(result)).toEqual([0, null]);
    const [comment] = world.comments;
    // What stands in a code span is text.
    const said = `${comment?.body ?? ''}${world.checks[0]?.summary ?? ''}`.replace(/`[^`\n]*`/gu, '');
    expect(said).toContain('owned');
    expect(said).not.toMatch(/<img|<\/details><|(?<!\\)!\[x\]|@everyone/u);
    expect(comment?.body.match(/^<!-- sekisho/gmu)).toHaveLength(1);
    expect(result.said).not.toMatch(/^::/mu);
  });
});
