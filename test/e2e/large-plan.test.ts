import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEstate } from '../../src/estate/build-estate.ts';
import { findModules } from '../../src/sources/find-modules.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { aChange, aPlan } from '../support/plan-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a plan of 200 MB', () => {
  it('is read whole', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'plan.json');
    const filler = 'x'.repeat(1024 * 1024);
    const change = JSON.stringify(aChange('google_storage_bucket.b', { after: { name: 'b', description: '@' } }));
    const [before = '', after = ''] = JSON.stringify(aPlan({ resource_changes: ['#'] }))
      .replace('"#"', change)
      .split('@');
    const file = openSync(path, 'w');
    writeSync(file, before);
    for (let written = 0; written < 200; written += 1) writeSync(file, filler);
    writeSync(file, after);
    closeSync(file);
    const { estate } = buildEstate(await loadSources(findModules([folder])));
    expect(estate.resources[0]?.values['description']).toHaveLength(200 * 1024 * 1024);
  });
});
