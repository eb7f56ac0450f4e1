import { verify } from 'node:crypto';
import { z } from 'zod';
import { SekishoError } from '../errors.ts';
import { canonicalJson } from './canonical.ts';
import { digestName, type Key } from './keys.ts';
import type { Signer } from './signers/signer.ts';

/** https://github.com/secure-systems-lab/dsse: what is signed is type and bytes, so that no reader has to agree on JSON first. */
const payloadType = 'application/vnd.in-toto+json';

const envelopeSchema = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })).min(1),
});

type Envelope = z.infer<typeof envelopeSchema>;

export interface Opened {
  readonly payload: unknown;
  /** Those of the keys asked for that have signed it; at least one. */
  readonly signedBy: readonly Key[];
}

/** Signs a value; the text of a DSSE envelope. */
export async function signEnvelope(value: unknown, signer: Signer): Promise<string> {
  const payload = Buffer.from(canonicalJson(value));
  const signatures = [await signatureOf(payload, signer)];
  return textOf({ payloadType, payload: payload.toString('base64'), signatures });
}

/** The same envelope with one more signature; what was signed stays byte for byte. Throws a SekishoError when it is no envelope. */
export async function addSignature(text: string, file: string, signer: Signer): Promise<string> {
  const envelope = readEnvelope(text, file);
  const own = await signatureOf(Buffer.from(envelope.payload, 'base64'), signer);
  const others = envelope.signatures.filter(({ keyid }) => keyid !== own.keyid);
  return textOf({ ...envelope, signatures: [...others, own] });
}

/** What an envelope holds and who of the keys has signed it. Throws a SekishoError when none has, or when a byte of it was changed. */
export function openEnvelope(text: string, file: string, keys: readonly Key[]): Opened {
  const envelope = readEnvelope(text, file);
  const payload = Buffer.from(envelope.payload, 'base64');
  const signedBy = keys.filter((key) => envelope.signatures.some(({ sig }) => isBy(key, payload, sig)));
  if (signedBy.length > 0) return { payload: parse(payload.toString('utf8'), file), signedBy };
  throw unsigned(
    file,
    envelope.signatures.map(({ keyid }) => keyid),
    keys,
  );
}

async function signatureOf(payload: Buffer, signer: Signer): Promise<Envelope['signatures'][number]> {
  const signature = await signer.sign(encoded(payload));
  return { keyid: signer.id, sig: signature.toString('base64') };
}

function textOf(envelope: Envelope): string {
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

function readEnvelope(text: string, file: string): Envelope {
  const envelope = envelopeSchema.safeParse(parse(text, file));
  if (envelope.success) return envelope.data;
  throw envelopeInvalid(file, 'a document that is no DSSE envelope of an in-toto statement');
}

function isBy(key: Key, payload: Buffer, signature: string): boolean {
  try {
    return verify(digestName(key), encoded(payload), key.key, Buffer.from(signature, 'base64'));
  } catch {
    // A signature that can't be read is none.
    return false;
  }
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
    throw envelopeInvalid(file, 'a document that is no JSON, or ends early');
  }
}

/** What can't be read is no evidence. */
export function envelopeInvalid(file: string, got: string): SekishoError {
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
    expected:
      keys.length === 0
        ? 'a trusted key; there is none'
        : `signature by ${keys.map(({ id }) => short(id)).join(' or ')}`,
    fix: 'take the evidence of the reviewed plan as it was written; to trust another key, name it',
  });
}
