import type { ErrorParts } from '../errors.ts';
import { cleanText, clipText } from './clean-text.ts';
import { errorIn, renderErrorJson, renderErrorText } from './error-text.ts';
import { escapeData, escapeProperty } from './github-escape.ts';
import { markdownCode, markdownText } from './markdown-escape.ts';
import { escapeMarkup } from './markup.ts';
import type { Format, LookOptions } from './renderer.ts';
import { words } from './words.ts';

type ErrorRenderer = (parts: ErrorParts, options: LookOptions) => string;

const partLimit = 2000;

/**
 * What stands in place of a report when there is none, by format: never anything that a reader could take for a pass. SARIF gets the plain
 * text on purpose: a file of SARIF without results would close every alert, and one that is no SARIF is refused by who reads it.
 */
export const errorRenderers = {
  text: renderErrorText,
  json: (parts, { language }) => renderErrorJson(parts, language),
  sarif: renderErrorText,
  junit: junitError,
  markdown: markdownError,
  github: (parts, options) =>
    `::error title=${escapeProperty(`sekisho: ${cleanText(parts.code)}`)}::${escapeData(renderErrorText(parts, options).trimEnd())}\n`,
  html: htmlError,
} satisfies Record<Format, ErrorRenderer>;

function junitError(parts: ErrorParts, options: LookOptions): string {
  const text = renderErrorText(parts, options).trimEnd().split('\n').map(escapeMarkup).join('\n');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="sekisho" tests="1" failures="0" errors="1" skipped="0" time="0">',
    '  <testsuite name="sekisho" tests="1" failures="0" errors="1" skipped="0" time="0">',
    '    <testcase classname="sekisho" name="check" time="0">',
    `      <error type="${escapeMarkup(parts.code)}" message="${escapeMarkup(clipText(errorIn(parts, options.language).what, partLimit))}">${text}</error>`,
    '    </testcase>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function markdownError(parts: ErrorParts, { language }: LookOptions): string {
  const { code, what, got, fix } = errorIn(parts, language);
  const word = words[language];
  const lines = [
    `## 🛑 ${word.verdict.error}: ${word.headline.errorOnly}`,
    `${markdownCode(code)} ${markdownText(what, partLimit)}`,
    ...(got === undefined ? [] : [markdownCode(got, partLimit)]),
    ...(fix === undefined ? [] : [`${word.labels.fix}: ${markdownText(fix, partLimit)}`]),
  ];
  return `${lines.join('\n\n')}\n`;
}

function htmlError(parts: ErrorParts, options: LookOptions): string {
  const word = words[options.language];
  const text = renderErrorText(parts, options).trimEnd().split('\n').map(escapeMarkup).join('\n');
  return [
    '<!DOCTYPE html>',
    `<html lang="${options.language}">`,
    `<head><meta charset="utf-8"><title>${escapeMarkup(word.verdict.error)} · sekisho</title></head>`,
    `<body><h1>${escapeMarkup(word.verdict.error)}: ${escapeMarkup(word.headline.errorOnly)}</h1>`,
    `<pre>${text}</pre></body>`,
    '</html>',
    '',
  ].join('\n');
}
