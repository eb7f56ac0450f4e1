import { renderExplanationJson } from './explain-json.ts';
import { renderExplanationText } from './explain-text.ts';
import type { Explanation } from './explanation.ts';
import type { CommonFormat, LookOptions } from './renderer.ts';

/** What `sekisho explain` prints, by format. */
export const explanationRenderers = {
  text: renderExplanationText,
  json: renderExplanationJson,
} satisfies Record<CommonFormat, (explanation: Explanation, options: LookOptions) => string>;
