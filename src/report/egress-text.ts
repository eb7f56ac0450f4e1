import type {
  EgressChange,
  EgressExit,
  EgressPathEntry,
  EgressReport,
  EgressRoute,
  EgressStep,
  EgressZone,
  ExitVerdict,
} from '../verdict/egress-report.ts';
import { cleanText } from './clean-text.ts';
import { type EgressWords, egressWords } from './egress-words.ts';
import { bullet, filled, heading, joined, type Page, type Paint, pageFor } from './page.ts';
import type { LookOptions } from './renderer.ts';
import { placeOf } from './text-finding.ts';

interface EgressPage extends Page {
  readonly egress: EgressWords;
}

/** The proof for a person: the verdict, what leads out, then each exit that is not closed; with `--verbose`, the proof of those that are. */
export function renderEgressText(report: EgressReport, options: LookOptions & { readonly quiet: boolean }): string {
  const page = { ...pageFor(options), egress: egressWords[options.language] };
  const zones = report.zones.map((zone) => [headline(page, zone), ...(options.quiet ? [] : body(page, zone))]);
  const partial = report.partial.map((why) => page.colors.dim(`${page.egress.partial}: ${cleanText(why)}`));
  return joined([
    ...zones.flatMap((lines, at) => [...(at === 0 ? [] : ['', '']), ...lines]),
    ...(partial.length === 0 ? [] : ['', ...partial]),
  ]);
}

function headline(page: EgressPage, zone: EgressZone): string {
  const paint: Readonly<Record<EgressZone['verdict'], Paint>> = {
    closed: page.colors.green,
    open: page.colors.red,
    unproven: page.colors.yellow,
  };
  const of = (verdict: ExitVerdict): number => zone.exits.filter((exit) => exit.verdict === verdict).length;
  const said = page.egress.headline(
    cleanText(zone.zone),
    zone.paths.filter(({ certain }) => certain).length,
    of('open'),
    of('unknown'),
  );
  const counts = (['closed', 'attested', 'weak', 'open', 'unknown'] as const)
    .filter((verdict) => of(verdict) > 0)
    .map((verdict) => `${page.egress.exit[verdict]} ${of(verdict)}`);
  return `${page.colors.bold(paint[zone.verdict](page.egress.verdict[zone.verdict]))}  ${said}\n${page.colors.dim(counts.join(', '))}`;
}

function body(page: EgressPage, zone: EgressZone): readonly string[] {
  const { deleted } = zone;
  const after = zone.exits.flatMap((exit) => exit.after.map((one) => ({ exit, one })));
  return [
    ...changeLines(page, zone.changes),
    ...(zone.paths.length === 0
      ? []
      : [
          ...heading(page, page.egress.paths(zone.paths.length)),
          ...zone.paths.flatMap((path) => pathLines(page, path)),
        ]),
    ...deletionLines(page, deleted),
    ...redundantLines(page, zone.redundant),
    ...section(page, zone, 'open', page.colors.red),
    ...section(page, zone, 'unknown', page.colors.yellow),
    ...section(page, zone, 'weak', page.colors.yellow),
    ...section(page, zone, 'attested', page.colors.green),
    ...section(page, zone, 'closed', page.colors.green),
    ...(after.length === 0 ? [] : heading(page, page.egress.after(after.length))),
    ...after.flatMap(({ exit, one }) =>
      bullet(page, `${exit.id}: ${one.probe[page.language]} (${one.due[page.language]})`),
    ),
  ];
}

/** What the plan deletes, each with the exits that its absence opens or weakens. */
function deletionLines(page: EgressPage, deleted: EgressZone['deleted']): readonly string[] {
  if (deleted.length === 0) return [];
  const { egress, colors } = page;
  return [
    ...heading(page, egress.deleted(deleted.length)),
    ...deleted.flatMap(({ exits, ...step }) => [
      ...bullet(page, stepText(step)),
      ...exits.flatMap((change) => filled(page, changeText(page, change), '      ', colors.red)),
    ]),
  ];
}

function redundantLines(page: EgressPage, redundant: EgressZone['redundant']): readonly string[] {
  if (redundant === undefined) return [];
  return [
    ...heading(page, page.egress.redundant(redundant.length)),
    ...filled(page, page.egress.redundantHint, '', page.colors.dim),
    ...redundant.flatMap((step) => bullet(page, stepText(step))),
  ];
}

