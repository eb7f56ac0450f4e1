import type { Control, Requirement } from '../policy/catalog.ts';
import type { Explanation } from './explanation.ts';
import { jsonText } from './json.ts';
import type { Language, LookOptions } from './renderer.ts';

/** An explanation for programs: schema `sekisho.explain/v1`, texts in one language. */
export function renderExplanationJson(explanation: Explanation, options: LookOptions): string {
  return jsonText({ schema: 'sekisho.explain/v1', ...explanationDocument(explanation, options.language) });
}

function explanationDocument(explanation: Explanation, language: Language): object {
  const requirement = (one: Requirement): object => requirementDocument(one, language);
  const control = (one: Control): object => controlDescription(one, language);
  switch (explanation.kind) {
    case 'control':
      return {
        kind: explanation.kind,
        control: control(explanation.control),
        requirements: explanation.requirements.map(requirement),
      };
    case 'requirement':
      return {
        kind: explanation.kind,
        requirement: requirement(explanation.requirement),
        controls: explanation.controls.map(control),
      };
    case 'finding':
      return {
        kind: explanation.kind,
        findings: explanation.findings,
        control: explanation.control === null ? null : control(explanation.control),
        requirements: explanation.requirements.map(requirement),
      };
    case 'article':
    case 'exit':
      return {
        kind: explanation.kind,
        id: explanation.kind === 'exit' ? explanation.exit : explanation.article,
        controls: explanation.controls.map(control),
        requirements: explanation.requirements.map(requirement),
      };
  }
}

/** Everything that the catalogue says of a control, in one language. */
export function controlDescription(control: Control, language: Language): object {
  const messages = Object.entries(control.messages).map(([key, text]) => [key, text[language]] as const);
  return {
    id: control.id,
    title: control.title[language],
    description: control.description.trim(),
    severity: control.severity,
    requirements: control.requirements,
    stages: control.stages,
    dataClasses: control.dataClasses,
    exits: control.exits,
    types: control.types,
    messages: Object.fromEntries(messages),
    remediation: control.remediation[language],
    references: control.references,
    source: control.source,
  };
}

function requirementDocument(requirement: Requirement, language: Language): object {
  const { id, act, title, text, articles, basis, confidence, severity, stages } = requirement;
  return { id, act, title: title[language], text: text[language], articles, basis, confidence, severity, stages };
}
