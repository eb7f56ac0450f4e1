import { readFileSync, statSync } from 'node:fs';
import { SekishoError } from '../errors.ts';
import { builtInConfiguration } from './built-in-configuration.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';

/** The file that is read when nobody names another. */
const defaultConfigurationFile = 'sekisho.yaml';

const maxBytes = 1024 * 1024;

/**
 * The configuration of a file; of `sekisho.yaml` in the working directory when `path` is null, and the built-in minimum when that is
 * absent. It loads zod and yaml: import it only when there is a file. Throws CONFIGURATION_MISSING, CONFIGURATION_UNREADABLE and
 * CONFIGURATION_INVALID.
 */
export function readConfiguration(path: string | null): Configuration {
  const file = path ?? defaultConfigurationFile;
  const bytes = readBytes(file);
  if (bytes !== null) return parseConfiguration(decode(bytes, file), file);
  if (path === null) return builtInConfiguration;
  throw new SekishoError({
    code: 'CONFIGURATION_MISSING',
    what: 'the configuration file does not exist',
    got: path,
    expected: 'a file such as sekisho.yaml',
    fix: 'correct `--config`, or leave it out to run with the built-in minimum',
    ja: {
      what: '設定ファイルがない',
      expected: 'sekisho.yaml のようなファイル',
      fix: '`--config` を正すか、省いて組込みの最小限で動かす',
    },
  });
}

function readBytes(file: string): Buffer | null {
  try {
    const { size } = statSync(file);
    if (size > maxBytes) throw new Error(`the file has ${size} bytes, more than ${maxBytes}`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw unreadable(file, cause);
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): SekishoError {
  return new SekishoError({
    code: 'CONFIGURATION_UNREADABLE',
    what: 'the configuration file can not be read',
    got: cause instanceof Error ? cause.message : String(cause),
    expected: `a readable UTF-8 file of at most ${maxBytes} bytes`,
    fix: 'check the path, its permissions and its encoding',
    ja: {
      what: '設定ファイルを読めない',
      expected: `読み取れる、${maxBytes} バイト以下の UTF-8 ファイル`,
      fix: 'パス・権限・文字コードを確かめる',
    },
    file,
    cause,
  });
}
