import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { searchOpa } from '../../../../scripts/lib/opa.ts';
import { buildPolicies } from '../../../../scripts/lib/policies/build.ts';

const project = fileURLToPath(new URL('../../../../policies', import.meta.url));
const search = searchOpa();
const opa = 'path' in search ? search.path : '';

const control = `# METADATA
# title: Buckets have a colour
# description: Because.
# related_resources:
#   - ref: https://example.com/colour
# custom:
#   title_ja: バケットに色がある
#   severity: low
#   requirements: [RSL-KEY-01]
#   stages: [synth]
#   messages:
#     grey: {en: "is {colour}", ja: "{colour} である"}
#   remediation: {en: "Paint it.", ja: "塗る。"}
package controls.storage.colour

import data.lib.estate
import data.lib.finding

resources contains rc.id if some rc in estate.planned("google_storage_bucket")

violations contains finding.of(rc, "grey", "colour", {"colour": colour}) if {
	some rc in estate.planned("google_storage_bucket")
	colour := rc.values.colour
	not colour in {"red"}
}

unknowns contains finding.of(rc, "grey", "colour", {"colour": "?"}) if {
	some rc in estate.planned("aws_s3_bucket")
	estate.has_unknown(rc.values, "colour")
}
`;
const tests = `package controls.storage.colour_test

test_fails_a if true

test_passes_a if true

test_unknown_a if true

test_not_applicable_a if true
`;

