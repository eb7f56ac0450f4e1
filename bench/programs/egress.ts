/**
 * The no-egress proof over one file, in one process: the CPU time of reading it and of the proof after that, the latter by the clock too, and the greatest memory.
 * usage: egress.ts FILE ; prints JSON
 */
import { performance } from 'node:perf_hooks';
import { optimizeLater } from '../../src/cli/optimize-later.ts';
import { assumedZone } from '../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../src/configuration/built-in-configuration.ts';
import { buildEstate } from '../../src/estate/build-estate.ts';
import { Placement } from '../../src/estate/placement.ts';
import { proveZone } from '../../src/proofs/egress/prove-zone.ts';
import { findModules } from '../../src/sources/find-modules.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { decideEgress } from '../../src/verdict/decide-egress.ts';

optimizeLater();
const [file] = process.argv.slice(2);
const zone = assumedZone('remote-sensing', builtInConfiguration);
if (file === undefined) throw new Error('expected FILE');

const beginning = cpuMs();
const sources = await loadSources(findModules([file]));
const { estate, index } = buildEstate(sources);
const read = cpuMs();
const begun = performance.now();
const placement = new Placement([], estate.resources, index, zone);
const input = { estate, index, configuration: builtInConfiguration, zoneOf: placement.zoneOf.bind(placement) };
const facts = proveZone(input, zone);
const proof = decideEgress(facts, [], '2026-11-24');
const proveWallMs = performance.now() - begun;
const proved = cpuMs();

console.log(
  JSON.stringify({
    readMs: read - beginning,
    proveMs: proved - read,
    proveWallMs,
    peakMb: process.resourceUsage().maxRSS / 1024,
    resources: proof.resources,
    paths: proof.paths.length,
  }),
);

/** User and system time of the process so far. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
