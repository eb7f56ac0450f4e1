import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BenchRule, benchRules } from './bench-rules.ts';

/** What the rules read: our prepared estate at `data.estate`, or a plan as `input` with an index of its types made in Rego, the fast way for peers. */
export type Shape = 'estate' | 'plan';

const replacements: Readonly<Record<Shape, readonly (readonly [string, string])[]>> = {
  estate: [
    ['rc.REFENC', 'rc.refs.encryption'],
    ['rc.REFHC', 'rc.refs.health_check_id'],
    ['PREFS', 'p.refs.bucket'],
    ['VALUES', 'values'],
  ],
  plan: [
    ['rc.REFENC', 'rc.change.after_unknown.encryption[0].default_kms_key_name'],
    ['rc.REFHC', 'rc.change.after_unknown.health_check_id'],
    ['PREFS', 'plan.refs(p.address)'],
    ['VALUES', 'change.after'],
  ],
};

const libraries: Readonly<Record<Shape, string>> = {
  estate: 'package lib.plan\n\nplanned(type) := object.get(data.estate.types, type, [])\n',
  plan: `package lib.plan

_by_type[type] contains i if {
  some i, rc in input.resource_changes
  type := rc.type
  rc.mode == "managed"
  not rc.change.actions == ["delete"]
}

planned(type) := [input.resource_changes[i] | some i in _by_type[type]]

_refs[c.address] := c.expressions.bucket.references if some c in input.configuration.root_module.resources

refs(address) := object.get(_refs, address, [])
`,
};

/** Writes the rules, each `copies` times, and returns their ids as `service/name`. `main/report` has all of them, `main/deny` what breaks them. */
export function writeRego(directory: string, shape: Shape, copies = 1): readonly string[] {
  write(join(directory, 'lib/plan.rego'), libraries[shape]);
  const ids: string[] = [];
  for (let copy = 0; copy < copies; copy++) {
    for (const rule of benchRules) {
      const name = copies === 1 ? rule.name : `${rule.name}_${String(copy)}`;
      write(join(directory, `controls/${rule.service}/${name}.rego`), controlText({ ...rule, name }, shape));
      ids.push(`${rule.service}/${name}`);
    }
  }
  write(join(directory, 'main.rego'), mainText(ids));
  return ids;
}

/** Writes controls that throw whenever they are run, since they come to two results at once. */
export function writeThrowingRego(directory: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => {
    const name = `throws_${String(number)}`;
    const text = `package controls.broken.${name}\n\nreport := 1 if data.estate\n\nreport := 2 if data.estate.types\n`;
    write(join(directory, `controls/broken/${name}.rego`), text);
    return `broken/${name}`;
  });
}

function controlText({ service, name, types, body }: BenchRule, shape: Shape): string {
  const id = `${service}.${name}`;
  const unknown = shape === 'estate' ? 'unknown' : 'change.after_unknown';
  const documents = types.map(
    (type) => `resources contains rc.address if some rc in plan.planned("${type}")

violations contains {"control": "${id}", "address": rc.address, "found": object.get(rc.VALUES, "name", null)} if {
  some rc in plan.planned("${type}")
  not _ok(rc)
}

unknowns contains {"control": "${id}", "address": rc.address} if {
  some rc in plan.planned("${type}")
  rc.${unknown}.never_set
}
`,
  );
  const report = 'report := {"resources": resources, "violations": violations, "unknowns": unknowns}\n';
  const text = [
    `package controls.${service}.${name}\n`,
    'import data.lib.plan\n',
    ...documents,
    report,
    `${body}\n`,
  ].join('\n');
  return replacements[shape].reduce((replaced, [from, to]) => replaced.replaceAll(from, to), text);
}

function mainText(ids: readonly string[]): string {
  const entries = ids.map((id) => `  "${id}": data.controls.${id.replace('/', '.')}.report,`).join('\n');
  return `package main

report := {
${entries}
}

deny contains v.address if {
  some id
  some v in report[id].violations
}
`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
