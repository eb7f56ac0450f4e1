import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { acts, readRequirements, requirementFile } from '../../scripts/lib/policies/requirement-file.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const folder = `${policies}/requirements`;

test('has one file for each act, each of which conforms to the schema', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(files.sort()).toEqual(acts.map((act) => `${act}.yaml`).sort());
  for (const act of acts) {
    const parsed = requirementFile.parse(parse(readFileSync(`${folder}/${act}.yaml`, 'utf8')));
    expect(parsed.requirements.map((one) => one.act)).toEqual(parsed.requirements.map(() => act));
  }
});

test('has 93 requirements with unique ids, as many per act as the research counted', () => {
  const requirements = readRequirements(policies);
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(93);
  const counts = acts.map((act) => [act, requirements.filter((one) => one.act === act).length]);
  expect(Object.fromEntries(counts)).toEqual({ rsl: 53, meti: 26, saa: 4, exp: 9, uaa: 1 });
});

test('never shows a guideline that was not read as anything but UNREAD', () => {
  const guideline = readRequirements(policies).filter(({ act }) => act === 'meti');
  expect(new Set(guideline.map(({ basis }) => basis))).toEqual(new Set(['UNREAD']));
});

test('says in each file that it is a research note and what a basis means', () => {
  for (const act of acts) {
    const text = readFileSync(`${folder}/${act}.yaml`, 'utf8');
    expect(text.startsWith('# Research note, not legal advice.')).toBe(true);
    expect(text).toContain('# basis: LITERAL the text says it; MIXED duty in the text');
  }
});

test('rejects a requirement with a field that the schema does not know, or without its basis', () => {
  const file = z.looseObject({ requirements: z.array(z.looseObject({})) });
  const rsl = file.parse(parse(readFileSync(`${folder}/rsl.yaml`, 'utf8')));
  const [first = {}, ...rest] = rsl.requirements;
  const { basis: _, ...without } = first;
  expect(requirementFile.safeParse(rsl).success).toBe(true);
  expect(requirementFile.safeParse({ ...rsl, requirements: [{ ...first, law: true }, ...rest] }).success).toBe(false);
  expect(requirementFile.safeParse({ ...rsl, requirements: [without, ...rest] }).success).toBe(false);
});

test('has every requirement that a control serves', () => {
  const catalog = z
    .object({ controls: z.array(z.object({ id: z.string(), requirements: z.array(z.string()).min(1) })).min(1) })
    .parse(JSON.parse(readFileSync(`${policies}/compiled/catalog.json`, 'utf8')));
  const known = new Set(readRequirements(policies).map(({ id }) => id));
  const served = catalog.controls.flatMap((control) => control.requirements.map((id) => ({ control: control.id, id })));
  expect(served.filter(({ id }) => !known.has(id))).toEqual([]);
});

test('publishes the schema that the build applies', () => {
  const published: unknown = JSON.parse(readFileSync(`${folder}/schema.json`, 'utf8'));
  const applied: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(requirementFile, { io: 'input' })));
  expect(published, 'schema.json must be z.toJSONSchema(requirementFile), formatted').toEqual(applied);
});
