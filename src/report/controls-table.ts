import { type Control, severities } from '../policy/catalog.ts';
import { cleanText, unfolded } from './clean-text.ts';
import { controlDescription } from './explain-json.ts';
import { jsonText } from './json.ts';
import { filled, joined, type Page, pageFor } from './page.ts';
import type { CommonFormat, LookOptions } from './renderer.ts';
import { severityPaint } from './text-finding.ts';
import { displayWidth, pad, wrap } from './wrap.ts';

type ControlsRenderer = (controls: readonly Control[], options: LookOptions) => string;

/** What `sekisho controls` prints, by format; the most severe first in text, by id in JSON. */
export const controlsRenderers = {
  text: renderControlsText,
  json: renderControlsJson,
} satisfies Record<CommonFormat, ControlsRenderer>;

function renderControlsJson(controls: readonly Control[], options: LookOptions): string {
  const described = [...controls].sort(byId).map((control) => controlDescription(control, options.language));
  return jsonText({ schema: 'sekisho.controls/v1', controls: described });
}

function renderControlsText(controls: readonly Control[], options: LookOptions): string {
  const page = pageFor(options);
  const sorted = [...controls].sort(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity) || byId(one, other),
  );
  const [severity, control, title] = page.words.controls.columns;
  const columns = [
    Math.max(displayWidth(severity), ...severities.map(displayWidth)) + 2,
    Math.max(displayWidth(control), ...sorted.map(({ id }) => displayWidth(cleanText(id)))) + 2,
  ] as const;
  return joined([
    page.words.controls.title(sorted.length),
    '',
    page.colors.dim(pad(severity, columns[0]) + pad(control, columns[1]) + title),
    ...sorted.flatMap((one) => rowLines(page, one, columns)),
    '',
    ...filled(page, page.words.controls.hint, ''),
  ]);
}

function rowLines(page: Page, control: Control, columns: readonly [number, number]): readonly string[] {
  const margin = columns[0] + columns[1];
  const severity = severityPaint(page, control.severity)(pad(control.severity, columns[0]));
  const served =
    page.verbose && control.requirements.length > 0 ? [control.requirements.map(cleanText).join(', ')] : [];
  const texts = [unfolded(control.title[page.language]), ...served];
  // On a narrow terminal a title gets a few columns at least: a broken table is still better than one letter a line.
  const lines = texts.flatMap((text) => wrap(text, Math.max(24, page.width - margin)));
  return lines.map((line, at) =>
    at === 0 ? severity + pad(cleanText(control.id), columns[1]) + line : ' '.repeat(margin) + line,
  );
}

function byId(one: Control, other: Control): number {
  return one.id < other.id ? -1 : 1;
}
