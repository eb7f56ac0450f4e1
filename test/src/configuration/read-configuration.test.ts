import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import { readConfiguration } from '../../../src/configuration/read-configuration.ts';

const text = `version: 1
zones:
  - {name: rs, data_class: remote-sensing, select: {stacks: [a]}, allowed_places: [asia-northeast1]}
`;

describe('reading a configuration', () => {
  let folder = '';
  const before = process.cwd();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisho-'));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it('takes the built-in minimum when nobody names a file and there is none', () => {
    expect(readConfiguration(null)).toBe(builtInConfiguration);
  });

  it('finds sekisho.yaml in the working directory, and any file that is named', () => {
    writeFileSync('sekisho.yaml', text);
    writeFileSync('other.yaml', text.replace('name: rs', 'name: other'));
    expect(readConfiguration(null)).toMatchObject({ path: 'sekisho.yaml', zones: [{ name: 'rs' }] });
    expect(readConfiguration('other.yaml')).toMatchObject({ path: 'other.yaml', zones: [{ name: 'other' }] });
    expect(readConfiguration(join(folder, 'other.yaml')).sha256).toBe(readConfiguration('other.yaml').sha256);
  });

  it('accepts a byte order mark', () => {
    writeFileSync('sekisho.yaml', `\uFEFF${text}`);
    expect(readConfiguration(null).zones).toHaveLength(1);
  });

  it('refuses a file that is named and not there', () => {
    expect(() => readConfiguration('none.yaml')).toThrow(
      'error[CONFIGURATION_MISSING]: the configuration file does not exist\n  got      none.yaml',
    );
  });

  it('refuses what can not be read as text: a folder, other bytes, too many bytes', () => {
    mkdirSync('sekisho.yaml');
    expect(() => readConfiguration(null)).toThrow('error[CONFIGURATION_UNREADABLE]');
    writeFileSync('bytes.yaml', Buffer.from([0x76, 0xff, 0xfe]));
    expect(() => readConfiguration('bytes.yaml')).toThrow('error[CONFIGURATION_UNREADABLE]');
    writeFileSync('big.yaml', `${text}${'#'.repeat(1024 * 1024)}`);
    expect(() => readConfiguration('big.yaml')).toThrow(/the file has \d+ bytes, more than 1048576/u);
  });
});
