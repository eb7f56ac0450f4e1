import { crc32, inflateRawSync } from 'node:zlib';
import { reasonOf, SekishoError } from '../../../src/errors.ts';
import { clipText } from '../../../src/report/clean-text.ts';

export interface ArchiveRules {
  /** Names of files that may be in it; everything else refuses the whole. */
  readonly isExpected: (name: string) => boolean;
  /** Largest file, unpacked, in bytes. */
  readonly fileLimit: number;
  /** Most files. */
  readonly countLimit: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly attributes: number;
  readonly offset: number;
}

const endLength = 22;
const symbolicLink = 0o120000;
const regularFile = 0o100000;

/**
 * The files of a zip archive (PKWARE APPNOTE 6.3.10, without ZIP64), in memory: no name in it ever becomes a path. Throws ARTIFACT_REFUSED for
 * whatever is not exactly what was expected: other names, links, doubles, encryption, sizes above the limits or other than declared, wrong checksums.
 */
export function readArchive(bytes: Buffer, rules: ArchiveRules): ReadonlyMap<string, Buffer> {
  try {
    const entries = readDirectory(bytes, rules);
    const files = new Map<string, Buffer>();
    for (const entry of entries) {
      if (files.has(entry.name)) throw refused(`two files of the name ${clipText(entry.name, 100)}`, 'each name once');
      files.set(entry.name, readFile(bytes, checked(entry, rules), rules));
    }
    return files;
  } catch (error) {
    if (error instanceof SekishoError) throw error;
    throw refused(`a damaged archive: ${clipText(reasonOf(error), 200)}`, 'a whole zip archive');
  }
}

function readDirectory(bytes: Buffer, { countLimit }: ArchiveRules): readonly Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + endLength > bytes.length) throw refused('no end of a directory', 'a zip archive');
  const count = bytes.readUInt16LE(end + 10);
  if (count > countLimit) throw refused(`${count} files`, `at most ${countLimit}`);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw refused('a directory with a gap', 'a whole zip archive');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      attributes: bytes.readUInt32LE(at + 38),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function checked(entry: Entry, { isExpected, fileLimit }: ArchiveRules): Entry {
  const name = clipText(entry.name, 100);
  if (!isExpected(entry.name))
    throw refused(`a file of the name ${name}`, 'only the files that our own workflow packs');
  const kind = (entry.attributes >>> 16) & 0o170000;
  if (kind === symbolicLink || (kind !== 0 && kind !== regularFile)) throw refused(`${name} is a link`, 'a plain file');
  if ((entry.flags & 1) !== 0) throw refused(`${name} is encrypted`, 'a plain file');
  if (entry.unpacked > fileLimit) throw refused(`${name} with ${entry.unpacked} bytes`, `at most ${fileLimit} bytes`);
  return entry;
}

function readFile(
  bytes: Buffer,
  { name, method, checksum, packed, unpacked, offset }: Entry,
  rules: ArchiveRules,
): Buffer {
  if (bytes.readUInt32LE(offset) !== 0x04034b50)
    throw refused(`nothing where ${name} should be`, 'a whole zip archive');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw refused(`${name} is packed by method ${method}`, 'method 0 or 8');
  // The declared size may lie: what unpacks beyond it stops here.
  const limit = Math.max(1, Math.min(unpacked, rules.fileLimit));
  const file = method === 0 ? content : inflateRawSync(content, { maxOutputLength: limit });
  if (file.length !== unpacked) throw refused(`${name} with ${file.length} bytes`, `${unpacked} bytes, as declared`);
  if (crc32(file) !== checksum) throw refused(`${name} with another checksum`, 'the declared checksum');
  return file;
}

function refused(got: string, expected: string): SekishoError {
  return new SekishoError({
    code: 'ARTIFACT_REFUSED',
    what: 'the artifact is not one that our workflow made, so nothing in it is used',
    got,
    expected,
    fix: 'run the workflow again; if it comes again, somebody changed the workflow or the artifact: look at the pull request',
  });
}
