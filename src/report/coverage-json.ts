import type { Coverage, CoveredRequirement } from './coverage.ts';
import { jsonText } from './json.ts';
import type { Language } from './renderer.ts';

/** The coverage for programs: schema `sekisho.coverage/v1`. Keys may be added, never changed. */
export function renderCoverageJson(coverage: Coverage, { language }: { readonly language: Language }): string {
  const { articles, requirements, controls, report } = coverage;
  const idsOf = (verdict: CoveredRequirement['verdict']): readonly string[] =>
    requirements.filter((one) => one.verdict === verdict).map(({ requirement }) => requirement.id);
  return jsonText({
    schema: 'sekisho.coverage/v1',
    stage: report.stage,
    summary: {
      resources: report.summary.resources,
      requirements: requirements.length,
      served: requirements.filter((one) => one.controls.length > 0).length,
      unserved: idsOf('unserved').length,
      people: idsOf('people').length,
      attested: requirements.filter(({ vouching }) => vouching?.state === 'valid').length,
    },
    articles,
    requirements: requirements.map(({ requirement, verdict, controls: serving, vouching }) => ({
      id: requirement.id,
      title: requirement.title[language],
      articles: requirement.articles,
      basis: requirement.basis,
      confidence: requirement.confidence,
      severity: requirement.severity,
      stages: requirement.stages,
      verdict,
      controls: serving,
      attestation: vouching,
    })),
    controls: controls.map(({ title, ...control }) => ({ ...control, title: title[language] })),
    unserved: idsOf('unserved'),
    partial: report.partial,
    tool: report.tool,
    now: report.now,
  });
}
