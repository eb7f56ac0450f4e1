import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allowedResourceTypes } from '../../../src/configuration/allowed-resource-types.ts';
import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import { ConfigurationError } from '../../../src/configuration/mistake.ts';
import { parseConfiguration } from '../../../src/configuration/parse-configuration.ts';

const zone = `  - name: rs
    data_class: remote-sensing
    select: {projects: [rs-*]}
    allowed_places: [asia-northeast1]
`;
const minimum = `version: 1\nzones:\n${zone}`;
const waiver = `  - control: storage.location
    stack: net
    address: a.b
    article: Act 77/2016 Art.20
    reason: a test bucket
    author: sato
    approver: suzuki
    evidence: minutes 12
    expires: 2026-12-01
`;

/** What is said of each mistake, in the order of the file. */
function mistakesOf(text: string): readonly object[] {
  try {
    parseConfiguration(text, 'sekisho.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('a configuration', () => {
  it('is read in our words, with the places of its waivers', () => {
    const text = `version: 1
zones:
  - name: rs
    data_class: ttc
    select:
      projects: [projects/rs-prd]
      accounts: ["123456789012"]
      folders: [folders/77]
      stacks: [rs-*]
    allowed_places: [asia-northeast1]
    allowed_resource_types: [google_kms_*]
    handlers: [user:a@example.jp]
    room_networks: [203.0.113.16/28, '2001:db8::/48']
blocking_severities: [critical]
thresholds: {book_retention_days: 2000, waiver_days: {high: 7, medium: 8, low: 9}}
waivers:
${waiver}
${waiver.replace('address: a.b', 'address: a.c\n    attribute: location\n    element: US')}
attestations:
  - {requirement: R-1, statement: s, by: b, evidence: e, attested_on: 2026-01-01, valid_until: 2026-01-01}
`;
    const read = {
      control: 'storage.location',
      stack: 'net',
      article: 'Act 77/2016 Art.20',
      reason: 'a test bucket',
      author: 'sato',
      approver: 'suzuki',
      evidence: 'minutes 12',
      expires: '2026-12-01',
    };
    const { sha256, evidence, ...rest } = parseConfiguration(text, 'conf/sekisho.yaml');
    expect(evidence).toEqual(builtInConfiguration.evidence);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/u);
    expect(rest).toEqual({
      path: 'conf/sekisho.yaml',
      zones: [
        {
          name: 'rs',
          dataClass: 'ttc',
          select: { projects: ['rs-prd'], accounts: ['123456789012'], folders: ['77'], stacks: ['rs-*'] },
          allowedPlaces: ['asia-northeast1'],
          allowedResourceTypes: ['google_kms_*'],
          handlers: ['user:a@example.jp'],
          roomNetworks: ['203.0.113.16/28', '2001:db8::/48'],
        },
      ],
      blockingSeverities: ['critical'],
      thresholds: { bookRetentionDays: 2000, waiverDays: { high: 7, medium: 8, low: 9 } },
      waivers: [
        { ...read, address: 'a.b', attribute: null, element: null, source: 'conf/sekisho.yaml:17:5' },
        { ...read, address: 'a.c', attribute: 'location', element: 'US', source: 'conf/sekisho.yaml:27:5' },
      ],
      attestations: [
        {
          requirement: 'R-1',
          statement: 's',
          by: 'b',
          evidence: 'e',
          attestedOn: '2026-01-01',
          validUntil: '2026-01-01',
        },
      ],
    });
  });

  it('takes the built-in choices for what it does not say, and the closed list of types of its data class', () => {
    const { zones, path, sha256, ...rest } = parseConfiguration(minimum, 'sekisho.yaml');
    const { zones: none, path: nowhere, sha256: nothing, ...builtIn } = builtInConfiguration;
    expect([none, nowhere, nothing]).toEqual([[], null, null]);
    expect(path).toBe('sekisho.yaml');
    expect(sha256).not.toBeNull();
    expect(rest).toEqual(builtIn);
    expect(zones[0]?.allowedResourceTypes).toEqual(allowedResourceTypes['remote-sensing']);
    const business = parseConfiguration(minimum.replace('remote-sensing', 'business'), 'sekisho.yaml');
    expect(business.zones[0]?.allowedResourceTypes).toBeNull();
  });

  it('is the one of this repository', () => {
    const text = readFileSync(new URL('../../../sekisho.yaml', import.meta.url), 'utf8');
    expect(parseConfiguration(text, 'sekisho.yaml').zones.map((one) => one.dataClass)).toContain('remote-sensing');
  });
});

