import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../../../../src/evidence/statement.ts';

const digest = (letter: string): string => letter.repeat(64);

/** Evidence of a pass, with what differs. */
export function evidence(differs: Partial<Evidence> = {}): Evidence {
  return {
    schema: 'sekisho.evidence/v1',
    stack: 'isolated',
    decision: { verdict: 'pass', exitCode: 0, partial: [], waived: [], deferred: 0 },
    clock: '2026-11-24T09:00:00.000Z',
    digests: {
      plan: digest('1'),
      planJson: digest('2'),
      change: digest('3'),
      law: digest('9'),
      policy: digest('4'),
      configuration: digest('5'),
      waivers: digest('6'),
      attestations: digest('7'),
      synth: { isolated: digest('8') },
    },
    commit: 'c0ffee',
    state: { lineage: '8a4d', serial: 3 },
    reviewed: null,
    log: null,
    breakGlass: null,
    arguments: ['plan', '-input=false'],
    tools: { sekisho: '0.1.0', opa: '1.22.1', terraform: '1.11.4', providers: {} },
    approvers: ['alice'],
    ...differs,
  };
}

/** Writes a fresh pair of keys; paths of both halves. */
export function keyPair(
  folder: string,
  kind: 'ed25519' | 'ec' | 'secp384r1' | 'rsa' = 'ed25519',
  name = 'key',
): { readonly sign: string; readonly verify: string } {
  const pair =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: kind === 'ec' ? 'prime256v1' : 'secp384r1' });
  const paths = { sign: join(folder, `${name}.sign.pem`), verify: join(folder, `${name}.verify.pem`) };
  writeFileSync(paths.sign, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(paths.verify, pair.publicKey.export({ type: 'spki', format: 'pem' }));
  return paths;
}
