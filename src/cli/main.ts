#!/usr/bin/env node
import { optimizeLater } from './optimize-later.ts';
import { run } from './program.ts';

optimizeLater();

// Whatever goes wrong outside of every handler must not end as 0 or as 1, which mean a verdict.
process.exitCode = 3;
process.on('uncaughtException', (error) => {
  console.error(`error[INTERNAL]: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(3);
});
// A reader that has gone (`| head -1`) is no failure of ours; what a write came to is seen where it is awaited.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2));
