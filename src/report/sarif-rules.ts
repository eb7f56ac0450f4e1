import type { Catalog, Severity } from '../policy/catalog.ts';
import { labelArticles } from './articles.ts';
import { cleanText, paragraphs, unfolded } from './clean-text.ts';
import type { FindingDocument, ReportDocument } from './document.ts';
import { requirementTitles } from './finding-facts.ts';
import { markdownText } from './markdown-escape.ts';
import type { Page } from './page.ts';

/** A control as code scanning shows it. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: {
    readonly tags: readonly string[];
    readonly precision: 'very-high';
    readonly 'security-severity': string;
    readonly 'problem.severity': 'error' | 'warning' | 'recommendation';
  };
}

export type SarifLevel = 'error' | 'warning' | 'note';

export const levelOf = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const satisfies Record<
  Severity,
  SarifLevel
>;

/** The numbers by which GitHub names a severity: critical from 9.0, high from 7.0, medium from 4.0. */
const securitySeverity = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const satisfies Record<
  Severity,
  string
>;

/** GitHub takes no more tags than this of a rule. */
const tagLimit = 20;

/** One rule for each control of the report, and for each that only a finding names. */
export function sarifRules(page: Page, report: ReportDocument, catalog: Catalog | null): readonly SarifRule[] {
  const listed = report.controls.map((control) => ({ ...control }));
  const known = new Set(listed.map(({ id }) => id));
  const findings = [...report.findings, ...report.deferred];
  const first = new Map<string, FindingDocument>();
  for (const finding of findings) if (!first.has(finding.control)) first.set(finding.control, finding);
  const unlisted = [...first.values()]
    .filter(({ control }) => !known.has(control))
    .map(({ control, severity, requirements }) => ({ id: control, title: control, severity, requirements }));
  return [...listed, ...unlisted].map((control) => ruleOf({ page, catalog, control, example: first.get(control.id) }));
}

interface RuleParts {
  readonly page: Page;
  readonly catalog: Catalog | null;
  readonly control: {
    readonly id: string;
    readonly title: string;
    readonly severity: Severity;
    readonly requirements: readonly string[];
  };
  /** A finding of the control, for what the catalogue can't tell. */
  readonly example: FindingDocument | undefined;
}

function ruleOf(parts: RuleParts): SarifRule {
  const { page, catalog, control } = parts;
  const entry = catalog?.controls.find(({ id }) => id === control.id);
  const title = unfolded(control.title);
  const why = page.language === 'en' && entry !== undefined ? paragraphs(entry.description).join('\n\n') : '';
  const helpUri = entry?.references.find((address) => address.startsWith('https://'));
  return {
    id: control.id,
    shortDescription: { text: title },
    fullDescription: { text: why === '' ? title : `${title}. ${why}` },
    help: helpOf(parts),
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: levelOf[control.severity] },
    properties: {
      tags: ['security', 'compliance', ...control.requirements.map(cleanText)].slice(0, tagLimit),
      precision: 'very-high',
      'security-severity': securitySeverity[control.severity],
      'problem.severity': problemSeverity[control.severity],
    },
  };
}

const problemSeverity = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
} as const satisfies Record<Severity, SarifRule['properties']['problem.severity']>;

/** How to mend it, the articles and the requirements: as text, and as Markdown. */
function helpOf({ page, catalog, control, example }: RuleParts): SarifRule['help'] {
  const { labels } = page.words;
  const entry = catalog?.controls.find(({ id }) => id === control.id);
  const remediation = entry?.remediation[page.language] ?? example?.remediation ?? null;
  const titles = requirementTitles(catalog, page.language);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [labels.fix, remediation === null ? [] : [unfolded(remediation)]],
    [labels.law, labelArticles(page, articlesOf(control.requirements, catalog, example))],
    [labels.requirement, control.requirements.map((id) => cleanText(`${id} ${titles.get(id) ?? ''}`.trim()))],
    [labels.more, [`sekisho explain ${cleanText(control.id)}`]],
  ];
  const lines = rows.flatMap(([label, texts]) => texts.map((text) => [label, text] as const));
  return {
    text: lines.map(([label, text]) => `${label}: ${text}`).join('\n'),
    markdown: lines.map(([label, text]) => `- **${label}**: ${markdownText(text)}`).join('\n'),
  };
}

function articlesOf(
  ids: readonly string[],
  catalog: Catalog | null,
  example: FindingDocument | undefined,
): readonly string[] {
  const requirements = (catalog?.requirements ?? []).filter(({ id }) => ids.includes(id));
  const cited = requirements.flatMap(({ articles, basis }) => articles.map((article) => `${article} [${basis}]`));
  return cited.length > 0 ? [...new Set(cited)] : (example?.articles ?? []);
}
