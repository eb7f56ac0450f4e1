import { describe, expect, it } from 'vitest';
import { builtInControl, builtInControls, isBuiltIn } from '../../../src/verdict/built-in-controls.ts';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '').sort();

describe('the built-in controls', () => {
  it('are these, sorted, and no others', () => {
    expect(builtInControls.map((control) => [control.id, control.severity])).toEqual([
      ['attestation.expired', 'high'],
      ['waiver.invalid', 'high'],
      ['waiver.unused', 'medium'],
      ['zone.unjudged', 'critical'],
    ]);
    expect(builtInControls.map((control) => isBuiltIn(control.id))).toEqual([true, true, true, true]);
    expect(isBuiltIn('storage.location')).toBe(false);
  });

  it.each(builtInControls.map((control) => [control.id, control] as const))(
    '%s has every text in both languages',
    (_, control) => {
      const texts = [control.title, control.remediation, ...Object.values(control.messages)];
      for (const { en, ja } of texts) {
        expect(en).toMatch(/\S/u);
        expect(ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
      }
      for (const { en, ja } of Object.values(control.messages)) {
        const inJapanese = placeholders(ja);
        expect(
          placeholders(en).filter((name) => !inJapanese.includes(name) && name !== 'stack' && name !== 'address'),
        ).toEqual([]);
      }
      expect(control.description).toMatch(/\S/u);
    },
  );

  it('are found by their id, and nothing else is', () => {
    expect(builtInControl('waiver.unused').id).toBe('waiver.unused');
    expect(() => builtInControl('storage.location')).toThrow('no built-in control storage.location');
  });
});
