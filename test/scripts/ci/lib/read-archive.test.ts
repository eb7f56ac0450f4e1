import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../../scripts/ci/lib/read-archive.ts';
import { SekishoError } from '../../../../src/errors.ts';
import { type ZipFile, zip } from '../support/zip.ts';

const rules = { isExpected: (name: string) => /^[a-z]+\.json$/u.test(name), fileLimit: 1000, countLimit: 2 };

function got(bytes: Buffer): string | undefined {
  try {
    readArchive(bytes, rules);
  } catch (error) {
    if (error instanceof SekishoError && error.code === 'ARTIFACT_REFUSED') return error.parts.got;
    throw error;
  }
  return undefined;
}

describe('an archive', () => {
  it('gives its files, packed or stored', () => {
    const bytes = zip([
      { name: 'a.json', content: '{"a":1}' },
      { name: 'b.json', content: 'plain', stored: true },
    ]);
    const files = readArchive(bytes, rules);
    expect(Object.fromEntries([...files].map(([name, file]) => [name, file.toString()]))).toEqual({
      'a.json': '{"a":1}',
      'b.json': 'plain',
    });
  });

  const one = (parts: Partial<ZipFile>): Buffer => zip([{ name: 'a.json', content: 'x'.repeat(50), ...parts }]);
  const cases: Readonly<Record<string, readonly [Buffer, string]>> = {
    'a path out of its folder': [one({ name: '../../a.json' }), 'a file of the name ../../a.json'],
    'an absolute path': [one({ name: '/etc/a.json' }), 'a file of the name /etc/a.json'],
    'a name that commands the runner': [one({ name: '::error::\n' }), 'a file of the name \\x3a:error::\\n'],
    'a file that nobody expects': [one({ name: 'evil.sh' }), 'a file of the name evil.sh'],
    'a link': [one({ mode: 0o120777, content: '/etc/passwd' }), 'a.json is a link'],
    'an encrypted file': [one({ flags: 1 }), 'a.json is encrypted'],
    'a file above the limit': [one({ content: 'x'.repeat(1001) }), 'a.json with 1001 bytes'],
    'a wrong checksum': [one({ checksum: 1 }), 'a.json with another checksum'],
    'less than it declares': [one({ declaredSize: 60 }), 'a.json with 50 bytes'],
    'two files of a name': [
      zip([
        { name: 'a.json', content: '1' },
        { name: 'a.json', content: '2' },
      ]),
      'two files of the name a.json',
    ],
    'more files than expected': [
      zip(['a', 'b', 'c'].map((name) => ({ name: `${name}.json`, content: '' }))),
      '3 files',
    ],
    'no archive': [Buffer.from('hello'), 'no end of a directory'],
  };

  it.each(Object.entries(cases))('is refused whole for %s', (_name, [bytes, said]) => {
    expect(got(bytes)).toBe(said);
  });

  it('that unpacks to more than it declares stops at the declared size', () => {
    expect(got(one({ content: 'x'.repeat(100_000), declaredSize: 10 }))).toMatch(/^a damaged archive/u);
  });

  it('that is cut off anywhere is refused', () => {
    const whole = one({});
    for (let length = 0; length < whole.length; length += 7) expect(got(whole.subarray(0, length))).toBeDefined();
  });
});
