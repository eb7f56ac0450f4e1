import type { Requirement } from '../policy/catalog.ts';
import { labelArticles } from './articles.ts';
import { unfolded } from './clean-text.ts';
import type { ControlDocument } from './document.ts';
import { type HtmlContext, htmlCode, htmlList, htmlSection, htmlTable, htmlTag } from './html-parts.ts';
import { escapeMarkup } from './markup.ts';
import { addressOf } from './text-finding.ts';

/** How many resources a cell names. */
const namedLimit = 12;

/** Requirement by requirement: its articles, the controls that serve it with their outcome, the resources with findings. */
export function htmlLaw(context: HtmlContext): string {
  const { say, catalog, report } = context;
  const columns = [say.columns.requirement, say.columns.articles, say.columns.controls, say.columns.resources];
  const ids = requirementIds(context);
  const named = new Set(report.controls.flatMap(({ requirements }) => requirements));
  const [served, unserved] = [ids.filter((id) => named.has(id)), ids.filter((id) => !named.has(id))];
  const free = report.controls.filter(({ requirements }) => requirements.length === 0);
  return htmlSection('law', say.law, [
    `<p>${escapeMarkup(say.lawHint)}</p>`,
    ...(catalog === null ? [`<p class="notice">${escapeMarkup(say.noCatalog)}</p>`] : []),
    ...(served.length === 0
      ? []
      : [
          htmlTable(
            say.law,
            columns,
            served.map((id) => row(context, id)),
          ),
        ]),
    ...(unserved.length === 0
      ? []
      : [
          `<details><summary>${escapeMarkup(say.unserved(unserved.length))}</summary>`,
          htmlTable(
            say.unserved(unserved.length),
            columns.slice(0, 3),
            unserved.map((id) => row(context, id).slice(0, 3)),
          ),
          '</details>',
        ]),
    ...(free.length === 0
      ? []
      : [
          `<h3>${escapeMarkup(say.noLawControls)}</h3>`,
          htmlList(free.map((control) => controlItem(context, control))),
        ]),
  ]);
}

/** Those of the catalogue in its order, which shows what no control serves; else those that the controls name. */
function requirementIds({ catalog, report }: HtmlContext): readonly string[] {
  const known = (catalog?.requirements ?? []).map(({ id }) => id);
  const named = report.controls.flatMap(({ requirements }) => requirements);
  return [...new Set([...known, ...named])];
}

function row(context: HtmlContext, id: string): readonly string[] {
  const { page, catalog, report, titles } = context;
  const requirement = catalog?.requirements.find((one) => one.id === id);
  const controls = report.controls.filter(({ requirements }) => requirements.includes(id));
  const articles = (requirement?.articles ?? []).map((article) => `${article} [${requirement?.basis ?? ''}]`);
  const text =
    requirement === undefined
      ? ''
      : `<br><span class="quiet">${escapeMarkup(unfolded(requirement.text[page.language]))}</span>`;
  return [
    `${htmlCode(id)} <strong>${escapeMarkup(titles.get(id) ?? '')}</strong>${text}`,
    htmlList(labelArticles(page, articles).map(escapeMarkup)),
    controls.length === 0
      ? escapeMarkup(unservedText(context, requirement))
      : htmlList(controls.map((one) => controlItem(context, one))),
    resourcesCell(context, new Set(controls.map((control) => control.id))),
  ];
}

function controlItem({ page, say }: HtmlContext, control: ControlDocument): string {
  const status = htmlTag(control.status, page.words.status[control.status]);
  const examined = escapeMarkup(say.examined(control.examined));
  return `${status} ${htmlCode(control.id)} ${escapeMarkup(control.title)} <span class="quiet">(${examined})</span>`;
}

function resourcesCell({ page, report }: HtmlContext, controls: ReadonlySet<string>): string {
  const findings = report.findings.filter(({ control }) => controls.has(control));
  const items = findings.map(
    (finding) => `${htmlTag(finding.status, page.words.status[finding.status])} ${htmlCode(addressOf(finding))}`,
  );
  const named = [...new Set(items)];
  const rest = named.length - namedLimit;
  return htmlList([...named.slice(0, namedLimit), ...(rest > 0 ? [`+ ${rest}`] : [])]);
}

/** What only people can do has no other stage. */
function unservedText({ page }: HtmlContext, requirement: Requirement | undefined): string {
  const { noControls, peopleOnly } = page.words.explain;
  return requirement?.stages.every((stage) => stage === 'people') === true ? peopleOnly : noControls;
}