describe('a mistake', () => {
  it('is told with its line, what was expected and the nearest word; all of them at once, in the order of the file', () => {
    const text = minimum.replace('remote-sensing', 'remote-sensin').replace('select:', 'selekt:');
    expect(mistakesOf(`${text}wavers: []\n`)).toEqual([
      {
        code: 'CONFIGURATION_INVALID',
        what: '`zones[0].select` is missing',
        got: 'nothing',
        expected: 'a map of keys',
        fix: 'add `select`',
        file: 'sekisho.yaml:3:5',
        place: 'zones[0].select',
        ja: { what: '`zones[0].select` がない', expected: 'キーと値の組', fix: '`select` を加える' },
      },
      {
        code: 'CONFIGURATION_INVALID',
        what: '`zones[0].data_class` is not valid',
        got: '"remote-sensin"',
        expected: 'remote-sensing, ttc, evidence, business',
        fix: 'did you mean `remote-sensing`?',
        file: 'sekisho.yaml:4:17',
        place: 'zones[0].data_class',
        ja: {
          what: '`zones[0].data_class` が正しくない',
          expected: 'remote-sensing, ttc, evidence, business',
          fix: '`remote-sensing` の誤りではないか',
        },
      },
      {
        code: 'CONFIGURATION_INVALID',
        what: '`zones[0]` has no key `selekt`',
        got: 'selekt',
        expected: 'name, data_class, select, allowed_places, allowed_resource_types, handlers, room_networks',
        fix: 'did you mean `select`?',
        file: 'sekisho.yaml:5:5',
        place: 'zones[0].selekt',
        ja: { what: '`zones[0]` に `selekt` というキーはない', fix: '`select` の誤りではないか' },
      },
      {
        code: 'CONFIGURATION_INVALID',
        what: 'the configuration has no key `wavers`',
        got: 'wavers',
        expected: 'version, zones, blocking_severities, thresholds, waivers, attestations, evidence',
        fix: 'did you mean `waivers`?',
        file: 'sekisho.yaml:7:1',
        place: 'wavers',
        ja: { what: '設定に `wavers` というキーはない', fix: '`waivers` の誤りではないか' },
      },
    ]);
  });

  it('is shown with all others in the text of the error', () => {
    expect(() =>
      parseConfiguration(minimum.replace('version: 1', 'version: 2').replace('rs-*', ''), 'sekisho.yaml'),
    ).toThrow(
      [
        'error[CONFIGURATION_INVALID]: `version` is not valid',
        '  at       sekisho.yaml:1:10, version',
        '  got      2',
        '  expected 1',
        '  fix      write one of them',
        'error[CONFIGURATION_INVALID]: `zones[0].select` selects nothing',
        '  at       sekisho.yaml:5:13, zones[0].select',
        '  got      {"projects":[]}',
        '  expected at least one glob in projects, accounts, folders or stacks',
        '  fix      name what lies in the zone',
      ].join('\n'),
    );
  });

  it.each<[string, string, object]>([
    ['no version', minimum.replace('version: 1\n', ''), { what: '`version` is missing', fix: 'add `version`' }],
    ['no zones', 'version: 1\n', { what: '`zones` is missing', expected: 'a list' }],
    [
      'nothing filled in',
      'version: 1\nzones:\n',
      { what: '`zones` has the wrong type', fix: 'fill it in, or delete the key when it is optional' },
    ],
    ['an empty file', '', { what: 'the document has the wrong type', got: 'null', file: 'sekisho.yaml:1:1' }],
    ['a list', '- a\n', { what: 'the document has the wrong type', expected: 'a map of keys' }],
    [
      'a place in capitals',
      minimum.replace('asia-northeast1', 'ASIA-NORTHEAST1'),
      { file: 'sekisho.yaml:6:22', fix: 'write `asia-northeast1`' },
    ],
    [
      'one place without a list',
      minimum.replace('[asia-northeast1]', 'asia-northeast1'),
      { expected: 'a list', fix: 'make it a list: [asia-northeast1]' },
    ],
    ['no place', minimum.replace('[asia-northeast1]', '[]'), { expected: 'at least one region' }],
    [
      'a name with capitals',
      minimum.replace('name: rs', 'name: RS'),
      { expected: 'a name of lower-case letters, digits and hyphens' },
    ],
    [
      'an account without quotes',
      minimum.replace('projects: [rs-*]', 'accounts: [123456789012]'),
      { fix: 'put it in quotes: "123456789012"' },
    ],
    ['an empty glob', minimum.replace('[rs-*]', '[""]'), { place: 'zones[0].select.projects[0]' }],
    ['a glob that means all others', minimum.replace('[rs-*]', '["!rs"]'), { place: 'zones[0].select.projects[0]' }],
    ['no globs at all', minimum.replace('{projects: [rs-*]}', '{}'), { what: '`zones[0].select` selects nothing' }],
    [
      'the same zone twice',
      `${minimum}${zone}`,
      { what: '`zones[1]` repeats `zones[0]`', got: '"rs"', file: 'sekisho.yaml:7:11' },
    ],
    [
      'every type of a provider',
      `${minimum}    allowed_resource_types: [google_*]\n`,
      { place: 'zones[0].allowed_resource_types[0]' },
    ],
    ['every type', `${minimum}    allowed_resource_types: ['*']\n`, { place: 'zones[0].allowed_resource_types[0]' }],
    ['no type', `${minimum}    allowed_resource_types: []\n`, { expected: 'at least one type' }],
    ['everybody as a handler', `${minimum}    handlers: [allUsers]\n`, { place: 'zones[0].handlers[0]' }],
    ['a domain as a handler', `${minimum}    handlers: ['domain:example.jp']\n`, { place: 'zones[0].handlers[0]' }],
    ['a room without length', `${minimum}    room_networks: [203.0.113.16]\n`, { place: 'zones[0].room_networks[0]' }],
    ['a room too long', `${minimum}    room_networks: [203.0.113.16/33]\n`, { place: 'zones[0].room_networks[0]' }],
    [
      'a room that is no address',
      `${minimum}    room_networks: [203.0.113.256/28]\n`,
      { place: 'zones[0].room_networks[0]' },
    ],
    ['a room that is everywhere', `${minimum}    room_networks: ['::/0']\n`, { place: 'zones[0].room_networks[0]' }],
    ['an unknown severity', `${minimum}blocking_severities: [critical, hihg]\n`, { fix: 'did you mean `high`?' }],
    [
      'critical left out',
      `${minimum}blocking_severities: [high]\n`,
      { what: '`blocking_severities` leaves out critical' },
    ],
    [
      'nothing that blocks',
      `${minimum}blocking_severities: []\n`,
      { what: '`blocking_severities` leaves out critical' },
    ],
    [
      'books kept too short',
      `${minimum}thresholds: {book_retention_days: 1825}\n`,
      { got: '1825', expected: 'at least 1826 days: the law asks for five years (Act 77/2016 Art.12(2))' },
    ],
    ['half a day', `${minimum}thresholds: {book_retention_days: 1826.5}\n`, { expected: 'a whole number' }],
    ['waivers without end', `${minimum}thresholds: {waiver_days: {low: 367}}\n`, { expected: 'at most 366 days' }],
    ['waivers without life', `${minimum}thresholds: {waiver_days: {low: 0}}\n`, { expected: 'at least 1 day' }],
    [
      'waivers of critical controls',
      `${minimum}thresholds: {waiver_days: {critical: 1}}\n`,
      { what: '`thresholds.waiver_days` has no key `critical`' },
    ],
    [
      'a day that is none',
      `${minimum}waivers:\n${waiver.replace('2026-12-01', '2026-02-29')}`,
      { expected: 'a day of the calendar, YYYY-MM-DD', got: '"2026-02-29"' },
    ],
    ['no reason', `${minimum}waivers:\n${waiver.replace('a test bucket', '" "')}`, { place: 'waivers[0].reason' }],
    [
      'a control that can be none',
      `${minimum}waivers:\n${waiver.replace('storage.location', 'storage')}`,
      { place: 'waivers[0].control' },
    ],
    [
      'approved by oneself',
      `${minimum}waivers:\n${waiver.replace('suzuki', 'Sato')}`,
      { what: '`waivers[0].approver` is its own author', file: 'sekisho.yaml:14:15' },
    ],
    ['the same waiver twice', `${minimum}waivers:\n${waiver}${waiver}`, { what: '`waivers[1]` repeats `waivers[0]`' }],
    ['a key written twice', `${minimum}version: 1\n`, { what: 'a key is written twice', file: 'sekisho.yaml:7:1' }],
    ['broken YAML', 'version: [1\n', { what: 'the file is not valid YAML' }],
    ['two documents', `${minimum}---\n${minimum}`, { what: 'the file is not valid YAML' }],
    ['an unknown tag', `${minimum}waivers: !secret []\n`, { what: 'the file is not valid YAML' }],
    ['a merge key', 'version: 1\nzones: []\n<<: {waivers: []}\n', { what: 'the configuration has no key `<<`' }],
    ['a key of the language', `${minimum}__proto__: {}\n`, { what: 'the configuration has no key `__proto__`' }],
  ])('is refused: %s', (_, text, mistake) => {
    const mistakes = mistakesOf(text);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ code: 'CONFIGURATION_INVALID', ...mistake });
  });

  it('in days of an attestation that end before they start is refused', () => {
    const days = 'attested_on: 2026-01-02, valid_until: 2026-01-01';
    const text = `${minimum}attestations:\n  - {requirement: R, statement: s, by: b, evidence: e, ${days}}\n`;
    expect(mistakesOf(text)).toMatchObject([
      { what: '`attestations[0].valid_until` is before `attested_on`', expected: 'a day from 2026-01-02 on' },
    ]);
  });

  it('behind an alias is told at the nearest place that is known', () => {
    const aliased = `version: 1\nzones:\n${zone.replace('[rs-*]', '&p [RS X]')}${zone.replace('name: rs', 'name: two').replace('[rs-*]', '*p')}`;
    expect(mistakesOf(aliased)).toMatchObject([
      { place: 'zones[0].select.projects[0]', file: 'sekisho.yaml:5:28' },
      { place: 'zones[1].select.projects[0]', file: 'sekisho.yaml:9:24' },
    ]);
  });

  it('of too many aliases is refused before it fills the memory', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? '[x]' : `[${Array.from({ length: 9 }, () => `*l${level - 1}`).join(', ')}]`;
      return `l${level}: &l${level} ${inner}\n`;
    });
    expect(() => parseConfiguration(levels.join(''), 'sekisho.yaml')).toThrow(
      'plain YAML 1.2 with at most 100 aliases',
    );
  });

  it('of endless depth is refused', () => {
    const deep = `version: ${'['.repeat(100_000)}`;
    expect(() => parseConfiguration(deep, 'sekisho.yaml')).toThrow('error[CONFIGURATION_INVALID]');
  });
});
