/**
 * Writes the prepared estate of sources, as controls see it, for those who run OPA or Conftest themselves:
 * `tsx scripts/ci/print-estate.ts [--config FILE] [--assume-zone ZONE] --output FILE PATH...`. Known secrets are not in it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { assumedZone } from '../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../src/configuration/built-in-configuration.ts';
import { readConfiguration } from '../../src/configuration/read-configuration.ts';
import { prepareSources } from '../../src/judge-sources.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { withSources } from '../../src/with-sources.ts';
import { runStep } from './lib/run-step.ts';
import { stepSetting } from './lib/step-setting.ts';

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: { config: { type: 'string' }, 'assume-zone': { type: 'string' }, output: { type: 'string' } },
});

await runStep(async () => {
  const output = resolve(stepSetting(values.output, '--output', 'the file to write'));
  const file = values.config ?? (existsSync('sekisho.yaml') ? 'sekisho.yaml' : null);
  const configuration = file === null ? builtInConfiguration : readConfiguration(file);
  const zone = values['assume-zone'];
  const judging = {
    configuration,
    policy: loadPolicy(),
    ...(zone === undefined ? {} : { assumedZone: assumedZone(zone, configuration) }),
    verdict: { now: new Date().toISOString(), partial: [] },
  };
  const bytes = await withSources({ paths, projectRoot: process.cwd() }, (sources, projectRoot) =>
    Buffer.from(prepareSources(sources, { ...judging, projectRoot }).prepared.bytes),
  );
  writeFileSync(output, bytes, { mode: 0o600 });
  console.log(`prepared estate: ${bytes.length} bytes`);
  return 0;
});
