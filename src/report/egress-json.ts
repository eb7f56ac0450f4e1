import type { LocalText } from '../policy/catalog.ts';
import type { EgressExit, EgressReport, EgressStep, EgressZone } from '../verdict/egress-report.ts';
import { jsonText } from './json.ts';
import type { Language } from './renderer.ts';

/** The proof for programs: `sekisho.egress/v1` for one zone; several zones are its documents in `zones`. */
export function renderEgressJson(report: EgressReport, { language }: { readonly language: Language }): string {
  const documents = report.zones.map((zone) => zoneDocument(zone, report, language));
  const [only] = documents;
  return jsonText(
    documents.length === 1 && only !== undefined ? only : { schema, exitCode: report.exitCode, zones: documents },
  );
}

const schema = 'sekisho.egress/v1';

function zoneDocument(zone: EgressZone, report: EgressReport, language: Language): object {
  const { stage, now, partial, toolVersion } = report;
  return {
    schema,
    zone: zone.zone,
    verdict: zone.verdict,
    exitCode: zone.exitCode,
    stage,
    summary: { resources: zone.resources, ...countOf(zone.exits) },
    exits: zone.exits.map((exit) => exitDocument(exit, language)),
    paths: zone.paths.map((path) => ({ ...path, via: path.via.map((step) => stepDocument(step, language)) })),
    ...(zone.deleted.length === 0 ? {} : { deleted: zone.deleted }),
    ...(zone.redundant === undefined ? {} : { redundant: zone.redundant.map(({ address }) => address) }),
    ...(zone.changes === undefined ? {} : { changes: zone.changes }),
    partial,
    tool: { version: toolVersion },
    now,
  };
}

function countOf(exits: readonly EgressExit[]): Readonly<Record<string, number>> {
  const verdicts = ['closed', 'weak', 'open', 'unknown', 'attested'] as const;
  return Object.fromEntries(
    verdicts.map((verdict) => [verdict, exits.filter((exit) => exit.verdict === verdict).length]),
  );
}

function exitDocument(exit: EgressExit, language: Language): object {
  const say = (text: LocalText): string => text[language];
  return {
    id: exit.id,
    title: say(exit.title),
    verdict: exit.verdict,
    proof: exit.proof,
    by: [...new Set(exit.by.map(({ address }) => address))],
    missing: exit.missing.map(({ text }) => say(text)),
    unknown: exit.unknown.map(({ address, attribute, decides }) => ({ address, attribute, decides: say(decides) })),
    after: exit.after.map(({ probe, due }) => ({ probe: say(probe), due: say(due) })),
    attested: exit.attested,
    path: exit.path.map((step) => stepDocument(step, language)),
  };
}

function stepDocument({ address, why, location }: EgressStep, language: Language): object {
  return { address, why: why[language], location };
}
