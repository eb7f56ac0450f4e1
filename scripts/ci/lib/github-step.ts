import { readFileSync } from 'node:fs';
import { checkApi, type GitHubAccess } from '../../../src/comment/github-request.ts';
import { type Language, languages } from '../../../src/report/renderer.ts';
import { stepSetting } from './step-setting.ts';

/** What GitHub tells each step of a job. */
export interface GitHubStep {
  readonly access: GitHubAccess;
  /** `owner/name`. */
  readonly repository: string;
  readonly language: Language;
  /** Page of this run; null outside of a run. */
  readonly runUrl: string | null;
}

/** Reads it from the environment. Throws SETTING_MISSING and GITHUB_API_INVALID. */
export function githubStep(environment: Readonly<NodeJS.ProcessEnv>): GitHubStep {
  const repository = stepSetting(environment['GITHUB_REPOSITORY'], 'GITHUB_REPOSITORY', 'owner/name');
  const { GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run, SEKISHO_LANG: asked } = environment;
  return {
    access: {
      api: checkApi(environment['GITHUB_API_URL'] ?? 'https://api.github.com'),
      token: stepSetting(environment['GITHUB_TOKEN'], 'GITHUB_TOKEN', 'the token of the job'),
      patience: 60,
    },
    repository,
    language: languages.find((one) => one === asked) ?? 'en',
    runUrl: server === undefined || run === undefined ? null : `${server}/${repository}/actions/runs/${run}`,
  };
}

/** The event that started the run, as GitHub wrote it. */
export function readEvent(environment: Readonly<NodeJS.ProcessEnv>): unknown {
  const path = stepSetting(environment['GITHUB_EVENT_PATH'], 'GITHUB_EVENT_PATH', 'the file with the event');
  return JSON.parse(readFileSync(path, 'utf8'));
}
