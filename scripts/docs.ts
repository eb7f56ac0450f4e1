/** Writes the documents that are made from the code; with `--check`, says which of them are not what would be written, and exits 1. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPolicy } from '../src/policy/load-policy.ts';
import { renderControlsPage } from './lib/docs/controls-page.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const documents: Readonly<Record<string, string>> = {
  'docs/controls.md': renderControlsPage(loadPolicy(project).catalog),
};
const check = process.argv.includes('--check');

for (const [path, text] of Object.entries(documents)) {
  const file = `${project}${path}`;
  const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (check && !isCurrent) {
    console.error(`${path} is not what the code says\n  fix      npm run docs`);
    process.exitCode = 1;
  } else if (!check && !isCurrent) writeFileSync(file, text);
  if (process.exitCode === undefined) console.log(`${path} is ${isCurrent || check ? 'up to date' : 'written'}`);
}
