import type { Coverage, CoveredControl, CoveredRequirement } from './coverage.ts';
import { type CoverageWords, coverageWords } from './coverage-words.ts';
import { markdownCode, markdownText } from './markdown-escape.ts';
import type { Language, LookOptions } from './renderer.ts';
import { type Words, words } from './words.ts';

interface MarkdownPage {
  readonly language: Language;
  readonly words: Words;
  readonly say: CoverageWords;
  readonly controls: ReadonlyMap<string, CoveredControl>;
}

/** The matrix as a table for each article, for a job's summary or a document. */
export function renderCoverageMarkdown(coverage: Coverage, { language }: LookOptions): string {
  const page: MarkdownPage = {
    language,
    words: words[language],
    say: coverageWords[language],
    controls: new Map(coverage.controls.map((control) => [control.id, control])),
  };
  const by = new Map(coverage.requirements.map((one) => [one.requirement.id, one]));
  const { requirements } = coverage;
  const of = (verdict: CoveredRequirement['verdict']): readonly CoveredRequirement[] =>
    requirements.filter((one) => one.verdict === verdict);
  const served = requirements.filter(({ controls }) => controls.length > 0).length;
  const parts = coverage.articles.map(
    ({ article, requirements: ids }) =>
      `### ${markdownText(article)}\n\n${table(
        page,
        ids.flatMap((id) => by.get(id) ?? []),
      )}`,
  );
  const left = requirements.filter(({ vouching }) => vouching !== null);
  return `${[
    `# ${page.say.title}`,
    page.say.counts(requirements.length, served, of('unserved').length, of('people').length),
    page.say.hint,
    ...parts,
    ...list(
      page.say.unserved(of('unserved').length),
      of('unserved').map((one) => nameOf(page, one)),
    ),
    ...list(
      page.say.people(left.length),
      left.map((one) => `${nameOf(page, one)}: ${markdownText(vouchingText(page, one))}`),
    ),
    ...coverage.report.partial.map((why) => `${page.say.partial}: ${markdownCode(why)}`),
  ].join('\n\n')}\n`;
}

function table(page: MarkdownPage, rows: readonly CoveredRequirement[]): string {
  const head = `| ${page.say.columns.join(' | ')} |\n| --- | --- | --- | --- |`;
  const body = rows.map(
    (one) =>
      `| ${nameOf(page, one)} [${one.requirement.basis}] | ${verdictText(page, one)} | ${one.controls.map((id) => controlText(page, id)).join('<br>')} | ${markdownText(vouchingText(page, one))} |`,
  );
  return [head, ...body].join('\n');
}

function verdictText({ say, words: word }: MarkdownPage, { verdict }: CoveredRequirement): string {
  return verdict === 'unserved' || verdict === 'people' ? say.verdict[verdict] : word.status[verdict];
}

function controlText({ say, words: word, controls }: MarkdownPage, id: string): string {
  const control = controls.get(id);
  if (control === undefined) return markdownCode(id);
  return `${word.status[control.status]} ${markdownCode(id)} (${say.examined(control.examined)})`;
}

function vouchingText({ say }: MarkdownPage, { vouching }: CoveredRequirement): string {
  return vouching === null ? '' : say.vouching[vouching.state](vouching.by ?? '', vouching.until ?? '');
}

function nameOf({ language }: MarkdownPage, { requirement }: CoveredRequirement): string {
  return `${markdownCode(requirement.id)} ${markdownText(requirement.title[language])}`;
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${item}`).join('\n')];
}
