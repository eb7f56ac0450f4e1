import type { Control, Requirement } from '../policy/catalog.ts';
import { labelArticles } from './articles.ts';
import { cleanText, clipText, paragraphs, unfolded } from './clean-text.ts';
import type { FindingDocument } from './document.ts';
import type { Explanation } from './explanation.ts';
import { bullet, filled, heading, joined, labelled, type Page, pageFor } from './page.ts';
import type { LookOptions } from './renderer.ts';
import { addressOf, pathLines, placeOf, severityPaint, whereText } from './text-finding.ts';

const messageLimit = 2000;

/** An explanation for a person: what, why, the law with its basis, how to fix it. */
export function renderExplanationText(explanation: Explanation, options: LookOptions): string {
  const page = pageFor(options);
  return joined(linesOf(page, explanation));
}

function linesOf(page: Page, explanation: Explanation): readonly string[] {
  const { explain } = page.words;
  switch (explanation.kind) {
    case 'control':
      return [
        ...controlHead(page, explanation.control),
        ...controlBody(page, explanation.control, explanation.requirements),
      ];
    case 'requirement':
      return [
        title(page, explain.kind.requirement, explanation.requirement.id),
        ...requirementBody(page, explanation.requirement),
        ...controlList(page, explanation.controls, [explanation.requirement]),
      ];
    case 'article':
      return [
        title(page, explain.kind.article, explanation.article),
        ...requirementList(page, explanation.requirements),
        ...controlList(page, explanation.controls, explanation.requirements),
      ];
    case 'exit':
      return [
        title(page, explain.kind.exit, explanation.exit),
        ...controlList(page, explanation.controls, []),
        ...(explanation.requirements.length === 0 ? [] : requirementList(page, explanation.requirements)),
      ];
    case 'finding':
      return findingExplanation(page, explanation);
  }
}

function title(page: Page, kind: string, name: string): string {
  return `${page.colors.dim(kind)}  ${page.colors.bold(cleanText(name))}`;
}

function findingExplanation(page: Page, explanation: Extract<Explanation, { kind: 'finding' }>): readonly string[] {
  const { findings, control, requirements } = explanation;
  const [first] = findings;
  const remediation = control?.remediation[page.language] ?? first?.remediation ?? '';
  return [
    title(page, page.words.explain.kind.finding, first?.fingerprint ?? ''),
    ...findings.flatMap((finding) => findingBody(page, finding)),
    ...heading(page, page.words.explain.fix),
    ...filled(page, unfolded(remediation)),
    ...(control === null ? [] : ['', ...controlHead(page, control), ...why(page, control), ...scope(page, control)]),
    ...lawOf(page, requirements),
  ];
}

function findingBody(page: Page, finding: FindingDocument): readonly string[] {
  const { labels, status } = page.words;
  const { location, createdBy } = finding;
  return [
    '',
    ...filled(page, addressOf(finding), undefined, page.colors.bold),
    ...filled(page, whereText(page, finding)),
    ...filled(page, `${status[finding.status]}: ${clipText(finding.message, messageLimit)}`),
    ...waiverLines(page, finding),
    ...(location === null ? [] : labelled(page, labels.at, placeOf(location), page.colors.cyan)),
    ...(createdBy === null ? [] : labelled(page, labels.created, placeOf(createdBy))),
    ...labelArticles(page, finding.articles).flatMap((text, at) => labelled(page, at === 0 ? labels.law : '', text)),
    ...(finding.exit === undefined ? [] : labelled(page, labels.exit, cleanText(finding.exit))),
    ...pathLines(page, finding.path ?? []),
  ];
}

function waiverLines(page: Page, { waiver }: FindingDocument): readonly string[] {
  if (waiver === undefined) return [];
  const { expires, approver, reason } = waiver;
  const until = page.words.waivedUntil(cleanText(expires), cleanText(approver), clipText(reason, messageLimit));
  return filled(page, until);
}

function controlHead(page: Page, control: Control): readonly string[] {
  const severity = severityPaint(page, control.severity)(control.severity.toUpperCase());
  return [
    `${title(page, page.words.explain.kind.control, control.id)}  ${severity}`,
    ...filled(page, unfolded(control.title[page.language])),
  ];
}

