import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FindingIdentity, fingerprint, normaliseAttribute } from '../../../src/verdict/fingerprint.ts';

const whole: FindingIdentity = {
  control: 'storage.location',
  stack: 'net',
  address: 'module.m["k"].google_storage_bucket.raw[0]',
  attribute: 'encryption.0.default_kms_key_name',
  element: 'allUsers',
};

describe('a fingerprint', () => {
  it('never changes: baselines and comments of other people hold it', () => {
    expect(fingerprint(whole)).toBe('d9405f87d91cd0201e9bfe49d0ad0f89a63b4bd873cd18fdbabd731d19a5a7c4');
    expect(fingerprint({ ...whole, attribute: null, element: null })).toBe(
      'dac08d5a560ae072d2d2cd4a62b2f1d4b5541fd064a2736f30f1d4eeafc810d3',
    );
  });

  it('is the same however the path is written', () => {
    expect(fingerprint({ ...whole, attribute: 'encryption[0].default_kms_key_name' })).toBe(fingerprint(whole));
  });

  it.each<[string, Partial<FindingIdentity>]>([
    ['control', { control: 'storage.public' }],
    ['stack', { stack: 'prd' }],
    ['instance key', { address: 'module.m["k"].google_storage_bucket.raw[1]' }],
    ['block', { attribute: 'encryption.1.default_kms_key_name' }],
    ['element', { element: 'allAuthenticatedUsers' }],
  ])('differs by %s', (_, change) => {
    expect(fingerprint({ ...whole, ...change })).not.toBe(fingerprint(whole));
  });

  it('is shared by no two identities, wherever the parts are cut', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b') });
    const identity = fc.record({ control: part, stack: part, address: part, attribute: part, element: part });
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const equal = JSON.stringify(one) === JSON.stringify(other);
        expect(fingerprint(one) === fingerprint(other)).toBe(equal);
      }),
    );
  });
});

describe('an attribute path', () => {
  it.each([
    ['rule[0].action', 'rule.0.action'],
    ['rule.[0].action', 'rule.0.action'],
    ['labels["a b"]', 'labels.a b'],
    ["labels['x']", 'labels.x'],
    [' .rule.0. ', 'rule.0'],
    ['rule.0.action', 'rule.0.action'],
    ['', null],
    [null, null],
  ])('%s is %s', (written, normal) => {
    expect(normaliseAttribute(written)).toBe(normal);
  });
});
