import { createHash } from 'node:crypto';

/** RFC 9562, 6.6: the name space of URLs. */
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** UUID version 5 (RFC 9562, 5.5) of a URN of ours: the same name gives the same UUID on every machine. */
export function uuid5(...names: readonly string[]): string {
  const name = `urn:sekisho:${names.map(encodeURIComponent).join(':')}`;
  const bytes = createHash('sha1')
    .update(Buffer.from(urlNamespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
