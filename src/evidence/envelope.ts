import { sign, verify } from 'node:crypto';
import { z } from 'zod';
import { SekishoError } from '../errors.ts';
import { canonicalJson } from './canonical.ts';
import type { Key } from './keys.ts';
import { type Statement, statementSchema } from './statement.ts';

/** https://github.com/secure-systems-lab/dsse: what is signed is type and bytes, so that no reader has to agree on JSON first. */
const payloadType = 'application/vnd.in-toto+json';

const envelopeSchema = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })).min(1),
});

/** Signs a statement; the text of a DSSE envelope. */
export function seal(statement: Statement, key: Key): string {
  const payload = Buffer.from(canonicalJson(statement));
  const signature = sign(digestName(key), encoded(payload), key.key);
  const envelope = {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [{ keyid: key.id, sig: signature.toString('base64') }],
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/**
 * The statement in an envelope that one of the keys has signed. Throws a SekishoError when none has, when a byte of it was changed, and when it says anything
 * that this version does not know: what is not understood is not believed.
 */
export function unseal(text: string, file: string, keys: readonly Key[]): Statement {
  const envelope = envelopeSchema.safeParse(parse(text, file));
  if (!envelope.success) throw invalid(file, 'a document that is no DSSE envelope of an in-toto statement');
  const payload = Buffer.from(envelope.data.payload, 'base64');
  const isSigned = envelope.data.signatures.some(({ sig }) => keys.some((key) => isBy(key, payload, sig)));
  if (!isSigned)
    throw unsigned(
      file,
      envelope.data.signatures.map(({ keyid }) => keyid),
      keys,
    );
  const statement = statementSchema.safeParse(parse(payload.toString('utf8'), file));
  if (!statement.success)
    throw invalid(file, `a statement of another kind: ${statement.error.issues[0]?.path.join('.') ?? ''}`);
  return statement.data;
}

function isBy(key: Key, payload: Buffer, signature: string): boolean {
  try {
    return verify(digestName(key), encoded(payload), key.key, Buffer.from(signature, 'base64'));
  } catch {
    // A signature that can't be read is none.
    return false;
  }
}

/** Ed25519 has its own digest. */
function digestName({ key }: Key): string | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

/** DSSE's pre-authentication encoding. */
function encoded(payload: Buffer): Buffer {
  const head = `DSSEv1 ${String(Buffer.byteLength(payloadType))} ${payloadType} ${String(payload.length)} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(file, 'a document that is no JSON, or ends early');
  }
}

function invalid(file: string, got: string): SekishoError {
  return new SekishoError({
    code: 'EVIDENCE_INVALID',
    what: 'the evidence can not be read',
    file,
    got,
    expected: 'evidence as `sekisho plan` writes it',
    fix: 'take the file of the reviewed plan as it was written, or plan again',
  });
}

function unsigned(file: string, got: readonly string[], keys: readonly Key[]): SekishoError {
  const short = (id: string): string => id.slice(0, 16);
  return new SekishoError({
    code: 'EVIDENCE_UNSIGNED',
    what: 'no key that is trusted here has signed this evidence, or it was changed afterwards',
    file,
    got: `signature by ${got.map(short).join(', ')}`,
    expected: `signature by ${keys.map(({ id }) => short(id)).join(' or ')}`,
    fix: 'take the evidence of the reviewed plan as it was written; to trust another key, name it',
  });
}
