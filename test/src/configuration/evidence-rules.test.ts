import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/configuration/mistake.ts';
import { parseConfiguration } from '../../../src/configuration/parse-configuration.ts';

const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

/** PEM as a YAML block at the depth of a key of a list. */
const block = (pem: string, indent: number): string =>
  `|\n${pem
    .trim()
    .split('\n')
    .map((line) => ' '.repeat(indent) + line)
    .join('\n')}`;

const withEvidence = (evidence: string): string => `version: 1\nzones: []\nevidence:\n${evidence}`;

function mistakesOf(evidence: string): readonly unknown[] {
  try {
    parseConfiguration(withEvidence(evidence), 'sekisho.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.mistakes.map(({ file, what, expected }) => [file, what, expected]);
    throw error;
  }
  return [];
}

describe('the rules of evidence', () => {
  it('are read in our words', () => {
    const text = `  required_for: [stg, edge-*]
  max_age_hours: 12
  keys:
    - name: ci
      public_key: ${block(publicKey, 8)}
      valid_until: 2027-03-31
  break_glass:
    max_hours: 2
    keys: [{name: alice, public_key: ${JSON.stringify(publicKey)}}]
  retention_ended:
    - {stack: a, address: b.c, ended_on: 2026-11-01, by: dave, evidence: minutes 7}
`;
    expect(parseConfiguration(withEvidence(text), 'sekisho.yaml').evidence).toEqual({
      requiredFor: ['stg', 'edge-*'],
      maximumAgeHours: 12,
      keys: [{ name: 'ci', publicKey, validUntil: '2027-03-31' }],
      breakGlass: { maximumHours: 2, keys: [{ name: 'alice', publicKey, validUntil: null }] },
      retentionEnded: [{ stack: 'a', address: 'b.c', endedOn: '2026-11-01', by: 'dave', evidence: 'minutes 7' }],
    });
  });

  it('are refused with a private key, a key of another kind, a life too long, and two persons with one key', () => {
    const key = (pem: string): string => `  keys: [{name: ci, public_key: ${JSON.stringify(pem)}}]\n`;
    const expected = 'a public key in PEM (-----BEGIN PUBLIC KEY-----), Ed25519 or ECDSA P-256';
    expect([mistakesOf(key(privateKey)), mistakesOf(key(rsa))]).toEqual(
      Array(2).fill([['sekisho.yaml:4:33', '`evidence.keys[0].public_key` is not valid', expected]]),
    );
    expect(() => parseConfiguration(withEvidence(key(privateKey)), 'sekisho.yaml')).toThrow('a text of 119 characters');
    expect(mistakesOf('  max_age_hours: 200\n  break_glass: {max_hours: 25}\n')).toEqual([
      ['sekisho.yaml:4:18', '`evidence.max_age_hours` is not valid', 'at most 168 hours'],
      [
        'sekisho.yaml:5:28',
        '`evidence.break_glass.max_hours` is not valid',
        'at most 24 hours: what lasts longer is a waiver',
      ],
    ]);
    const one = JSON.stringify(publicKey);
    const two = `  break_glass:\n    keys:\n      - {name: a, public_key: ${one}}\n      - {name: b, public_key: ${one}}\n`;
    expect(mistakesOf(two)).toEqual([
      [
        'sekisho.yaml:7:31',
        '`evidence.break_glass.keys[1]` repeats `evidence.break_glass.keys[0]`',
        'one person for each key',
      ],
    ]);
  });
});
