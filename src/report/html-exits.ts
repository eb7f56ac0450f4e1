import type { EgressExit, EgressStep, EgressZone } from '../verdict/egress-report.ts';
import { pictureOf } from './egress-picture.ts';
import { egressWords } from './egress-words.ts';
import { renderGraphSvg } from './graph/render-graph-svg.ts';
import { type HtmlContext, htmlCode, htmlList, htmlSection, htmlTable, htmlTag } from './html-parts.ts';
import { escapeMarkup } from './markup.ts';

const tagOf: Readonly<Record<EgressExit['verdict'], string>> = {
  closed: 'pass',
  attested: 'pass',
  weak: 'unproven',
  unknown: 'unproven',
  open: 'fail',
};

const zoneTag = { closed: 'pass', open: 'fail', unproven: 'unproven' } as const;

/** How many resources are named as what closes an exit. */
const namedLimit = 6;

/** The no-egress proof of each zone of regulated records: its picture, the exits that are not closed, and, folded, those that are, with what closes them. */
export function htmlExits(context: HtmlContext, zones: readonly EgressZone[]): string {
  if (zones.length === 0) return '';
  return htmlSection('exits', context.say.exits.title, [
    `<p>${escapeMarkup(context.say.exits.hint)}</p>`,
    ...zones.flatMap((zone, at) => zonePart(context, zone, at)),
  ]);
}

function zonePart(context: HtmlContext, zone: EgressZone, at: number): readonly string[] {
  const { exits: say } = context.say;
  const words = egressWords[context.page.language];
  const { now, partial } = context.report;
  const report = { stage: context.report.stage, exitCode: zone.exitCode, zones: [zone], now, partial, toolVersion: '' };
  // Within a page of HTML no name space is needed; what would look like an address is left out.
  const picture = renderGraphSvg(pictureOf(report, context.page.language), `exits-${String(at)}`).replace(
    / xmlns="[^"]*"/u,
    '',
  );
  const left = zone.exits.filter(({ verdict }) => verdict !== 'closed');
  const closed = zone.exits.filter(({ verdict }) => verdict === 'closed');
  return [
    `<h3>${htmlTag(zoneTag[zone.verdict], words.verdict[zone.verdict])} ${escapeMarkup(zone.zone)}</h3>`,
    `<div class="scroll" role="group" tabindex="0" aria-label="${escapeMarkup(words.picture.title(zone.zone))}">${picture}</div>`,
    ...(left.length === 0 ? [] : [exitTable(context, zone, left)]),
    ...(closed.length === 0
      ? []
      : [
          `<details><summary>${escapeMarkup(say.closed(closed.length))}</summary>`,
          exitTable(context, zone, closed),
          '</details>',
        ]),
  ];
}

function exitTable(context: HtmlContext, zone: EgressZone, exits: readonly EgressExit[]): string {
  const { exits: say } = context.say;
  const { language } = context.page;
  const words = egressWords[language];
  const rows = exits.map((exit) => [
    `${htmlTag(tagOf[exit.verdict], words.exit[exit.verdict])} ${htmlCode(exit.id)} ${escapeMarkup(exit.title[language])}`,
    named(exit.by),
    htmlList([
      ...exit.missing.map(({ text }) => escapeMarkup(text[language])),
      ...exit.unknown.map(
        ({ address, attribute, decides }) =>
          `${htmlCode(`${address}.${attribute}`)} ${escapeMarkup(decides[language])}`,
      ),
      ...exit.attested.map(({ by, until }) => escapeMarkup(words.attested(by, until))),
    ]),
  ]);
  return htmlTable(`${say.table} ${zone.zone}`, [say.columns.exit, say.columns.by, say.columns.missing], rows);
}

function named(steps: readonly EgressStep[]): string {
  const rest = steps.length - namedLimit;
  return htmlList([
    ...steps.slice(0, namedLimit).map(({ address }) => htmlCode(address)),
    ...(rest > 0 ? [`+ ${String(rest)}`] : []),
  ]);
}
