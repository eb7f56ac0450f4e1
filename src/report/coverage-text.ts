import { cleanText, unfolded } from './clean-text.ts';
import type { Coverage, CoveredControl, CoveredRequirement } from './coverage.ts';
import { type CoverageWords, coverageWords } from './coverage-words.ts';
import { bullet, filled, heading, joined, type Page, type Paint, pageFor } from './page.ts';
import type { LookOptions } from './renderer.ts';

interface CoveragePage extends Page {
  readonly coverage: CoverageWords;
  readonly controls: ReadonlyMap<string, CoveredControl>;
}

/** How many resources with findings a control names; with `--verbose` all. */
const namedLimit = 5;

/** The matrix for a person: each article with the requirements that it makes, their controls, and what those judged; then what no control serves, and what people must vouch for. */
export function renderCoverageText(coverage: Coverage, options: LookOptions): string {
  const page = {
    ...pageFor(options),
    coverage: coverageWords[options.language],
    controls: new Map(coverage.controls.map((control) => [control.id, control])),
  };
  const by = new Map(coverage.requirements.map((one) => [one.requirement.id, one]));
  const told = new Set<string>();
  const articles = coverage.articles.flatMap(({ article, requirements }) => {
    const served = requirements.flatMap((id) => by.get(id) ?? []).filter(({ controls }) => controls.length > 0);
    if (served.length === 0) return [];
    return [...heading(page, cleanText(article)), ...served.flatMap((one) => requirementLines(page, one, told))];
  });
  const { partial } = coverage.report;
  return joined([
    page.colors.bold(page.coverage.title),
    ...filled(page, countsText(page, coverage), ''),
    ...filled(page, page.coverage.hint, '', page.colors.dim),
    ...articles,
    ...unservedLines(page, coverage),
    ...peopleLines(page, coverage),
    ...(partial.length === 0 ? [] : ['']),
    ...partial.map((why) => page.colors.dim(`${page.coverage.partial}: ${cleanText(why)}`)),
  ]);
}

function countsText(page: CoveragePage, { requirements }: Coverage): string {
  const of = (verdict: CoveredRequirement['verdict']): number =>
    requirements.filter((one) => one.verdict === verdict).length;
  const served = requirements.filter(({ controls }) => controls.length > 0).length;
  return page.coverage.counts(requirements.length, served, of('unserved'), of('people'));
}

/** In full under the first of its articles. */
function requirementLines(page: CoveragePage, one: CoveredRequirement, told: Set<string>): readonly string[] {
  const { requirement, controls } = one;
  const isTold = told.has(requirement.id);
  told.add(requirement.id);
  const title = `${verdictText(page, one)}  ${requirement.id}  ${unfolded(requirement.title[page.language])}  [${requirement.basis}]`;
  if (isTold) return filled(page, `${title} (${page.coverage.above})`, '  ', page.colors.dim);
  return [
    ...filled(page, title, '  ', paintOf(page, one.verdict)),
    ...controls.flatMap((id) => controlLines(page, id)),
    ...vouchingLines(page, one),
  ];
}

function verdictText(page: CoveragePage, { verdict }: CoveredRequirement): string {
  return verdict === 'unserved' || verdict === 'people' ? page.coverage.verdict[verdict] : page.words.status[verdict];
}

function paintOf({ colors }: CoveragePage, verdict: CoveredRequirement['verdict']): Paint {
  if (verdict === 'fail' || verdict === 'error') return colors.red;
  if (verdict === 'unknown' || verdict === 'unserved') return colors.yellow;
  return verdict === 'pass' ? colors.green : String;
}

function controlLines(page: CoveragePage, id: string): readonly string[] {
  const control = page.controls.get(id);
  if (control === undefined) return [];
  const examined = page.coverage.examined(control.examined);
  const shown = page.verbose ? control.findings : control.findings.slice(0, namedLimit);
  const rest = control.findings.length - shown.length;
  return [
    ...bullet(page, `${page.words.status[control.status]}  ${cleanText(id)}  (${examined})`),
    ...shown.flatMap(({ stack, address, status }) =>
      filled(page, `${statusWord(page, status)}  ${cleanText(`${stack}/${address}`)}`, '        ', page.colors.dim),
    ),
    ...(rest > 0 ? filled(page, page.coverage.more(rest), '        ', page.colors.dim) : []),
  ];
}

function statusWord({ words }: CoveragePage, status: string): string {
  const known = (['fail', 'unknown', 'error', 'waived'] as const).find((one) => one === status);
  return known === undefined ? status : words.status[known];
}

function vouchingLines(page: CoveragePage, { vouching }: CoveredRequirement): readonly string[] {
  if (vouching === null) return [];
  const { state, by, until } = vouching;
  const said = page.coverage.vouching[state](cleanText(by ?? ''), cleanText(until ?? ''));
  return filled(page, `${page.coverage.verdict.people}: ${said}`, '      ', page.colors.dim);
}

function unservedLines(page: CoveragePage, { requirements }: Coverage): readonly string[] {
  const unserved = requirements.filter(({ verdict }) => verdict === 'unserved');
  if (unserved.length === 0) return [];
  return [
    ...heading(page, page.coverage.unserved(unserved.length), page.colors.yellow),
    ...unserved.flatMap((one) => bullet(page, nameOf(page, one))),
  ];
}

function peopleLines(page: CoveragePage, { requirements }: Coverage): readonly string[] {
  const left = requirements.filter(({ vouching }) => vouching !== null);
  if (left.length === 0) return [];
  return [
    ...heading(page, page.coverage.people(left.length)),
    ...left.flatMap((one) => {
      const { state = 'missing', by = null, until = null } = one.vouching ?? {};
      const said = page.coverage.vouching[state](cleanText(by ?? ''), cleanText(until ?? ''));
      return bullet(page, `${nameOf(page, one)}: ${said}`);
    }),
  ];
}

function nameOf(page: CoveragePage, { requirement }: CoveredRequirement): string {
  const articles = requirement.articles.map(cleanText).join(', ');
  return `${requirement.id}  ${unfolded(requirement.title[page.language])} (${articles})`;
}
