import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/evidence/envelope.ts';
import { readPublicKey, readSigningKey } from '../../../src/evidence/keys.ts';
import { fileSigner } from '../../../src/evidence/signers/file-signer.ts';
import { predicateType, statementOf, statementType } from '../../../src/evidence/statement.ts';
import { temporaryFolder } from '../gate/support/temporary-project.ts';
import { evidence, keyPair } from './support/evidence.ts';

describe('an envelope', () => {
  it.each(['ed25519', 'ec'] as const)('is opened with the other half of the %s key that sealed it', async (kind) => {
    const keys = keyPair(temporaryFolder(), kind);
    const text = await seal(statementOf(evidence()), fileSigner(keys.sign));
    expect(unseal(text, 'file', [readPublicKey(keys.verify)])).toEqual({
      _type: statementType,
      subject: [
        { name: 'isolated.plan', digest: { sha256: '1'.repeat(64) } },
        { name: 'isolated.plan.json', digest: { sha256: '2'.repeat(64) } },
      ],
      predicateType,
      predicate: evidence(),
    });
  });

  it('is refused with any one bit of it flipped', async () => {
    const keys = keyPair(temporaryFolder());
    const text = await seal(statementOf(evidence()), fileSigner(keys.sign));
    const trusted = [readPublicKey(keys.verify)];
    const opened: number[] = [];
    const bytes = Buffer.from(text);
    const from = bytes.indexOf('"payload":') + 12;
    const to = bytes.indexOf('"signatures"') - 6;
    for (let at = from; at < to; at += 7) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8((bytes[at] ?? 0) ^ 1, at);
      // Base64 that decodes to the same bytes is the same payload.
      if (
        Buffer.from(flipped.subarray(from, to).toString(), 'base64').equals(
          Buffer.from(bytes.subarray(from, to).toString(), 'base64'),
        )
      )
        continue;
      try {
        unseal(flipped.toString('utf8'), 'file', trusted);
        opened.push(at);
      } catch (error) {
        expect(String(error)).toMatch(/EVIDENCE_(?:UNSIGNED|INVALID)/);
      }
    }
    expect([opened, to - from > 1000]).toEqual([[], true]);
  });

  it('is refused when an unknown key signed it, when it was cut off, and when it is about something else', async () => {
    const folder = temporaryFolder();
    const [mine, other] = [keyPair(folder, 'ed25519', 'mine'), keyPair(folder, 'ed25519', 'other')];
    const text = await seal(statementOf(evidence()), fileSigner(other.sign));
    const trusted = [readPublicKey(mine.verify)];
    expect(() => unseal(text, 'file', trusted)).toThrow('EVIDENCE_UNSIGNED');
    expect(() => unseal(text.slice(0, 300), 'file', trusted)).toThrow('EVIDENCE_INVALID');
    expect(() => unseal('{}', 'file', trusted)).toThrow('EVIDENCE_INVALID');
    expect(() => unseal(text, 'file', [])).toThrow('EVIDENCE_UNSIGNED');
    const foreign = { ...statementOf(evidence()), predicateType: 'https://slsa.dev/provenance/v1' } as never;
    const sealed = await seal(foreign, fileSigner(mine.sign));
    expect(() => unseal(sealed, 'file', trusted)).toThrow('EVIDENCE_INVALID');
    const more = { ...statementOf(evidence()), predicate: { ...evidence(), unheard: true } } as never;
    const unheard = await seal(more, fileSigner(mine.sign));
    expect(() => unseal(unheard, 'file', trusted)).toThrow('EVIDENCE_INVALID');
  });
});

describe('a key', () => {
  it.each(['rsa', 'secp384r1'] as const)('of kind %s is refused', (kind) => {
    const keys = keyPair(temporaryFolder(), kind);
    expect(() => readSigningKey(keys.sign)).toThrow('KEY_UNUSABLE');
    expect(() => readPublicKey(keys.verify)).toThrow('KEY_UNUSABLE');
  });

  it('that is missing, or no key, is refused', () => {
    expect(() => readPublicKey('/nowhere/key.pem')).toThrow('KEY_UNUSABLE');
    expect(() => readPublicKey(import.meta.filename)).toThrow('KEY_UNUSABLE');
  });
});
