import type { LocalText } from '../../../policy/catalog.ts';
import type { ExitRow, Obligation } from '../guard.ts';
import { text } from '../guards/texts.ts';

type Pair = readonly [en: string, ja: string];

/** A row as its author writes it: what most rows share may be left out. */
interface RowParts extends Pick<ExitRow, 'proof' | 'guards'> {
  readonly title: Pair;
  readonly story: Pair;
  readonly residual?: Pair;
  readonly hasPaths?: boolean;
  readonly after?: readonly Obligation[];
  readonly attestedBy?: readonly string[];
}

/** One row of the table of exits. */
export function exitRow(id: string, parts: RowParts): ExitRow {
  const { proof, guards, hasPaths = true, after = [], attestedBy = [] } = parts;
  const residual = parts.residual ?? (['none that is known', '知られているものはない'] as const);
  return {
    id,
    title: of(parts.title),
    proof,
    guards,
    hasPaths,
    after,
    attestedBy,
    story: of(parts.story),
    residual: of(residual),
  };
}

function of([en, ja]: Pair): LocalText {
  return text(en, ja);
}

/** A read-only probe that is due once the change is applied. */
export function afterApply(en: string, ja: string): Obligation {
  return { probe: text(en, ja), due: text('after apply', '適用後') };
}

/** A read-only probe that is due every day. */
export function daily(en: string, ja: string): Obligation {
  return { probe: text(en, ja), due: text('after apply, then daily', '適用後、以後毎日') };
}
