import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Drift, driftSchema, isClean } from './drift.ts';
import { cleanIssue, driftIssue, driftMarker } from './drift-issue.ts';
import { driftWords } from './drift-words.ts';
import type { GitHubStep } from './github-step.ts';
import { type IssueAction, publishIssue } from './publish-issue.ts';

export interface DriftReported {
  readonly action: IssueAction;
  readonly isClean: boolean;
}

/** Reads what was found in each environment, and brings the issue up to date. Throws when a file is no result, and what `requestGitHub` throws. */
export async function reportDrift(
  { access, repository, language, runUrl }: GitHubStep,
  input: string,
  names: readonly string[],
): Promise<DriftReported> {
  const found = names.flatMap((name) => readDrift(join(input, `${name}.json`), name));
  const missing = names.filter((name) => !found.some(({ environment }) => environment === name));
  const isOpen = missing.length > 0 || found.some((one) => !isClean(one));
  const body = isOpen ? driftIssue({ found, missing, language, runUrl }) : cleanIssue({ language, runUrl });
  const place = { repository, marker: driftMarker };
  const action = await publishIssue(access, place, { title: driftWords[language].title, body, isOpen });
  return { action, isClean: !isOpen };
}

function readDrift(file: string, environment: string): readonly Drift[] {
  if (!existsSync(file)) return [];
  const drift = driftSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return drift.environment === environment ? [drift] : [];
}