describe('building the policies', () => {
  let policies = '';
  beforeEach((context) => {
    if ('missing' in search) context.skip(search.missing);
    policies = mkdtempSync(join(tmpdir(), 'sekisho-build-'));
    for (const name of ['capabilities.json', 'canary.rego', 'requirements', 'lib/estate', 'lib/finding']) {
      cpSync(join(project, name), join(policies, name), { recursive: true });
    }
    mkdirSync(join(policies, 'controls/storage/colour'), { recursive: true });
  });
  afterEach(() => {
    rmSync(policies, { recursive: true, force: true });
  });

  const write = (rego: string, regoTests: string | null = tests): void => {
    writeFileSync(join(policies, 'controls/storage/colour/colour.rego'), rego);
    if (regoTests !== null) writeFileSync(join(policies, 'controls/storage/colour/colour_test.rego'), regoTests);
  };
  const problem = (): string => {
    try {
      buildPolicies(opa, policies);
    } catch (error) {
      return String(error);
    }
    return 'no problem';
  };

  test('puts everything that a control declares into the catalog', () => {
    write(control);
    const catalog: unknown = JSON.parse(String(buildPolicies(opa, policies).get('catalog.json')));
    expect(catalog).toMatchObject({
      controls: [
        {
          id: 'storage.colour',
          title: { en: 'Buckets have a colour', ja: 'バケットに色がある' },
          description: 'Because.',
          references: ['https://example.com/colour'],
          severity: 'low',
          requirements: ['RSL-KEY-01'],
          stages: ['synth'],
          dataClasses: [],
          exits: [],
          messages: { grey: { en: 'is {colour}', ja: '{colour} である' } },
          remediation: { en: 'Paint it.', ja: '塗る。' },
          types: ['aws_s3_bucket', 'google_storage_bucket'],
          source: 'policies/controls/storage/colour/colour.rego',
        },
      ],
    });
    expect(catalog).toHaveProperty('strings', expect.arrayContaining(['colour', 'google_storage_bucket', 'red']));
  });

  test('digests every source in the manifest, and no test', () => {
    write(control);
    const manifest: unknown = JSON.parse(String(buildPolicies(opa, policies).get('manifest.json')));
    expect(manifest).toMatchObject({ opa: '1.22.1' });
    const { sources } = manifest as { sources: Record<string, string> };
    expect(Object.keys(sources)).toEqual([
      'policies/canary.rego',
      'policies/capabilities.json',
      'policies/controls/storage/colour/colour.rego',
      'policies/lib/estate/estate.rego',
      'policies/lib/finding/finding.rego',
      ...['exp', 'meti', 'rsl', 'saa', 'uaa'].map((act) => `policies/requirements/${act}.yaml`),
    ]);
  });

  const broken: readonly (readonly [what: string, from: string, to: string, says: string])[] = [
    ['an unknown severity', 'severity: low', 'severity: grave', 'custom.severity'],
    ['a missing Japanese title', '#   title_ja: バケットに色がある\n', '', 'custom.title_ja'],
    ['a message without Japanese', ', ja: "{colour} である"', '', 'custom.messages.grey.ja'],
    ['an unknown field', '#   severity: low', '#   severity: low\n#   owner: me', 'Unrecognized key: "owner"'],
    ['an unknown requirement', 'RSL-KEY-01', 'RSL-KEY-99', 'requirement RSL-KEY-99 does not exist'],
    ['an unknown stage', 'stages: [synth]', 'stages: [people]', 'custom.stages'],
    ['an undeclared message', '"grey", "colour", {"colour": colour}', '"gray", "colour", {}', '`gray` is not declared'],
    ['an unused message', '#     grey:', '#     blue: {en: "a", ja: "b"}\n#     grey:', '`blue` is not used'],
    [
      'a place in one language only',
      'ja: "{colour} である"',
      'ja: "である"',
      '`grey` has {colour} in one language only',
    ],
    [
      'a place without an argument',
      '{"colour": colour}',
      '{"tint": colour}',
      '`grey` needs {colour}, which args lacks',
    ],
    [
      'another package',
      'package controls.storage.colour',
      'package controls.storage.tint',
      'Fix: package controls.storage.colour',
    ],
    ['a rule that is no document', 'unknowns contains', 'doubts contains', 'has no rule `unknowns`'],
    [
      'a comparison with a missing field',
      'not colour in {"red"}',
      'rc.values.tint != "red"',
      'rc.values.tint != "red"',
    ],
    [
      'a negated call on a missing field',
      'not colour in {"red"}',
      'not rc.values.tint in {"red"}',
      'not rc.values.tint in {"red"}',
    ],
    [
      'a built-in that needs a host',
      'not colour in {"red"}',
      'sprintf("%s", [colour]) == "red"',
      'undefined function sprintf',
    ],
    ['a template text', 'not colour in {"red"}', '$"{colour}" == "red"', 'template'],
    [
      'an import of another control',
      'import data.lib.finding',
      'import data.lib.finding\nimport data.controls.x.y',
      'imports controls.x.y',
    ],
    ['what is not Rego', 'resources contains', 'resources containz', 'rego_parse_error'],
  ];
  test.each(broken)('rejects %s', (_what, from, to, says) => {
    expect(control).toContain(from);
    write(control.replace(from, to));
    expect(problem()).toContain(says);
  });

  test('rejects a control without tests, and one without a kind of test', () => {
    write(control, null);
    expect(problem()).toContain('has no tests. Fix: write policies/controls/storage/colour/colour_test.rego');
    write(control, tests.replace('test_unknown_a', 'test_other'));
    expect(problem()).toContain('has no test of the kind unknown');
  });

  test('rejects a folder without controls, and Rego that lies elsewhere', () => {
    expect(problem()).toContain('no control found');
    write(control);
    writeFileSync(join(policies, 'stray.rego'), 'package stray\n');
    expect(problem()).toContain('policies/stray.rego: lies at the wrong place');
  });

  test('says every problem at once', () => {
    write(
      control.replace('severity: low', 'severity: grave').replace('not colour in {"red"}', 'rc.values.tint != "red"'),
      null,
    );
    const said = problem();
    for (const part of ['custom.severity', 'has no tests', 'rc.values.tint']) expect(said).toContain(part);
    expect(readFileSync(join(policies, 'controls/storage/colour/colour.rego'), 'utf8')).toContain('grave');
  });
});
