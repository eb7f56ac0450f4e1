import { renderGithub } from './github.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Format, Renderer } from './renderer.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/** Every format of `--format`; one that is declared and not written is a type error. */
export const renderers = {
  text: renderText,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  github: renderGithub,
  html: renderHtml,
} satisfies Record<Format, Renderer>;
