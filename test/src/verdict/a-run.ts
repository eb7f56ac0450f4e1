import { builtInConfiguration } from '../../../src/configuration/built-in-configuration.ts';
import type { Attestation, Configuration, Waiver } from '../../../src/configuration/configuration.ts';
import type { Resource } from '../../../src/estate/estate.ts';
import type { Catalog, Control, Requirement } from '../../../src/policy/catalog.ts';
import type { RawControl, RawFinding } from '../../../src/policy/raw-evaluation.ts';
import type { RawEvaluation } from '../../../src/verdict/raw-evaluation.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { decide, type VerdictOptions } from '../../../src/verdict/verdict.ts';

export const now = '2026-11-24T09:00:00.000Z';

export function aResource(id: string, rest: Partial<Resource> = {}): Resource {
  const [stack = '', ...address] = id.split('/');
  return {
    id,
    stack,
    address: address.join('/'),
    previousAddress: null,
    type: 'google_storage_bucket',
    mode: 'managed',
    actions: ['create'],
    replacePaths: [],
    values: {},
    before: null,
    references: new Map(),
    undeclared: [],
    provider: { key: 'google', values: {} },
    lifecycle: null,
    provisioners: [],
    inlineWaivers: [],
    location: null,
    createdBy: null,
    constructPath: null,
    ...rest,
  };
}

export function aControl(id: string, rest: Partial<Control> = {}): Control {
  return {
    id,
    title: { en: `title of ${id}`, ja: `${id} の題` },
    description: '',
    references: [],
    severity: 'high',
    requirements: ['RSL-1'],
    stages: ['synth', 'plan', 'apply'],
    dataClasses: [],
    exits: [],
    messages: {
      bad: { en: 'bad: {value}', ja: '不可: {value}' },
      unsure: { en: 'not known here', ja: 'ここでは不明' },
    },
    remediation: { en: 'mend it', ja: '直す' },
    types: [],
    source: '',
    ...rest,
  };
}

const requirement: Requirement = {
  id: 'RSL-1',
  act: 'rsl',
  title: { en: '', ja: '' },
  text: { en: '', ja: '' },
  articles: ['Act 77/2016 Art.18(3)', 'Act 77/2016 Art.20'],
  basis: 'MIXED',
  confidence: 'VERIFIED',
  severity: 'high',
  stages: ['synth'],
};

export function aFinding(resource: string, rest: Partial<RawFinding> = {}): RawFinding {
  return { resource, key: 'bad', attribute: 'location', element: null, args: { value: 'US' }, ...rest };
}

export function aResult(id: string, rest: Partial<RawControl> = {}): RawControl {
  return {
    id,
    resources: ['net/a.b'],
    violations: [],
    unknowns: [],
    discharges: [],
    error: null,
    needsZoneButUnplaced: false,
    ...rest,
  };
}

export function aWaiver(rest: Partial<Waiver> = {}): Waiver {
  return {
    control: 'storage.location',
    stack: 'net',
    address: 'a.b',
    attribute: null,
    article: 'Act 77/2016 Art.20',
    reason: 'a test bucket',
    author: 'sato',
    approver: 'suzuki',
    evidence: 'minutes 12',
    expires: '2026-12-01',
    source: 'sekisho.yaml:12:5',
    ...rest,
  };
}

export function anAttestation(rest: Partial<Attestation> = {}): Attestation {
  return {
    requirement: 'RSL-1',
    statement: 'the room is locked',
    by: 'tanaka',
    evidence: 'photo 3',
    attestedOn: '2026-01-01',
    validUntil: '2026-12-31',
    ...rest,
  };
}

export interface RunParts {
  readonly resources?: readonly Resource[];
  readonly controls?: readonly Control[];
  readonly results?: readonly RawControl[];
  readonly evaluation?: Partial<RawEvaluation>;
  readonly configuration?: Partial<Configuration>;
  readonly options?: Partial<VerdictOptions>;
}

/** The report of a run at plan with one resource `net/a.b` and one control `storage.location`, changed as the parts say. */
export function reportOf(parts: RunParts = {}): Report {
  const resources = parts.resources ?? [aResource('net/a.b')];
  const catalog: Catalog = {
    controls: parts.controls ?? [aControl('storage.location')],
    requirements: [requirement],
    strings: [],
  };
  const input: RawEvaluation = {
    controls: parts.results ?? [aResult('storage.location')],
    resourceCount: resources.length,
    inputs: [],
    blindSpots: [],
    stacks: [...new Set(resources.map((resource) => resource.stack))],
    resources,
    resourceById: (id) => resources.find((resource) => resource.id === id),
    zoneOf: () => 'rs',
    policy: { sha256: 'p', opa: '1.22.1' },
    toolVersion: '0.1.0',
    ...parts.evaluation,
  };
  const configuration = { ...builtInConfiguration, ...parts.configuration };
  return decide(input, configuration, catalog, { stage: 'plan', now, partial: [], ...parts.options });
}

/** What most tests are about: verdict, exit code, and per finding its control, status and whether it blocks. */
export function essence(report: Report): readonly (readonly unknown[])[] {
  return [
    [report.verdict, report.exitCode],
    ...report.findings.map((finding) => [finding.control, finding.status, finding.blocking]),
  ];
}
