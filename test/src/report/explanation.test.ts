import { describe, expect, test } from 'vitest';
import { SekishoError } from '../../../src/errors.ts';
import type { Catalog } from '../../../src/policy/catalog.ts';
import { awsExits } from '../../../src/proofs/egress/aws/aws-exits.ts';
import { allExits } from '../../../src/proofs/egress/exits/all-exits.ts';
import { controlsRenderers } from '../../../src/report/controls-table.ts';
import { findingDocument } from '../../../src/report/document.ts';
import { explanationRenderers } from '../../../src/report/explain.ts';
import { type Explanation, explainFinding, explainId, isFingerprint } from '../../../src/report/explanation.ts';
import { commonFormats, languages } from '../../../src/report/renderer.ts';
import { aControl, aFinding, aRequirement, theLook } from './report-builder.ts';

const provision = aRequirement();
const orders = aRequirement({
  id: 'RSL-ORD-02',
  title: { en: 'Orders are obeyed', ja: '命令に従う' },
  articles: ['Act 77/2016 Art.1', 'Act 77/2016 Art.19(1)'],
  basis: 'DERIVED',
  confidence: 'SECONDARY',
});
const training = aRequirement({
  id: 'METI-COM-04',
  act: 'meti',
  title: { en: 'People are trained', ja: '教育を行う' },
  articles: ['METI guideline Ver 2.0, 3.1'],
  basis: 'UNREAD',
  confidence: 'MEMORY',
  stages: ['people'],
});
const publicAccess = aControl();
const nat = aControl({
  id: 'network.nat',
  title: { en: 'Closed zones have no address translation', ja: '閉域にアドレス変換を置かない' },
  requirements: [],
  references: [],
  dataClasses: ['remote-sensing', 'ttc'],
  exits: ['E2', 'A4'],
});
const catalog: Catalog = { controls: [nat, publicAccess], requirements: [provision, orders, training], strings: [] };