function controlBody(page: Page, control: Control, requirements: readonly Requirement[]): readonly string[] {
  const { explain } = page.words;
  const messages = Object.entries(control.messages).map(
    ([key, text]) => `${cleanText(key)}: ${unfolded(text[page.language])}`,
  );
  return [
    ...why(page, control),
    ...lawOf(page, requirements),
    ...heading(page, explain.fix),
    ...filled(page, unfolded(control.remediation[page.language])),
    ...(messages.length === 0
      ? []
      : [...heading(page, explain.messages), ...messages.flatMap((text) => bullet(page, text))]),
    ...scope(page, control),
    ...(control.references.length === 0
      ? []
      : [
          ...heading(page, explain.references),
          ...control.references.flatMap((address) => bullet(page, cleanText(address))),
        ]),
    ...heading(page, explain.source),
    ...filled(page, cleanText(control.source)),
  ];
}

function why(page: Page, control: Control): readonly string[] {
  const texts = paragraphs(control.description);
  if (texts.length === 0) return [];
  return [...heading(page, page.words.explain.why), ...texts.flatMap((text) => filled(page, text))];
}

function scope(page: Page, control: Control): readonly string[] {
  const { explain } = page.words;
  const zones = control.dataClasses.length === 0 ? explain.everyZone : explain.zones(control.dataClasses.join(', '));
  const points = [
    zones,
    `${explain.stages}: ${control.stages.join(', ')}`,
    ...(control.exits.length === 0 ? [] : [`${explain.exits}: ${control.exits.join(', ')}`]),
    ...(control.types.length === 0 ? [] : [`${explain.types}: ${control.types.join(', ')}`]),
  ];
  return [...heading(page, explain.judges), ...points.flatMap((point) => bullet(page, cleanText(point)))];
}

function lawOf(page: Page, requirements: readonly Requirement[]): readonly string[] {
  const { explain } = page.words;
  if (requirements.length === 0) return [...heading(page, explain.law), ...filled(page, explain.noRequirements)];
  return [
    ...heading(page, explain.law),
    ...requirements.flatMap((requirement, at) => [
      ...(at === 0 ? [] : ['']),
      ...filled(page, requirementTitle(page, requirement), undefined, page.colors.bold),
      ...requirementLaw(page, requirement),
    ]),
  ];
}

function requirementBody(page: Page, requirement: Requirement): readonly string[] {
  return [
    ...filled(page, unfolded(requirement.title[page.language])),
    ...heading(page, page.words.explain.law),
    ...requirementLaw(page, requirement),
  ];
}

/** Our words for what is asked, the articles, and how far the law itself says it. */
function requirementLaw(page: Page, requirement: Requirement): readonly string[] {
  const { explain, basis, confidence } = page.words;
  return [
    ...filled(page, unfolded(requirement.text[page.language])),
    ...bullet(page, explain.ourWords),
    ...bullet(page, `${explain.articles}: ${cleanText(requirement.articles.join(', '))}`),
    ...bullet(page, `${explain.basis} ${requirement.basis}: ${basis[requirement.basis].long}`),
    ...bullet(page, `${explain.confidence} ${requirement.confidence}: ${confidence[requirement.confidence]}`),
  ];
}

function requirementList(page: Page, requirements: readonly Requirement[]): readonly string[] {
  const { explain } = page.words;
  return [
    ...heading(page, explain.requirements(requirements.length)),
    ...requirements.flatMap((requirement) => [
      '',
      ...filled(page, requirementTitle(page, requirement), undefined, page.colors.bold),
      ...requirementLaw(page, requirement),
    ]),
  ];
}

function controlList(page: Page, controls: readonly Control[], served: readonly Requirement[]): readonly string[] {
  const { explain } = page.words;
  const people = served.length > 0 && served.every(({ stages }) => stages.every((stage) => stage === 'people'));
  if (controls.length === 0) return ['', ...filled(page, people ? explain.peopleOnly : explain.noControls, '')];
  return [
    ...heading(page, explain.controls(controls.length)),
    ...controls.flatMap((control) =>
      bullet(page, `${cleanText(control.id)} [${control.severity}] ${unfolded(control.title[page.language])}`),
    ),
  ];
}

function requirementTitle(page: Page, requirement: Requirement): string {
  return `${cleanText(requirement.id)}  ${unfolded(requirement.title[page.language])}`;
}
