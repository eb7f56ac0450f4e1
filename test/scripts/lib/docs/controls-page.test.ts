import { describe, expect, it } from 'vitest';
import { renderControlsPage } from '../../../../scripts/lib/docs/controls-page.ts';
import type { Control, Requirement } from '../../../../src/policy/catalog.ts';

const control: Control = {
  id: 'storage.public_access',
  title: { en: 'Stores | are not public', ja: '保管先を公開しない' },
  description: 'Anyone could read it.\n',
  references: ['https://example.jp/public'],
  severity: 'critical',
  requirements: ['RSL-PROV-01'],
  stages: ['synth', 'plan'],
  dataClasses: ['remote-sensing'],
  exits: ['E29'],
  messages: { public: { en: 'grants {role}', ja: '{role} を付与' } },
  remediation: { en: 'Remove it.', ja: '削除する。' },
  types: ['google_storage_bucket'],
  source: 'policies/controls/storage/public_access/public_access.rego',
};
const requirement: Requirement = {
  id: 'RSL-PROV-01',
  act: 'Act 77/2016',
  title: { en: 'Provision', ja: '提供' },
  text: { en: 'Provide to nobody else.', ja: '他に提供しない。' },
  articles: ['Art.18(3)'],
  basis: 'MIXED',
  confidence: 'VERIFIED',
  severity: 'critical',
  stages: ['synth'],
};

describe('renderControlsPage', () => {
  it('shows each control with its messages, fix, and the law with its basis', () => {
    const page = renderControlsPage({ controls: [control], requirements: [requirement] });
    expect(page.slice(page.indexOf('| control'))).toBe(`| control | severity | stages | what must hold |
| --- | --- | --- | --- |
| [storage.public_access](#storagepublic_access) | critical | synth, plan | Stores \\| are not public |

## storage.public_access

**Stores | are not public** / 保管先を公開しない

Anyone could read it.

Severity critical; judges zones of class remote-sensing; exits E29; source [policies/controls/storage/public_access/public_access.rego](../policies/controls/storage/public_access/public_access.rego).

It says:
- \`grants {role}\` / \`{role} を付与\`

Fix: Remove it. / 削除する。

Asked for by (in our words):
- RSL-PROV-01 (Act 77/2016 Art.18(3); MIXED, VERIFIED): Provide to nobody else. / 他に提供しない。

See <https://example.jp/public>
`);
  });

  it('throws when a control names a requirement that nobody declares', () => {
    expect(() => renderControlsPage({ controls: [control], requirements: [] })).toThrow(
      'expected requirement RSL-PROV-01 in policies/requirements, got none',
    );
  });
});