function errorOf(action: () => unknown): SekishoError {
  try {
    action();
  } catch (error) {
    if (error instanceof SekishoError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const exits = new Set([...allExits, ...awsExits].map(({ id }) => id));

describe('explainId', () => {
  test.each([...exits])('knows the exit %s', (id) => {
    expect(explainId(id.toLowerCase(), catalog, exits)).toMatchObject({ kind: 'exit', exit: id });
  });

  test.each(['storage.public_access', ' STORAGE.public_access '])('finds a control by %j', (id) => {
    expect(explainId(id, catalog, exits)).toEqual({
      kind: 'control',
      control: publicAccess,
      requirements: [provision],
    });
  });

  test('finds a requirement with the controls that serve it', () => {
    expect(explainId('rsl-prov-01', catalog, exits)).toEqual({
      kind: 'requirement',
      requirement: provision,
      controls: [publicAccess],
    });
  });

  test.each(['Act 77/2016 Art.18', 'act 77/2016 article 18', 'Ａｃｔ 77/2016 Art. 18(3)'])(
    'finds an article by %j',
    (id) => {
      expect(explainId(id, catalog, exits)).toEqual({
        kind: 'article',
        article: id,
        requirements: [provision],
        controls: [publicAccess],
      });
    },
  );

  test('does not take Art.1 for the beginning of Art.18 or Art.19', () => {
    expect(explainId('Act 77/2016 Art.1', catalog, exits)).toMatchObject({ kind: 'article', requirements: [orders] });
  });

  test.each(['E2', 'a4'])('finds the controls that are bound to exit %s', (id) => {
    expect(explainId(id, catalog, exits)).toEqual({
      kind: 'exit',
      exit: id.toUpperCase(),
      controls: [nat],
      requirements: [],
    });
  });

  test('knows an exit to which no control is bound yet', () => {
    expect(explainId('E48', catalog, exits)).toEqual({ kind: 'exit', exit: 'E48', controls: [], requirements: [] });
  });

  test.each([
    ['storage.public_acess', 'did you mean `storage.public_access`?'],
    ['public', 'did you mean `storage.public_access`?'],
    ['RSL-PROV-1', 'did you mean `RSL-PROV-01`, `RSL-ORD-02`?'],
    ['E49', '`sekisho controls` lists every control with its requirements'],
    ['', '`sekisho controls` lists every control with its requirements'],
  ])('refuses %j and names what is near', (id, fix) => {
    const error = errorOf(() => explainId(id, catalog, exits));
    expect([error.code, error.parts.fix]).toEqual(['ID_UNKNOWN', fix]);
  });
});

describe('explainFinding', () => {
  const one = findingDocument(aFinding(), 'en');
  const twin = findingDocument(aFinding({ status: 'unknown' }), 'en');
  const other = findingDocument(aFinding({ fingerprint: 'ab12cd34ff'.padEnd(64, '0'), control: 'gone.control' }), 'en');

  test('finds all that share the fingerprint, by its beginning, in either case', () => {
    expect(explainFinding('AB12CD34EF', [one, other, twin], catalog)).toEqual({
      kind: 'finding',
      findings: [one, twin],
      control: publicAccess,
      requirements: [provision],
    });
  });

  test('explains a finding whose control is no longer in the catalogue', () => {
    expect(explainFinding('ab12cd34ff', [one, other], catalog)).toMatchObject({ findings: [other], control: null });
  });

  test('refuses a beginning that two findings share', () => {
    const error = errorOf(() => explainFinding('ab12cd34', [one, other], catalog));
    expect([error.code, error.parts.got]).toEqual([
      'FINGERPRINT_AMBIGUOUS',
      'ab12cd34ef5600000000, ab12cd34ff0000000000',
    ]);
  });

  test('refuses one that no finding has', () => {
    const error = errorOf(() => explainFinding('00000000', [one], catalog));
    expect([error.code, error.parts.got]).toEqual(['FINGERPRINT_UNKNOWN', '1 findings, none of which begins with it']);
  });

  test.each([
    ['ab12cd34', true],
    ['AB12CD34EF56', true],
    ['ab12cd3', false],
    ['E2', false],
    ['storage.public_access', false],
    ['a'.repeat(65), false],
  ])('takes %j for a fingerprint: %j', (id, expected) => {
    expect(isFingerprint(id)).toBe(expected);
  });
});

const explanations: Readonly<Record<string, Explanation>> = {
  control: explainId('storage.public_access', catalog, exits),
  'control-of-no-law': explainId('network.nat', catalog, exits),
  requirement: explainId('RSL-ORD-02', catalog, exits),
  'requirement-for-people': explainId('METI-COM-04', catalog, exits),
  article: explainId('Act 77/2016 Art.18', catalog, exits),
  exit: explainId('E2', catalog, exits),
  'waived-finding': explainFinding(
    'ab12cd34',
    [
      findingDocument(
        aFinding({
          status: 'waived',
          waiver: { reason: 'probe of the ground station', approver: 'sato@example.jp', expires: '2026-12-01' },
        }),
        'en',
      ),
    ],
    catalog,
  ),
  finding: explainFinding('ab12cd34', [findingDocument(aFinding(), 'en')], catalog),
};

describe.each(Object.entries(explanations))('the explanation of a %s', (name, explanation) => {
  for (const language of languages) {
    test(`is written in ${language} as the golden file shows`, async () => {
      const text = explanationRenderers.text(explanation, theLook({ language }));
      await expect(text).toMatchFileSnapshot(`__snapshots__/explain-${name}.${language}.txt`);
    });
  }

  test('is written as JSON as the golden file shows', async () => {
    const text = explanationRenderers.json(explanation, theLook());
    await expect(text).toMatchFileSnapshot(`__snapshots__/explain-${name}.en.json`);
  });
});

describe('the list of controls', () => {
  const extension = { text: 'txt', json: 'json' } as const;
  const low = aControl({ id: 'a.low', severity: 'low', title: { en: 'A low one', ja: '軽いもの' } });
  for (const language of languages) {
    for (const format of commonFormats) {
      test(`is written as ${format} in ${language} as the golden file shows`, async () => {
        const text = controlsRenderers[format]([low, publicAccess, nat], theLook({ language, verbose: true }));
        await expect(text).toMatchFileSnapshot(`__snapshots__/controls.${language}.${extension[format]}`);
      });
    }
  }
});
