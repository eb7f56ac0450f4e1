import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../../../src/configuration/configuration.ts';
import { readConfiguration } from '../../../../src/configuration/read-configuration.ts';
import { proveEgress } from '../../../../src/prove-egress.ts';
import { findModules } from '../../../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../../../src/sources/load-sources.ts';
import type { EgressZone } from '../../../../src/verdict/egress-report.ts';
import { findStack, synthesizeEstate } from '../../../stacks/synthesize-estate.ts';

export type Json = Record<string, unknown>;

/** Stacks by name, as Terraform reads them; a test may change them. */
export type Stacks = Record<string, Json>;

/** Our production stacks of the zone: its guards, its boundary, and what lies inside. */
export function closedStacks(): Stacks {
  const all = synthesizeEstate();
  return structuredClone({
    'guardrails-prd': { ...findStack(all, 'guardrails-prd').json },
    'foundation-prd': { ...findStack(all, 'foundation-prd').json },
    'isolated-prd': { ...findStack(all, 'isolated-prd').json },
  });
}

const attestations = ['RSL-PHY-01', 'RSL-PHY-02', 'RSL-HUM-02'].map((requirement) => ({
  requirement,
  statement: 'inspected',
  by: 'Security officer',
  evidence: 'minutes',
  attestedOn: '2026-11-01',
  validUntil: '2026-12-31',
}));

export const vouchedFor: Configuration = { ...readConfiguration('sekisho.yaml'), attestations };

/** The proof of the production zone over the stacks. */
export function proveZoneOf(stacks: Stacks, configuration = vouchedFor, now = '2026-11-24T00:00:00Z'): EgressZone {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-egress-'));
  try {
    for (const [name, json] of Object.entries(stacks)) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'cdk.tf.json'), JSON.stringify(json));
    }
    const { zones } = proveEgress(
      loadJsonSources(findModules(Object.keys(stacks).map((name) => join(directory, name)))),
      {
        configuration,
        zone: 'remote-sensing-prd',
        assumedZone: null,
        now: new Date(now),
        partial: [],
        toolVersion: '0',
      },
    );
    const [zone] = zones;
    if (zone === undefined) throw new Error('expected the proof of one zone, got none');
    return zone;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The exits whose verdict or list of gaps is another one, and to what: `E2 weak`. */
export function changes(before: EgressZone, after: EgressZone): readonly string[] {
  return after.exits.flatMap((exit, at) => {
    const earlier = before.exits[at];
    const same =
      earlier?.verdict === exit.verdict &&
      earlier.missing.length === exit.missing.length &&
      earlier.unknown.length === exit.unknown.length;
    return same ? [] : [`${exit.id} ${exit.verdict}`];
  });
}
