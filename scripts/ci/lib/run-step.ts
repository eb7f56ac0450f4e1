import { reasonOf, SekishoError } from '../../../src/errors.ts';
import { cleanText } from '../../../src/report/clean-text.ts';
import { escapeData } from '../../../src/report/github-escape.ts';

/** Runs a step of a job. Whatever is thrown ends it with exit code 3, and is said where the job's log and its summary show it. */
export async function runStep(work: () => Promise<number>): Promise<void> {
  // Ends that nobody handles must not look like a success.
  process.exitCode = 3;
  try {
    process.exitCode = await work();
  } catch (error) {
    const text = error instanceof SekishoError ? error.message : `error[INTERNAL]: ${reasonOf(error)}`;
    // The text may quote a stranger: no line of it may command the runner.
    console.error(text.split('\n').map(cleanText).join('\n'));
    if (process.env['GITHUB_ACTIONS'] === 'true') console.log(`::error::${escapeData(cleanText(text))}`);
  }
}
