import { describe, expect, it } from 'vitest';
import { parseControlDocument } from '../../../src/policy/control-document.ts';

const finding = { resource: 'a', key: 'bad' };
const whole = { resources: ['a'], violations: [], unknowns: [] };

describe('what a control may return', () => {
  it('fills what a finding may leave out', () => {
    expect(parseControlDocument({ ...whole, violations: [finding], helper: 1 })).toEqual({
      resources: ['a'],
      violations: [{ resource: 'a', key: 'bad', attribute: null, element: null, args: {} }],
      unknowns: [],
      discharges: [],
    });
  });

  it('keeps exit, path and arguments, and turns what is no scalar into text', () => {
    const path = [
      { address: 'x', why: 'y' },
      { address: 'z', why: { en: 'w', ja: 'ワ' } },
    ];
    const inBoth = [
      { address: 'x', why: { en: 'y', ja: 'y' } },
      { address: 'z', why: { en: 'w', ja: 'ワ' } },
    ];
    const rich = { ...finding, attribute: 'p', element: { a: 1 }, args: { n: 1, list: ['x'] }, exit: 'E1', path };
    const parsed = parseControlDocument({ ...whole, unknowns: [rich] });
    expect(parsed).toMatchObject({
      unknowns: [{ attribute: 'p', element: '{"a":1}', args: { n: 1, list: '["x"]' }, exit: 'E1', path: inBoth }],
    });
  });

  it.each([
    ['nothing', undefined],
    ['no resources', { violations: [], unknowns: [] }],
    ['resources that are no ids', { ...whole, resources: [{}] }],
    ['no violations', { resources: [], unknowns: [] }],
    ['no unknowns', { resources: [], violations: [] }],
    ['a finding without a resource', { ...whole, violations: [{ key: 'bad' }] }],
    ['a finding without a key', { ...whole, unknowns: [{ resource: 'a' }] }],
    ['a finding on what it did not judge', { ...whole, violations: [{ resource: 'b', key: 'bad' }] }],
    ['a path that is none', { ...whole, violations: [{ ...finding, path: ['x'] }] }],
    [
      'a reason in one language only',
      { ...whole, violations: [{ ...finding, path: [{ address: 'x', why: { en: 'y' } }] }] },
    ],
    ['a discharge without an attribute', { ...whole, discharges: [{ resource: 'a' }] }],
  ])('rejects %s with a sentence, never as a pass', (_name, document) => {
    expect(parseControlDocument(document)).toBeTypeOf('string');
  });
});
