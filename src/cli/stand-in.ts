#!/usr/bin/env node
import { reasonOf, SekishoError } from '../errors.ts';
import { readInvocation, treatmentOf } from '../gate/terraform/invocation.ts';
import { findRealTerraform } from '../gate/terraform/real-terraform.ts';
import { runTerraform, type Terraform } from '../gate/terraform/run-terraform.ts';

/**
 * `sekisho-terraform`: stands where terraform stood. What changes nothing passes through untouched; `init`, `apply` and `destroy` go through the gate,
 * whose code is loaded only then.
 */
// Whatever goes wrong outside of every handler must not end as a success.
process.exitCode = 1;
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const args = process.argv.slice(2);
try {
  const terraform: Terraform = {
    binary: findRealTerraform(process.env, process.argv[1] ?? ''),
    directory: process.cwd(),
    environment: process.env,
  };
  const invocation = readInvocation(args);
  if (treatmentOf(invocation) === 'pass-through') {
    const ended = await runTerraform(terraform, args, { stdio: 'inherit' });
    process.exitCode = ended.exitCode;
    // Whoever waits for us shall see the signal too.
    if (ended.signal !== null) process.kill(process.pid, ended.signal);
  } else {
    const { standIn } = await import('./stand-in-gate.ts');
    process.exitCode = await standIn(terraform, invocation, args);
  }
} catch (thrown) {
  const isOurs = thrown instanceof SekishoError;
  console.error(
    isOurs ? thrown.message : `error[INTERNAL]: ${thrown instanceof Error ? (thrown.stack ?? '') : reasonOf(thrown)}`,
  );
  process.exitCode = 1;
}
