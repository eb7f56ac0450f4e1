/**
 * Evaluation alone, in one process: the benchmark's rules in WebAssembly and as plain functions, apart and in one entrypoint, with controls that throw.
 * usage: engine.mjs PLAN SMALL.wasm LARGE.wasm ; prints milliseconds of CPU as JSON. Every comparison is warm and interleaved.
 */
import { readFileSync } from 'node:fs';
import opa from '@open-policy-agent/opa-wasm';
import { groupPlan } from '../rules/group-plan.mjs';
import { evaluateRules } from '../rules/plain-rules.mjs';

const warmUps = 5;
const rounds = 15;
const [planFile, smallFile, largeFile] = process.argv.slice(2);
const types = groupPlan(JSON.parse(readFileSync(planFile, 'utf8')));
const bytes = new TextEncoder().encode(JSON.stringify({ estate: { types } }));

const small = loaded(smallFile);
const large = loaded(largeFile);
const disturbed = loaded(largeFile);
const rules = controlsOf(small, () => true);
const sound = controlsOf(large, (id) => !id.startsWith('controls/broken/'));
const all = controlsOf(large, () => true);

const timed = interleave({
  plain: () => evaluateRules(types),
  rules: () => runAll(small, rules),
  apart: () => runAll(large, sound),
  together: () => large.evaluate(undefined, 'main/report'),
  disturbed: () => runAll(disturbed, all),
});
const judged = Object.values(evaluateRules(types));
console.log(
  JSON.stringify({
    ...timed,
    controls: sound.length,
    throwing: Object.values(runAll(disturbed, all)).filter((result) => result === null).length,
    sameAsPlain: sameFindings(evaluateRules(types), runAll(small, rules)),
    sameDespiteThrows: sameResults(runAll(large, sound), runAll(disturbed, all)),
    judgements: judged.reduce((sum, { resources }) => sum + resources.length, 0),
    violations: judged.reduce((sum, { violations }) => sum + violations.length, 0),
  }),
);

function loaded(file) {
  const policy = opa.loadPolicySync(readFileSync(file), { initial: Math.ceil((bytes.byteLength * 40) / 65_536) + 64 });
  policy.setData(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return policy;
}

function controlsOf(policy, wanted) {
  return Object.keys(policy.entrypoints)
    .filter((id) => id.startsWith('controls/') && wanted(id))
    .sort();
}

/** What each control says; null for one that throws. */
function runAll(policy, ids) {
  const results = {};
  for (const id of ids) {
    try {
      results[id] = policy.evaluate(undefined, id)[0].result;
    } catch {
      results[id] = null;
    }
  }
  return results;
}

function sameFindings(plain, wasm) {
  const key = (documents) =>
    Object.values(documents)
      .flatMap(({ violations }) => violations.map(({ control, address }) => `${control} ${address}`))
      .sort()
      .join('\n');
  return key(plain) === key(wasm) && key(plain) !== '';
}

function sameResults(expected, got) {
  return Object.entries(expected).every(([id, result]) => JSON.stringify(result) === JSON.stringify(got[id]));
}

function interleave(tasks) {
  const taken = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const before = process.cpuUsage();
      task();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) taken[name].push((user + system) / 1000);
    }
  }
  return Object.fromEntries(
    Object.entries(taken).map(([name, values]) => [name, values.sort((a, b) => a - b)[rounds >> 1]]),
  );
}