function stepText({ address, location }: Omit<EgressStep, 'why'>): string {
  return `${cleanText(address)}${location === null ? '' : `  ${placeOf(location)}`}`;
}

function changeText({ egress }: EgressPage, { id, before, after, kind }: EgressChange): string {
  const verdict = (one: ExitVerdict | null): string => (one === null ? egress.notListed : egress.exit[one]);
  return `${id.padEnd(4)} ${egress.change[kind]}: ${verdict(before)} -> ${verdict(after)}`;
}

/** What an earlier proof said otherwise: exits first, then ways out. */
function changeLines(page: EgressPage, changes: EgressZone['changes']): readonly string[] {
  if (changes === undefined) return [];
  const { egress, colors } = page;
  const { since, exits, opened, closed } = changes;
  if (exits.length + opened.length + closed.length === 0) return heading(page, egress.noChanges(since));
  const paints: Readonly<Record<'opened' | 'closed' | 'other', Paint>> = {
    opened: colors.red,
    closed: colors.green,
    other: colors.dim,
  };
  const ways = (kind: 'opened' | 'closed', routes: typeof opened): readonly string[] =>
    routes.flatMap((route) => filled(page, `${egress.way[kind]}: ${routeTitle(page, route)}`, '      ', paints[kind]));
  return [
    ...heading(page, egress.changes(since)),
    ...exits.flatMap((change) => filled(page, changeText(page, change), '      ', paints[change.kind])),
    ...ways('opened', opened),
    ...ways('closed', closed),
  ];
}

function routeTitle(page: EgressPage, { exit, from, to, family, certain }: EgressRoute): string {
  const sure = certain ? '' : ` (${page.egress.maybe})`;
  return `${exit}  ${cleanText(from)} => ${cleanText(to)}${family === null ? '' : ` [${family}]`}${sure}`;
}

function pathLines(page: EgressPage, path: EgressPathEntry): readonly string[] {
  return ['', ...filled(page, routeTitle(page, path), '    ', page.colors.red), ...stepLines(page, path.via)];
}

function stepLines(page: EgressPage, steps: readonly EgressStep[]): readonly string[] {
  return steps.flatMap(({ address, why, location }, at) => {
    const place = location === null ? '' : `  ${placeOf(location)}`;
    return [
      ...filled(page, `${at === 0 ? '  ' : '->'} ${cleanText(address)}${place}`, '      '),
      ...filled(page, cleanText(why[page.language]), '           ', page.colors.dim),
    ];
  });
}

function section(page: EgressPage, zone: EgressZone, verdict: ExitVerdict, paint: Paint): readonly string[] {
  const exits = zone.exits.filter((exit) => exit.verdict === verdict);
  if (exits.length === 0) return [];
  return [
    ...heading(page, `${page.egress.exit[verdict]} (${exits.length})`, paint),
    ...exits.flatMap((exit) => exitLines(page, exit)),
  ];
}

function exitLines(page: EgressPage, exit: EgressExit): readonly string[] {
  const title = `${exit.id.padEnd(4)} ${exit.title[page.language]}  [${exit.proof}]`;
  const closed = exit.verdict === 'closed' || exit.verdict === 'attested';
  return [
    ...filled(page, title, '    ', closed ? String : page.colors.bold),
    ...exit.missing.flatMap(({ text, location }) =>
      detail(
        page,
        page.egress.missing,
        `${cleanText(text[page.language])}${location === null ? '' : `  ${placeOf(location)}`}`,
      ),
    ),
    ...exit.unknown.flatMap(({ address, attribute, decides }) =>
      detail(
        page,
        page.egress.decides,
        `${cleanText(decides[page.language])}: ${cleanText(address)}${attribute === '' ? '' : ` (${cleanText(attribute)})`}`,
      ),
    ),
    ...exit.attested.flatMap(({ requirement, by, until }) =>
      detail(page, requirement, page.egress.attested(cleanText(by), until)),
    ),
    ...(page.verbose
      ? exit.by.flatMap(({ address, why }) =>
          detail(page, page.egress.by, `${cleanText(address)}: ${cleanText(why[page.language])}`),
        )
      : []),
  ];
}

function detail(page: EgressPage, label: string, text: string): readonly string[] {
  return filled(page, `${label}: ${text}`, '         ', page.colors.dim);
}
