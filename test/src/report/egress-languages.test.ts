import { describe, expect, it } from 'vitest';
import { awsExits } from '../../../src/proofs/egress/aws/aws-exits.ts';
import { allExits } from '../../../src/proofs/egress/exits/all-exits.ts';
import { closedStacks, proveZoneOf } from '../proofs/egress/closed-zone.ts';
import { add } from '../proofs/egress/edit-stacks.ts';
import { project, tryOnly } from '../proofs/egress/try-only.ts';

interface Texts {
  readonly en: string;
  readonly ja: string;
}

/** Every text in two languages in a value, however deep. */
function textsIn(value: unknown): readonly Texts[] {
  if (typeof value !== 'object' || value === null) return [];
  const { en, ja } = value as Partial<Texts>;
  const own = typeof en === 'string' && typeof ja === 'string' ? [{ en, ja }] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

/** Names that are written alike in both languages. */
const names = new Set(['Transit gateway']);

/** Sentences of English, `word word`, whose Japanese has no Japanese letter. */
function untranslated(value: unknown): readonly string[] {
  const left = textsIn(value).filter(
    ({ en, ja }) => /[a-z] [a-z]/u.test(en) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(ja),
  );
  return [...new Set(left.map(({ en }) => en))].filter((text) => !names.has(text));
}

describe('what people read of the proof', () => {
  it('is in Japanese too: every row of the table of exits', () => {
    const rows = [...allExits, ...awsExits];
    expect(textsIn(rows).length).toBeGreaterThan(500);
    expect(untranslated(rows)).toEqual([]);
  });

  it('is in Japanese too: what stands, what is missing, what would decide, and each hop of a way out', () => {
    const stacks = closedStacks();
    tryOnly(stacks);
    add('google_compute_route', 'd', {
      dest_range: '0.0.0.0/0',
      next_hop_instance: '${var.x}',
      network: '${google_compute_network.ClosedNetwork_AD875D20.id}',
      name: 'd',
      project,
    })(stacks);
    const zone = proveZoneOf(stacks);
    expect(zone.paths.flatMap(({ via }) => via).length).toBeGreaterThan(3);
    expect(untranslated(zone)).toEqual([]);
  });
});
