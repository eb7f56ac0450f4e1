import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramResult } from '../../support/run-program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { GitHubWorld } from './support/github-world.ts';
import { ending, runStep } from './support/run-step.ts';

let world = new GitHubWorld();
beforeEach(async () => {
  world = new GitHubWorld();
  await world.start();
});
afterEach(async () => {
  await world.stop();
});

function publish(files: Readonly<Record<string, string>>): Promise<ProgramResult> {
  const folder = temporaryFolder(files);
  const parameters = ['--tag', 'policy-v1', ...Object.keys(files).map((name) => join(folder, name))];
  return runStep('publish-release', parameters, { cwd: folder, environment: world.environment() });
}

describe('publish-release', () => {
  it('publishes all files at once, after what an interrupted run left, and never twice', async () => {
    world.releases.push({ id: 900, tag_name: 'policy-v1', draft: true, files: {} });
    expect(ending(await publish({ 'a.tar.gz': 'bundle', 'a.tar.gz.sha256': 'digest' }))).toEqual([0, null]);
    const published = world.releases.map(({ draft, files }) => ({
      draft,
      files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString()])),
    }));
    expect(published).toEqual([{ draft: false, files: { 'a.tar.gz': 'bundle', 'a.tar.gz.sha256': 'digest' } }]);
    expect(ending(await publish({ 'a.tar.gz': 'another' }))).toEqual([3, 'RELEASE_EXISTS']);
    expect(world.releases[0]?.files['a.tar.gz']?.toString()).toBe('bundle');
  });
});
