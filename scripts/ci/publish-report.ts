/**
 * Publishes what a run on a pull request came to: the one comment, updated in place, and a check run with annotations: `tsx scripts/ci/publish-report.ts`.
 * Runs from the base branch with a token that may write, after a run that may have been a stranger's. So it asks GitHub whose pull request it was, and takes
 * the artifact for what it is, bytes of a stranger: limited, unpacked in memory, parsed by a schema, escaped.
 */
import { publishReport } from './lib/publish-report.ts';
import { runStep } from './lib/run-step.ts';

await runStep(() => publishReport(process.env, console.log));
