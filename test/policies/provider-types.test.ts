import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Texts of controls that look like a type of the two providers and are none of theirs, with the reason. */
const others = new Map([
  ['google_project_service_identity', 'only in google-beta; a reference to one is still an account'],
  ['google_public_addresses', 'the key of a message'],
]);

test('names no Terraform type that neither provider has, since a rule about it could never fire', () => {
  const catalog = z
    .object({ controls: z.array(z.object({ types: z.array(z.string()) })).min(1) })
    .parse(JSON.parse(readFileSync(`${root}policies/compiled/catalog.json`, 'utf8')));
  const types = [...new Set(catalog.controls.flatMap((control) => control.types))];
  expect(types.length).toBeGreaterThan(100);
  expect(types.filter((type) => !isProvided(type)).sort()).toEqual([...others.keys()]);
});

function isProvided(type: string): boolean {
  const [provider = '', ...words] = type.split('_');
  const library = `${root}node_modules/@cdktf/provider-${provider}/lib`;
  return [words.join('-'), `data-${[provider, ...words].join('-')}`].some((folder) =>
    existsSync(`${library}/${folder}`),
  );
}
