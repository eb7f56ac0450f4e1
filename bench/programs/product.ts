/**
 * The product's own policy over a plan, in one process: what each entrypoint costs when warm, and how much memory WebAssembly takes.
 * usage: product.ts PLAN PACKAGE_FOLDER ; prints JSON
 */
import { assumedZone } from '../../src/configuration/assumed-zone.ts';
import { builtInConfiguration } from '../../src/configuration/built-in-configuration.ts';
import { prepareSources } from '../../src/judge-sources.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { WasmPolicy } from '../../src/policy/wasm-policy.ts';
import { findModules } from '../../src/sources/find-modules.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { median } from '../sample.ts';

const rounds = 5;
const [plan, packageFolder] = process.argv.slice(2);
if (plan === undefined || packageFolder === undefined) throw new Error('expected PLAN PACKAGE_FOLDER');
const policy = loadPolicy(packageFolder);
const { prepared } = prepareSources(await loadSources(findModules([plan])), {
  configuration: builtInConfiguration,
  assumedZone: assumedZone('remote-sensing', builtInConfiguration),
  policy,
  projectRoot: packageFolder,
  verdict: { now: '2026-11-24T00:00:00.000Z', partial: [] },
});
const wasm = new WasmPolicy(policy.module, prepared.bytes);
const controls = wasm.entrypoints
  .filter((entrypoint) => entrypoint.startsWith('controls/'))
  .map((entrypoint) => ({ control: entrypoint.slice('controls/'.length).replaceAll('/', '.'), ms: costOf(entrypoint) }))
  .sort((a, b) => b.ms - a.ms);
console.log(JSON.stringify({ controls, leanBytes: prepared.bytes.byteLength, wasmBytes: memoryOf(wasm) }));

function costOf(entrypoint: string): number {
  const taken: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    const evaluated = wasm.evaluate(entrypoint);
    const { user, system } = process.cpuUsage(before);
    if ('error' in evaluated) throw new Error(`${entrypoint}: ${evaluated.error}`);
    if (round > 0) taken.push((user + system) / 1000);
  }
  return median(taken);
}

/** The product keeps its opa-wasm to itself; its memory is only of interest here. */
function memoryOf(policyInWasm: WasmPolicy): number {
  const loaded: unknown = Reflect.get(policyInWasm, 'policy');
  const memory: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'mem') : undefined;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('expected opa-wasm to keep its memory as `mem`');
  return memory.buffer.byteLength;
}
