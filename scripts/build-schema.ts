import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderJsonSchema } from '../src/configuration/json-schema.ts';

/** Writes `sekisho.schema.json` from the schema in `src/configuration`; with `--check`, exits 1 when the file is not what would be written. */
const file = fileURLToPath(new URL('../sekisho.schema.json', import.meta.url));
const text = renderJsonSchema();

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log('sekisho.schema.json is written');
} else if (currentText() === text) {
  console.log('sekisho.schema.json is up to date');
} else {
  console.error('error[SCHEMA_STALE]: sekisho.schema.json is not what src/configuration/configuration-schema.ts says');
  console.error('  fix      node --import tsx scripts/build-schema.ts');
  process.exitCode = 1;
}

function currentText(): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
