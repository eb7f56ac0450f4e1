import { renderJson } from './json.ts';
import type { Format, Renderer } from './renderer.ts';
import { renderText } from './text.ts';

/** Every format of `--format`; one that is declared and not written is a type error. */
export const renderers = { text: renderText, json: renderJson } satisfies Record<Format, Renderer>;
