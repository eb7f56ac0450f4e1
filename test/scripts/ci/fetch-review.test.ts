import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchReview } from '../../../scripts/ci/lib/fetch-review.ts';
import { githubStep } from '../../../scripts/ci/lib/github-step.ts';
import { SekishoError } from '../../../src/errors.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { GitHubWorld } from './support/github-world.ts';
import { ending, runStep } from './support/run-step.ts';
import { zip } from './support/zip.ts';

let world = new GitHubWorld();
beforeEach(async () => {
  world = new GitHubWorld();
  await world.start();
});
afterEach(async () => {
  await world.stop();
});

const commit = 'c'.repeat(40);
const head = 'd'.repeat(40);

interface Fetched {
  readonly code: string | null;
  readonly names: readonly string[];
}

async function fetched(run = ''): Promise<Fetched> {
  const output = join(temporaryFolder({ 'review/old-prd.evidence.json': '{}' }), 'review');
  let code: string | null = null;
  try {
    await fetchReview(githubStep(world.environment()), { commit, output, run }, () => undefined);
  } catch (error) {
    if (!(error instanceof SekishoError)) throw error;
    code = error.code;
  }
  return { code, names: readdirSync(output) };
}

const pack = (run: number, name: string): void => {
  const bytes = zip([{ name, content: '{}' }]);
  world.artifacts.push({ id: run, run, name: 'sekisho-evidence', bytes });
};

describe('fetch-review', () => {
  it('takes the newest successful plan of the head of the pull request that brought the commit', async () => {
    world.merged[commit] = { number: 3, sha: head };
    world.planRuns[head] = [
      { id: 8, conclusion: 'success' },
      { id: 9, conclusion: 'success' },
      { id: 10, conclusion: 'failure' },
    ];
    for (const run of [8, 9, 10]) pack(run, `a-${run}.evidence.json`);
    expect(await fetched()).toEqual({ code: null, names: ['a-9.evidence.json'] });
  });

  it('takes the run that somebody names, and leaves nothing where there is no review', async () => {
    pack(11, 'a-prd.evidence.json');
    expect(await fetched('11')).toEqual({ code: null, names: ['a-prd.evidence.json'] });
    expect(await fetched()).toEqual({ code: null, names: [] });
    expect(await fetched('11/../12')).toEqual({ code: 'SETTING_MISSING', names: [] });
  });

  it('writes no file of another name, and none outside of its folder', async () => {
    pack(12, '../../up.evidence.json');
    pack(13, '.evidence.json');
    const refused = { code: 'ARTIFACT_REFUSED', names: [] };
    expect([await fetched('12'), await fetched('13')]).toEqual([refused, refused]);
  });

  it('needs the settings of its job', async () => {
    const folder = temporaryFolder();
    const result = await runStep('fetch-review', ['--commit', commit], { cwd: folder });
    expect(ending(result)).toEqual([3, 'SETTING_MISSING']);
  });
});
