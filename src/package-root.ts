import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SekishoError } from './errors.ts';

/** The folder of this package, from its sources or built: the nearest one above whose package.json is ours. Throws a SekishoError when there is none. */
export function packageRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && /"name"\s*:\s*"sekisho"/.test(readFileSync(path, 'utf8'))) return folder;
  }
  throw new SekishoError({
    code: 'PACKAGE_BROKEN',
    what: 'this program does not find its own package',
    got: `no package.json of sekisho above ${here}`,
    expected: 'the package as it was installed',
    fix: 'install it again with npm',
  });
}
