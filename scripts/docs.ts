/** Writes the documents that are made from the code; with `--check`, says which of them are not what would be written, and exits 1. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '../src/errors.ts';
import { loadPolicy } from '../src/policy/load-policy.ts';
import { awsExits } from '../src/proofs/egress/aws/aws-exits.ts';
import { allExits } from '../src/proofs/egress/exits/all-exits.ts';
import { renderControlsPage } from './lib/docs/controls-page.ts';
import { readDeclaredEstate } from './lib/docs/estate/declared-estate.ts';
import { estateDocuments } from './lib/docs/estate/estate-documents.ts';
import { renderExitsPage } from './lib/docs/exits-page.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

try {
  const isWritten = Object.entries(await documents()).map(([path, text]) => bringUpToDate(path, text));
  if (isWritten.includes(false)) process.exitCode = 1;
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

/** Every generated document, by path. Throws when the compiled policy is not what its sources say, or the app can't be run. */
async function documents(): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/controls.md': renderControlsPage(loadPolicy(project).catalog),
    'docs/exits.md': renderExitsPage([...allExits, ...awsExits]),
    ...estateDocuments(await readDeclaredEstate(project)),
  };
}

/** False when only the check was asked for, and the file is another. */
function bringUpToDate(path: string, text: string): boolean {
  const file = join(project, path);
  const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (check && !isCurrent) {
    console.error(`${path} is not what the code says\n  fix      npm run docs`);
    return false;
  }
  if (!isCurrent) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`${path} is ${isCurrent ? 'up to date' : 'written'}`);
  return true;
}
