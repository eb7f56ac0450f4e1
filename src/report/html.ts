import { createHash } from 'node:crypto';
import type { EgressZone } from '../verdict/egress-report.ts';
import type { Report } from '../verdict/report.ts';
import { reportDocument } from './document.ts';
import { requirementTitles } from './finding-facts.ts';
import { headlineText } from './headline.ts';
import { htmlAttestations } from './html-attestations.ts';
import { htmlExits } from './html-exits.ts';
import { htmlDeferred, htmlFindings, htmlWaivers } from './html-findings.ts';
import { htmlLaw } from './html-law.ts';
import { type HtmlContext, htmlCode, htmlList, htmlPath, htmlSection, htmlTable } from './html-parts.ts';
import { styleSheet } from './html-style.ts';
import { htmlWords } from './html-words.ts';
import { renderJson } from './json.ts';
import { escapeMarkup } from './markup.ts';
import { pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';
import { addressOf } from './text-finding.ts';

/** The report for an auditor: one file that asks no network for anything and runs no script, to be read, printed and kept. */
export function renderHtml(report: Report, options: RenderOptions): string {
  const context: HtmlContext = {
    page: pageFor(options),
    say: htmlWords[options.language],
    report: reportDocument(report, options.language),
    catalog: options.catalog,
    titles: requirementTitles(options.catalog, options.language),
  };
  const digest = createHash('sha256').update(renderJson(report, options)).digest('hex');
  const title = `${context.page.words.verdict[report.verdict]} · ${context.say.title} · sekisho`;
  return `${[
    '<!DOCTYPE html>',
    `<html lang="${options.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${styleSheet}</style>`,
    '</head>',
    '<body>',
    ...body(context, report.exits ?? [], digest),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function body(context: HtmlContext, exits: readonly EgressZone[], digest: string): readonly string[] {
  const { say, report } = context;
  const entries: readonly (readonly [string, string])[] = [
    ['law', say.law],
    ...(exits.length === 0 ? [] : [['exits', say.exits.title] as const]),
    ['findings', say.findings],
    ...(report.deferred.length === 0 ? [] : [['deferred', say.deferred] as const]),
    ['waivers', say.waivers],
    ['attestations', say.attestation.title],
    ['proofs', say.proofs],
    ['inputs', say.inputs],
    ['evidence', say.evidence],
  ];
  const links = entries.map(([id, title]) => `<a href="#${id}">${escapeMarkup(title)}</a>`);
  return [
    `<a class="skip" href="#verdict">${escapeMarkup(say.skip)}</a>`,
    ...header(context),
    `<nav aria-label="${escapeMarkup(say.contents)}">${htmlList(links)}</nav>`,
    '<main>',
    htmlLaw(context),
    htmlExits(context, exits),
    htmlFindings(context),
    htmlDeferred(context),
    htmlWaivers(context),
    htmlAttestations(context),
    proofs(context),
    inputs(context),
    evidence(context, digest),
    '</main>',
  ].filter((part) => part !== '');
}

function header({ page, say, report }: HtmlContext): readonly string[] {
  const { words } = page;
  const statuses = ['pass', 'fail', 'unknown', 'error', 'waived'] as const;
  const counts = [
    ...statuses.map((status) => [words.status[status], report.summary[status]] as const),
    [words.status['not-applicable'], report.summary.notApplicable] as const,
    [say.resources, report.summary.resources] as const,
  ].map(([label, count]) => `<li><b>${count}</b> ${escapeMarkup(label)}</li>`);
  const partial = report.partial.map((reason) => htmlCode(reason));
  return [
    '<header>',
    `<h1>${escapeMarkup(say.title)}</h1>`,
    `<div class="verdict ${report.verdict}" id="verdict" tabindex="-1"><strong>${escapeMarkup(words.verdict[report.verdict])}</strong>${escapeMarkup(headlineText(words, report))}</div>`,
    ...(partial.length === 0
      ? []
      : [`<div class="notice"><strong>${escapeMarkup(words.sections.partial)}</strong>${htmlList(partial)}</div>`]),
    `<ul class="counts" aria-label="${escapeMarkup(words.sections.counts)}">${counts.join('')}</ul>`,
    '</header>',
  ];
}

function proofs({ say, report }: HtmlContext): string {
  if (report.discharges.length === 0) {
    return htmlSection('proofs', say.proofs, [`<p>${escapeMarkup(say.noProofs)}</p>`]);
  }
  const rows = report.discharges.map((proof) => [
    htmlCode(addressOf(proof)),
    htmlCode(proof.control),
    htmlPath(proof.chain),
  ]);
  const { resource, control, chain } = say.columns;
  return htmlSection('proofs', `${say.proofs} (${rows.length})`, [
    htmlTable(say.proofs, [resource, control, chain], rows),
  ]);
}

function inputs({ say, report }: HtmlContext): string {
  const rows = report.inputs.map(({ path, kind, resources, sha256 }) => [
    htmlCode(path),
    escapeMarkup(kind),
    String(resources),
    htmlCode(sha256),
  ]);
  const blind = report.blindSpots.map(escapeMarkup);
  return htmlSection('inputs', say.inputs, [
    htmlTable(say.inputs, [say.columns.file, say.columns.kind, say.resources, 'sha256'], rows),
    ...(blind.length === 0 ? [] : [`<h3>${escapeMarkup(say.blindSpots)}</h3>`, htmlList(blind)]),
  ]);
}

function evidence({ say, report }: HtmlContext, digest: string): string {
  const { facts } = say;
  const rows: readonly (readonly [string, string])[] = [
    [facts.tool, htmlCode(`sekisho ${report.tool.version}, OPA ${report.policy.opa}`)],
    [facts.policy, htmlCode(report.policy.sha256)],
    [facts.stage, htmlCode(report.stage)],
    [facts.clock, htmlCode(report.now)],
    [facts.digest, `${htmlCode(digest)}<br><span class="quiet">${escapeMarkup(facts.digestHint)}</span>`],
  ];
  const lines = rows.map(([label, value]) => `<tr><th scope="row">${escapeMarkup(label)}</th><td>${value}</td></tr>`);
  return htmlSection('evidence', say.evidence, [`<table><tbody>${lines.join('\n')}</tbody></table>`]);
}
