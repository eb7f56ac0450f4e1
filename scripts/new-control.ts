/** Starts a control: `npm run new:control -- SERVICE CONTROL TERRAFORM_TYPE --requirement ID`. Its tests pass from the start, so change both together. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const project = fileURLToPath(new URL('..', import.meta.url));
const templates = join(project, 'scripts/templates/control');
const usage = `Usage: npm run new:control -- SERVICE CONTROL TERRAFORM_TYPE --requirement ID [--out DIR]
Example: npm run new:control -- storage object_lock google_storage_bucket --requirement RSL-TECH-01`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { requirement: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help === true) {
  console.log(usage);
} else {
  const problem = whatIsWrong();
  if (problem === null) create();
  else {
    console.error(`${problem}\n${usage}`);
    process.exitCode = 3;
  }
}

function whatIsWrong(): string | null {
  if (positionals.length !== 3) return `expected SERVICE, CONTROL and TERRAFORM_TYPE, got ${positionals.length} words`;
  const odd = positionals.find((word) => !/^[a-z][a-z0-9_]*$/.test(word));
  if (odd !== undefined) return `expected a word of small letters, digits and _, got ${odd}`;
  if (!/^[A-Z]+(-[A-Z0-9]+)+$/.test(values.requirement ?? '')) {
    return `expected --requirement to be an id of policies/requirements, got ${values.requirement ?? 'none'}: no control without the law or guideline that asks for it`;
  }
  return existsSync(targetFolder()) ? `expected a new control, but ${targetFolder()} is there already` : null;
}

function targetFolder(): string {
  const [service = '', control = ''] = positionals;
  return join(resolve(values.out ?? join(project, 'policies/controls')), service, control);
}

function create(): void {
  const [service = '', control = '', type = ''] = positionals;
  const folder = targetFolder();
  mkdirSync(folder, { recursive: true });
  for (const suffix of ['', '_test']) {
    const template = readFileSync(join(templates, `control${suffix}.rego`), 'utf8');
    const text = template
      .replaceAll('template_service', service)
      .replaceAll('template_control', control)
      .replaceAll('template_type', type)
      .replaceAll('template_requirement', values.requirement ?? '');
    writeFileSync(join(folder, `${control}${suffix}.rego`), text);
  }
  console.log(`${folder} has the control and its tests, which pass.
Next: 1. say what must hold, and replace every "replace-me"   2. npm run policies:test   3. npm run policies:build && npm run docs && npm test`);
}
