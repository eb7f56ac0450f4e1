import { readFileSync } from 'node:fs';

/** Reads and parses a JSON file; throws with the file's name when it isn't JSON. */
export function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw new Error(`expected ${path} to be JSON`, { cause: error });
  }
}
