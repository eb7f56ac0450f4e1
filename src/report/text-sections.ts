import type { Finding, Report } from '../verdict/report.ts';
import { cleanText, clipText } from './clean-text.ts';
import { lapseNote } from './lapse.ts';
import { bullet, filled, heading, type Page, type Paint } from './page.ts';
import { addressOf, findingLines, pathLines } from './text-finding.ts';

/** How many findings of a part are shown in full unless `--verbose` asks for all. */
const fullLimit = 20;
const lineLimit = 300;

export interface FindingPart {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly paint?: Paint;
}

/** A part with its findings in full; those beyond the limit are counted by control. */
export function findingPart(page: Page, part: FindingPart, titles: ReadonlyMap<string, string>): readonly string[] {
  if (part.findings.length === 0) return [];
  const shown = page.verbose ? part.findings : part.findings.slice(0, fullLimit);
  return [
    ...heading(page, part.title, part.paint),
    ...shown.flatMap((finding) => findingLines(page, finding, titles)),
    ...restLines(page, part.findings.slice(shown.length)),
  ];
}

/** What is waived, each with its end: a waiver that nobody sees outlives its reason. */
export function waivedPart(page: Page, waived: readonly Finding[], now: string): readonly string[] {
  if (waived.length === 0) return [];
  const shown = page.verbose ? waived : waived.slice(0, fullLimit);
  return [
    ...heading(page, page.words.sections.waived(waived.length)),
    ...shown.flatMap((finding) => bullet(page, waivedText(page, finding, now))),
    ...restLines(page, waived.slice(shown.length)),
  ];
}

/** What synth can't decide and the plan will: counted by control; with `--verbose` in full. */
export function deferredPart(page: Page, report: Report, titles: ReadonlyMap<string, string>): readonly string[] {
  const { deferred } = report;
  if (deferred.length === 0) return [];
  const title = page.words.sections.deferred(deferred.length);
  if (page.verbose) return findingPart(page, { title, findings: deferred }, titles);
  return [...heading(page, title), ...filled(page, `${byControl(page, deferred)}; ${page.words.showAll}`)];
}

/** What the sources could not show, why the report is partial, which controls examined nothing, what was read. */
export function footnotes(page: Page, report: Report): readonly string[] {
  const { sections } = page.words;
  const idle = report.controls.filter((control) => control.examined === 0);
  const blind = report.blindSpots.map((text) => clipText(text, lineLimit));
  return [
    ...(blind.length === 0 ? [] : listPart(page, sections.blindSpots(blind.length), blind)),
    ...dischargePart(page, report),
    ...(idle.length === 0
      ? []
      : idlePart(
          page,
          idle.map((control) => cleanText(control.id)),
        )),
    ...(page.verbose ? inputPart(page, report) : []),
  ];
}

/** A heading and its points. */
export function listPart(page: Page, title: string, points: readonly string[]): readonly string[] {
  return [...heading(page, title), ...points.flatMap((point) => bullet(page, point))];
}

function dischargePart(page: Page, report: Report): readonly string[] {
  const { discharges } = report;
  if (discharges.length === 0) return [];
  const title = page.words.sections.discharged(discharges.length);
  if (!page.verbose) return heading(page, `${title}; ${page.words.showAll}`, String);
  return [
    ...heading(page, title),
    ...discharges.flatMap((discharge) => [
      ...bullet(page, cleanText(`${discharge.address} (${discharge.attribute}) ${discharge.control}`)),
      ...pathLines(page, discharge.chain),
    ]),
  ];
}

function idlePart(page: Page, ids: readonly string[]): readonly string[] {
  const title = page.words.sections.idle(ids.length);
  if (!page.verbose) return heading(page, `${title}; ${page.words.showAll}`, String);
  return [...heading(page, title), ...filled(page, ids.join(', '))];
}

function inputPart(page: Page, report: Report): readonly string[] {
  const points = report.inputs.map(({ path, kind, resources, sha256 }) => {
    return `${cleanText(path)}: ${page.words.input(cleanText(kind), resources, cleanText(sha256.slice(0, 12)))}`;
  });
  return points.length === 0 ? [] : listPart(page, page.words.sections.inputs, points);
}

function restLines(page: Page, rest: readonly Finding[]): readonly string[] {
  if (rest.length === 0) return [];
  return ['', ...filled(page, `${page.words.andMore(rest.length, byControl(page, rest))}; ${page.words.showAll}`, '')];
}

/** `storage.public_access 20, network.nat 17`: most first, then by id. */
function byControl(page: Page, findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { control } of findings) counts.set(control, (counts.get(control) ?? 0) + 1);
  return [...counts]
    .sort(([oneId, one], [otherId, other]) => other - one || (oneId < otherId ? -1 : 1))
    .map(([id, count]) => `${cleanText(id)} ${count}`)
    .join(page.words.comma);
}

function waivedText(page: Page, finding: Finding, now: string): string {
  const about = `${cleanText(finding.control)} ${addressOf(finding)}`;
  if (finding.waiver === undefined) return about;
  const { expires, approver, reason } = finding.waiver;
  const text = page.words.waivedUntil(cleanText(expires), cleanText(approver), clipText(reason, lineLimit));
  return `${about} ${text}${lapseNote(page.words, expires, now)}`;
}
