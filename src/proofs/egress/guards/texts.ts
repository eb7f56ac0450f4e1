import type { LocalText } from '../../../policy/catalog.ts';

export function text(en: string, ja: string): LocalText {
  return { en, ja };
}
